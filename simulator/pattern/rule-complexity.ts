import { InvalidEventPatternError } from "./errors";
import type { JsonReader } from "./json-reader";
import type { Matcher } from "./matchers";
import type { Alternative, Field } from "./alternative";
import { areTooComplex, type WildcardMember } from "./wildcard-complexity";

const TOO_COMPLEX =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";

/** How many groups of alternatives are looked at; a pattern that AWS takes has few. */
const MOST_GROUPS = 20_000;

/**
 * Refuses a pattern with wildcards that AWS calls too complex. Fields are gone through by the names of their paths.
 * The wildcards of one field are counted together, and with those that other alternatives have there, as far as both can
 * be reached over equal conditions on the fields before. A field that may be absent leads no further by that condition.
 */
export function refuseCrowdedWildcards(reader: JsonReader, alternatives: readonly Alternative[]): void {
  if (![...new Set(alternatives.flat())].some(({ matchers }) => matchers.some(hasWildcards))) return;
  const ways = alternatives.map((fields) => [...fields].sort((one, other) => (one.path < other.path ? -1 : 1)));
  const crowded = new Crowds(ways).firstCrowded();
  if (crowded === undefined) return;
  const members = crowded.flatMap(wildcardsOf);
  const texts = [...new Set(crowded.flatMap(textsOf))];
  const [{ path: field, place, matchers } = { path: "", place: [], matchers: [] }] = crowded;
  throw new InvalidEventPatternError(TOO_COMPLEX, {
    kind: "too-complex",
    operator: "wildcard",
    path: members.length === 1 ? [...place, ...placeInList(matchers)] : place,
    offset: reader.place().offset,
    wildcards: { field, texts, eachFits: members.length > 1 && members.every((member) => !areTooComplex([member])) },
  });
}

/** Goes through alternatives side by side. */
class Crowds {
  private readonly seen = new Set<string>();
  private readonly pending: { depth: number; ways: readonly number[] }[] = [];
  /** For each alternative, the last field with a wildcard. */
  private readonly last: readonly number[];

  constructor(private readonly ways: readonly Alternative[]) {
    this.last = ways.map((fields) => fields.findLastIndex(({ matchers }) => matchers.some(hasWildcards)));
  }

  /** The fields whose wildcards meet and are too complex together, one for each alternative that they belong to. */
  firstCrowded(): readonly Field[] | undefined {
    this.look(0, [...this.ways.keys()]);
    for (let group = this.pending.pop(); group !== undefined; group = this.pending.pop()) {
      const { depth, ways } = group;
      for (const waysOfPath of this.byPath(depth, ways)) {
        const fields = waysOfPath.flatMap((way) => this.ways[way]?.[depth] ?? []);
        if (areTooComplex(fields.flatMap(wildcardsOf))) return fields;
        for (const waysOn of this.byCondition(depth, waysOfPath)) this.look(depth + 1, waysOn);
      }
    }
    return undefined;
  }

  private look(depth: number, ways: readonly number[]): void {
    const toGo = ways.filter((way) => (this.last[way] ?? -1) >= depth);
    const key = `${depth}: ${toGo.join(" ")}`;
    if (toGo.length === 0 || this.seen.has(key) || this.seen.size > MOST_GROUPS) return;
    this.seen.add(key);
    this.pending.push({ depth, ways: toGo });
  }

  private byPath(depth: number, ways: readonly number[]): Iterable<readonly number[]> {
    return grouped(ways, (way) => [this.ways[way]?.[depth]?.path ?? ""]).values();
  }

  private byCondition(depth: number, ways: readonly number[]): Iterable<readonly number[]> {
    return grouped(ways, (way) => conditionsOf(this.ways[way]?.[depth])).values();
  }
}

function grouped(ways: readonly number[], keysOf: (way: number) => Iterable<string>): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const way of ways) {
    for (const key of new Set(keysOf(way))) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [way]);
      else group.push(way);
    }
  }
  return groups;
}

/** The conditions by which a field can be passed; equal ones are written alike. */
function conditionsOf(field: Field | undefined): readonly string[] {
  return (field?.matchers ?? []).filter(({ kind }) => kind !== "absent").map(identityOf);
}

function identityOf(matcher: Matcher): string {
  switch (matcher.kind) {
    case "address":
      return `address ${matcher.first} ${matcher.last}`;
    case "number":
      return `number ${matcher.value}`;
    case "literal":
      return `literal ${matcher.value}`;
    case "numeric-range":
      return `range ${matcher.from} ${matcher.fromOpen} ${matcher.to} ${matcher.toOpen}`;
    case "anything-but":
      return `anything-but ${JSON.stringify([...matcher.strings].sort())}`;
    case "anything-but-numbers":
      return `anything-but ${[...matcher.numbers].sort((one, other) => one - other).join(" ")}`;
    case "anything-but-text":
      return anythingButText(matcher);
    case "exists":
    case "absent":
      return matcher.kind;
    case "string":
    case "uncomparable-number":
    case "prefix":
    case "suffix":
    case "wildcard":
      return `${matcher.kind} ${matcher.text}`;
    case "equals-ignore-case":
    case "prefix-ignore-case":
    case "suffix-ignore-case":
      return `${matcher.kind} ${matcher.folded.text}`;
  }
}

function anythingButText({ operator, matchers }: Extract<Matcher, { kind: "anything-but-text" }>): string {
  const texts = matchers.map((inner) => ("text" in inner ? inner.text : inner.folded.text));
  return `anything-but ${operator} ${JSON.stringify([...new Set(texts)].sort())}`;
}

function hasWildcards(matcher: Matcher): boolean {
  return matcher.kind === "wildcard" || (matcher.kind === "anything-but-text" && matcher.operator === "wildcard");
}

function wildcardsOf({ matchers }: Field): WildcardMember[] {
  return matchers.flatMap((matcher): WildcardMember[] => {
    if (!hasWildcards(matcher)) return [];
    const condition = identityOf(matcher);
    if (matcher.kind === "wildcard") return [{ condition, wildcard: matcher.wildcard, insideAnythingBut: false }];
    const inner = matcher.kind === "anything-but-text" ? matcher.matchers : [];
    const wildcards = new Map(inner.flatMap((one) => (one.kind === "wildcard" ? [[one.text, one.wildcard]] : [])));
    return [...wildcards.values()].map((wildcard) => ({ condition, wildcard, insideAnythingBut: true }));
  });
}

function textsOf({ matchers }: Field): string[] {
  return matchers.flatMap((matcher) => {
    const inner = matcher.kind === "anything-but-text" ? matcher.matchers : [matcher];
    return inner.flatMap((one) => (one.kind === "wildcard" ? [one.text] : []));
  });
}

/** Where in a list of conditions the one with wildcards stands. */
function placeInList(matchers: readonly Matcher[]): (string | number)[] {
  const index = matchers.findIndex(hasWildcards);
  const isInside = matchers[index]?.kind === "anything-but-text";
  return [index, ...(isInside ? ["anything-but"] : []), "wildcard"];
}
