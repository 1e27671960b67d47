import { parseInputPath, parseInputTemplate, type InputPath } from "#simulator/input";
import { typesOf } from "../event-schemas/described";
import type { EventType } from "../event-schemas/event-types";
import { eventsOf } from "../event-schemas/in-words";
import { followInputPath } from "../event-schemas/paths";
import { finding, type Finding } from "../files/findings";
import { pathPrefix } from "../files/yaml-file";
import { deliveries, type Delivery, type SoundFiles } from "../sound-files";
import { parameterPaths } from "./schema-inputs";

/** Objects and lists, by the schemas of their events, stand where something can be made of them. */
export function* schemaValues(files: SoundFiles): Iterable<Finding> {
  if (files.eventTypes.all.length === 0) return;
  for (const delivery of deliveries(files)) {
    const { types } = files.eventTypes.matchedBy(delivery.event.eventPattern);
    if (types.length === 0) continue;
    yield* inTemplate(delivery, types);
    yield* inParameters(delivery, types);
  }
}

function* inTemplate({ tenant: { file }, event, path }: Delivery, types: readonly EventType[]): Iterable<Finding> {
  if (event.input.type !== "transformer") return;
  const { paths = {}, template } = event.input;
  const seen = new Set<string>();
  for (const { name, context, offset } of parseInputTemplate(template).placeholders) {
    if ((context !== "insideString" && context !== "text") || seen.has(name) || !Object.hasOwn(paths, name)) continue;
    const found = collectionAt(paths[name] ?? "", types);
    if (found === undefined) continue;
    seen.add(name);
    const at = [...path, "input", "template"];
    const message =
      context === "text"
        ? `<${name}> is ${found.what}, which loses its quotes in a text; write the path of a field within it, or a JSON object`
        : `<${name}> is ${found.what}, inside quotes, which is no JSON, and a dead letter; write it without quotes, as a value of its own`;
    yield finding("value-out-of-place", file.atCharacter(at, offset), `${pathPrefix(at)}${message}`);
  }
}

function* inParameters(delivery: Delivery, types: readonly EventType[]): Iterable<Finding> {
  for (const { path, source } of parameterPaths(delivery)) {
    const found = collectionAt(source, types);
    if (found === undefined) continue;
    const wrong = `${source} is ${found.what}, and what AWS makes of that in a path, header or query string is not known`;
    yield delivery.tenant.file.finding("value-out-of-place", path, `${wrong}; write the path of a field within it`);
  }
}

/** What is an object or a list for sure, in some of the events. */
function collectionAt(source: string, types: readonly EventType[]): { readonly what: string } | undefined {
  const parsed = parseInputPath(source);
  // Of what stands beside detail the kind is known without a schema.
  if (!parsed.ok || parsed.path.steps.length < 2) return undefined;
  const found = types.flatMap((type) => {
    const kind = kindAt(type, parsed.path);
    return kind === undefined ? [] : [{ type, kind }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  return { what: `${first.kind} in ${eventsOf(found.map(({ type }) => type))}` };
}

function kindAt({ schema }: EventType, { steps }: InputPath): string | undefined {
  const { ways } = followInputPath(schema, steps);
  const kinds = new Set(ways.flatMap((way) => [...typesOf(way)]));
  if (kinds.size === 0 || [...kinds].some((kind) => kind !== "object" && kind !== "array")) return undefined;
  return kinds.has("object") ? "an object" : "a list";
}
