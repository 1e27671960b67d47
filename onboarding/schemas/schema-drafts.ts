/** Schemas of events, made of examples. */
import path from "node:path";
import type { JsonObject } from "#simulator/input";
import { DescribedValue } from "../../catalogue/event-schemas/described";
import { fileNameOf } from "../../catalogue/event-schemas/file-names";
import { SCHEMAS_FOLDER } from "../../catalogue/event-schemas/read-event-schemas";
import { count } from "../../catalogue/wording";
import type { DraftedFile } from "../drafted-files";
import { inferSchema } from "./infer-schema";
import { schemaText } from "./schema-text";

/** An event that a schema is made of. */
export interface ExampleEvent {
  /** What people call it: its file. */
  readonly name: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
}

/** A schema, made of all examples of one type of event. */
export interface SchemaDraft extends DraftedFile {
  readonly source: string;
  readonly detailType: string;
  /** Names of the examples. */
  readonly events: readonly string[];
  readonly schema: DescribedValue;
}

/**
 * A schema for each source and detail-type of which there is an example, in their order.
 *
 * @param folder of the environment
 */
export function schemaDrafts(folder: string, examples: readonly ExampleEvent[]): readonly SchemaDraft[] {
  const byType = new Map<string, ExampleEvent[]>();
  for (const example of examples) {
    const key = JSON.stringify([example.source, example.detailType]);
    byType.set(key, [...(byType.get(key) ?? []), example]);
  }
  const sorted = [...byType].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.flatMap(([, [first, ...others]]) => (first === undefined ? [] : [draft(folder, first, others)]));
}

/** So many are named; of more, how many there are. */
const NAMED = 5;

function named(events: readonly string[]): string {
  const others = events.length - NAMED;
  return [...events.slice(0, NAMED), ...(others > 0 ? [`and ${others} more`] : [])].join(", ");
}

function draft(folder: string, first: ExampleEvent, others: readonly ExampleEvent[]): SchemaDraft {
  const { source, detailType } = first;
  const events = [first, ...others].map(({ name }) => name);
  const detail = inferSchema([first, ...others].map((event) => event.detail));
  const schema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $comment: `Inferred by hub schema infer from ${count(events.length, "event")}: ${named(events)}`,
    title: detailType,
    type: "object",
    required: ["source", "detail-type", "detail"],
    properties: { source: { const: source }, "detail-type": { const: detailType }, detail },
  } as const;
  const file = path.join(folder, SCHEMAS_FOLDER, fileNameOf(source), `${fileNameOf(detailType)}.json`);
  return {
    source,
    detailType,
    events,
    schema: new DescribedValue(schema),
    file,
    content: schemaText(schema),
  };
}
