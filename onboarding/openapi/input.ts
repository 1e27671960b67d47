/** The input of a target, and the fields of the event that it takes. */
import { isMapping } from "../../catalogue/files/merge";
import { INPUT_PATHS, INPUT_TEMPLATE_CHARACTERS } from "../../aws/limits";
import { bytesIn } from "../../aws/texts";
import type { Input } from "../../catalogue/model";
import type { DetailNames } from "./detail-names";
import { payloadOf, type Extent, type Part } from "./payload";
import type { OpenApiDocument } from "./read-openapi";

/** What is sent, what of the event it is made of, and what its reader should know. */
export interface BodyInput {
  readonly input: Input;
  /** Field of the detail to a value that fits. */
  readonly detail: ReadonlyMap<string, unknown>;
  /** Names of credentials at the top of the body, which the connection adds. */
  readonly secrets: readonly string[];
  readonly notes: readonly string[];
}

/** From the whole to less, for bodies that are longer than EventBridge takes. */
const EXTENTS: readonly (Omit<Extent, "isKeyInBody"> & { readonly note?: string })[] = [
  { optional: true, depth: Infinity },
  { optional: false, depth: Infinity, note: "optional fields are left out, because the template would be too long" },
  {
    optional: false,
    depth: 0,
    note: "what lies deeper comes from the event as a whole, because the template would be too long",
  },
];

/**
 * The input that makes a body of an event.
 *
 * @param example of the whole body
 * @param isKeyInBody nothing else authorizes the request
 */
export function bodyInput(
  document: OpenApiDocument,
  {
    schema,
    example,
    isKeyInBody,
  }: { readonly schema: unknown; readonly example: unknown; readonly isKeyInBody: boolean },
  names: () => DetailNames,
): BodyInput {
  for (const { note, ...extent } of EXTENTS) {
    const payload = payloadOf(document, schema, example, { ...extent, isKeyInBody });
    if (payload === undefined) continue;
    const { part, secrets } = payload;
    const notes = [...payload.notes, ...(note === undefined ? [] : [note])];
    if (part.kind === "constant")
      return { input: { type: "constant", constant: json(part.value) }, detail: new Map(), secrets, notes };
    if (part.kind !== "object") return asItIs(part, names(), notes);
    const made = transformer(part, names());
    if (made !== undefined) return { ...made, secrets, notes };
  }
  const whole = "the body is the event's detail as it is, because a template would be too long";
  return { input: { type: "path", path: "$.detail" }, detail: new Map(), secrets: [], notes: [whole] };
}

function asItIs(
  part: Exclude<Part, { kind: "object" | "constant" }>,
  names: DetailNames,
  notes: readonly string[],
): BodyInput {
  const sample = part.kind === "fromEvent" ? part.sample : [];
  if (isMapping(sample)) {
    const note = "the document names no fields of the body: it is the event's detail as it is";
    return {
      input: { type: "path", path: "$.detail" },
      detail: new Map(Object.entries(sample)),
      secrets: [],
      notes: [...notes, note],
    };
  }
  const name = names.claim(["body"]);
  const path = `$.detail.${name}`;
  const note = `the body is no object: it is what the event holds at ${path}`;
  return { input: { type: "path", path }, detail: new Map([[name, sample]]), secrets: [], notes: [...notes, note] };
}

function transformer(part: Part, names: DetailNames): Omit<BodyInput, "secrets" | "notes"> | undefined {
  const detail = new Map<string, unknown>();
  const written = template(part, "", (value) => {
    const name = names.claim(value.path);
    detail.set(name, value.sample);
    return name;
  });
  if (detail.size === 0) return { input: { type: "constant", constant: json(JSON.parse(written)) }, detail };
  if (detail.size > INPUT_PATHS) return undefined;
  if (written.length > INPUT_TEMPLATE_CHARACTERS || bytesIn(written) > INPUT_TEMPLATE_CHARACTERS) return undefined;
  const paths = Object.fromEntries([...detail.keys()].map((name) => [name, `$.detail.${name}`]));
  return { input: { type: "transformer", paths, template: written }, detail };
}

type FromEvent = Extract<Part, { kind: "fromEvent" }>;

/** JSON with `<name>` where a value of the event belongs. */
function template(part: Part, indent: string, nameOf: (value: FromEvent) => string): string {
  switch (part.kind) {
    case "constant":
      return literal(part.value);
    case "fromEvent":
      return `<${nameOf(part)}>`;
    case "list":
      return `[${template(part.item, indent, nameOf)}]`;
    case "object": {
      const inner = `${indent}  `;
      const members = [...part.members].map(
        ([name, value]) => `${inner}${literal(name)}: ${template(value, inner, nameOf)}`,
      );
      return `{\n${members.join(",\n")}\n${indent}}`;
    }
  }
}

/** JSON in which no text is taken for a placeholder. */
function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll("<", "\\u003c").replaceAll(">", "\\u003e");
}

type Json = Extract<Input, { type: "constant" }>["constant"];

/** What was read as JSON or YAML, as zod's type of it. */
function json(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
