import { isMeantAsPath, parseInputPath, type PathStep } from "#simulator/input";
import type { EventType, MatchedTypes } from "../event-schemas/event-types";
import { eventsOf, noEvent, schemaFiles } from "../event-schemas/in-words";
import { followInputPath, nearestInputPath } from "../event-schemas/paths";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import { deliveries, type Delivery, type SoundFiles } from "../sound-files";

/** Paths of inputs and HTTP parameters lead somewhere in the events that the pattern matches, as far as these have schemas. */
export function* schemaInputs(files: SoundFiles): Iterable<Finding> {
  if (files.eventTypes.all.length === 0) return;
  for (const delivery of deliveries(files)) {
    const matched = files.eventTypes.matchedBy(delivery.event.eventPattern);
    if (matched.types.length === 0) continue;
    for (const { path, source } of writtenPaths(delivery)) {
      const parsed = parseInputPath(source);
      if (parsed.ok) yield* leadsNowhere(delivery.tenant.file, path, parsed.path.steps, matched);
    }
  }
}

/** A path to something in an event, and where it is written. */
export interface WrittenPath {
  readonly path: Path;
  readonly source: string;
}

function* writtenPaths({ event, path }: Delivery): Iterable<WrittenPath> {
  const { input } = event;
  if (input.type === "path") yield { path: [...path, "input", "path"], source: input.path };
  if (input.type === "transformer") {
    for (const [name, source] of Object.entries(input.paths ?? {})) {
      yield { path: [...path, "input", "paths", name], source };
    }
  }
  yield* parameterPaths({ event, path });
}

/** Those of path parameters, headers and query parameters. */
export function* parameterPaths({ event, path }: Pick<Delivery, "event" | "path">): Iterable<WrittenPath> {
  for (const [part, values] of Object.entries(event.httpParameters ?? {})) {
    for (const [key, source] of Object.entries(values)) {
      const at = [...path, "httpParameters", part, Array.isArray(values) ? Number(key) : key];
      if (isMeantAsPath(source)) yield { path: at, source };
    }
  }
}

function* leadsNowhere(
  file: YamlFile,
  at: Path,
  steps: readonly PathStep[],
  { types, complete }: MatchedTypes,
): Iterable<Finding> {
  // What stands beside detail is EventBridge's own, and schemas seldom have all of it.
  const [first] = steps;
  if (first?.kind !== "field" || first.name !== "detail") return;
  const lacking = types.filter(({ schema }) => followInputPath(schema, steps).ways.length === 0);
  if (lacking.length === 0) return;
  const wrong = `${noEvent(lacking)} has ${textOf(steps)} by its schema`;
  const meant = lacking.length === types.length ? nearestOf(lacking, steps) : undefined;
  if (lacking.length === types.length && complete) {
    const message = `${wrong}; write ${meant ?? "the path of another field"}, or add the field to ${schemaFiles(lacking)}`;
    yield file.finding("input-path-not-in-schema", at, message);
  } else {
    const instead =
      meant === undefined
        ? `write a delivery of its own for ${eventsOf(lacking)}, or a path that all have`
        : `write ${meant}, or leave it where it is meant for events without a schema`;
    yield file.finding("input-path-not-in-every-schema", at, `${wrong}; ${instead}`);
  }
}

function nearestOf(types: readonly EventType[], steps: readonly PathStep[]): string | undefined {
  return types.map(({ schema }) => nearestInputPath(schema, steps)).find((path) => path !== undefined);
}

function textOf(steps: readonly PathStep[]): string {
  return `$${steps.map((step) => (step.kind === "field" ? `.${step.name}` : step.kind === "index" ? `[${step.index}]` : "[*]")).join("")}`;
}
