/** What examples have and a schema does not say, and the other way round. */
import { fieldNames, typesOf, type DescribedValue, type Ways } from "../../catalogue/event-schemas/described";
import { either } from "../../catalogue/wording";

/** Fields that lie deeper are seldom what makes the difference, and a schema may refer to itself. */
const DEEPEST = 12;

/**
 * Where a schema that is there differs from one that was made of examples, as sentences about paths.
 *
 * @param written the schema in the environment
 * @param inferred what the examples would make
 */
export function schemaDifferences(written: DescribedValue, inferred: DescribedValue): string[] {
  const detail = (of: DescribedValue) => of.field(of.ways, "detail");
  return [...differences({ written, inferred }, [detail(written), detail(inferred)], "$.detail", DEEPEST)];
}

interface Schemas {
  readonly written: DescribedValue;
  readonly inferred: DescribedValue;
}

function* differences(
  schemas: Schemas,
  [written, inferred]: readonly [Ways, Ways],
  at: string,
  depth: number,
): Iterable<string> {
  if (depth === 0 || isAnything(written)) return;
  const [said, found] = [typesIn(written), typesIn(inferred)];
  if (found.some((type) => !said.includes(type))) {
    yield `${at} is ${either(found)} in the events, and ${either(said)} in the schema`;
    return;
  }
  if (found.includes("array")) {
    const items = [schemas.written.item(written, 0), schemas.inferred.item(inferred, 0)] as const;
    if (!isAnything(items[1])) yield* differences(schemas, items, `${at}[0]`, depth - 1);
  }
  const names = fieldNames(inferred);
  for (const name of names) {
    const inner = [schemas.written.field(written, name), schemas.inferred.field(inferred, name)] as const;
    if (inner[0].length === 0) yield `${at}.${name} is in the events, and not in the schema`;
    else yield* differences(schemas, inner, `${at}.${name}`, depth - 1);
  }
  if (names.length === 0) return;
  for (const name of fieldNames(written)) {
    if (!names.includes(name)) yield `${at}.${name} is in the schema, and in none of the events`;
  }
}

function isAnything(ways: Ways): boolean {
  return ways.some((way) => way.length === 0);
}

function typesIn(ways: Ways): string[] {
  return [...new Set(ways.flatMap((way) => [...typesOf(way)]))];
}
