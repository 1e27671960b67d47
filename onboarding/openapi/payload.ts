/** What of a schema becomes the body: constants, and values that come from the event. */
import { isMapping } from "../../catalogue/files/merge";
import { isSecretName } from "../../catalogue/credentials";
import type { OpenApiDocument } from "./read-openapi";
import { sampleValue } from "./samples";
import { flatSchema, isScalar, onlyValue, type FlatSchema } from "./schema";

/** A part of the body. */
export type Part =
  | { readonly kind: "object"; readonly members: ReadonlyMap<string, Part> }
  | { readonly kind: "list"; readonly item: Part }
  | { readonly kind: "constant"; readonly value: unknown }
  | {
      readonly kind: "fromEvent";
      /** Its name, and in front of it those that it stands within. */
      readonly path: readonly string[];
      readonly schema: FlatSchema;
      readonly sample: unknown;
    };

/** How much of a schema is written out; what is not comes from the event as a whole. */
export interface Extent {
  readonly optional: boolean;
  readonly depth: number;
  /** Nothing else authorizes the request, so that what looks like a credential in the body is one. */
  readonly isKeyInBody: boolean;
}

/** A body, and what its reader should know of it. */
export interface Payload {
  readonly part: Part;
  /** Names of credentials at the top of the body, which the connection adds. */
  readonly secrets: readonly string[];
  readonly notes: readonly string[];
}

const MOST_OPTIONAL = 10;
const MOST_PARTS = 400;

/**
 * The body that a schema wants. Of an object its required properties are written; of the body itself, and of an object
 * that requires none, also the optional ones that are scalars: at most ten, none deprecated, and none that has a default.
 * A body of optional objects alone has all of them, and any other object without such properties comes from the event as
 * a whole. What only answers have (`readOnly`) is left out.
 *
 * @param example of the whole body
 * @returns undefined where it has more parts than any template holds.
 */
export function payloadOf(
  document: OpenApiDocument,
  schema: unknown,
  example: unknown,
  extent: Extent,
): Payload | undefined {
  const builder = new Builder(document, extent);
  const part = builder.part({ schema: flatSchema(document, schema), path: [], within: [], shown: example });
  return builder.isTooLarge ? undefined : { part, secrets: builder.secrets, notes: builder.notes };
}

/** Where a part stands. */
interface Place {
  readonly schema: FlatSchema;
  readonly path: readonly string[];
  readonly within: readonly string[];
  readonly shown: unknown;
}

class Builder {
  readonly notes: string[] = [];
  readonly secrets: string[] = [];
  #parts = 0;

  constructor(
    private readonly document: OpenApiDocument,
    private readonly extent: Extent,
  ) {}

  get isTooLarge(): boolean {
    return this.#parts > MOST_PARTS;
  }

  part(place: Place): Part {
    this.#parts += 1;
    const { schema, path } = place;
    const [only] = onlyValue(schema);
    if (only !== undefined) return { kind: "constant", value: only };
    if (schema.isCircle)
      this.notes.push(`${placeName(path)} leads back into itself and comes from the event as a whole`);
    if (this.isTooLarge || path.length > this.extent.depth) return this.fromEvent(place);
    switch (schema.kind) {
      case "object":
        return this.object(place);
      case "array":
        return this.list(place);
      case "string":
      case "number":
      case "integer":
      case "boolean":
      case undefined:
        return this.fromEvent(place);
    }
  }

  private fromEvent({ schema, path, within, shown }: Place): Part {
    const sample = sampleValue(this.document, schema, path.at(-1) ?? "body", shown, within);
    return { kind: "fromEvent", path, schema, sample };
  }

  private object(place: Place): Part {
    const { schema, path, shown } = place;
    const within = [...place.within, ...schema.pointers, ""];
    const wanted = this.wanted(place, within);
    if (wanted.length === 0) return this.fromEvent(place);
    if (schema.alternatives > 1) {
      this.notes.push(`${placeName(path)} has ${schema.alternatives} forms, of which this is the first`);
    }
    const members = wanted.map(([name, inner]): [string, Part] => {
      const example = isMapping(shown) ? shown[name] : undefined;
      return [name, this.part({ schema: inner, path: [...path, name], within, shown: example })];
    });
    return { kind: "object", members: new Map(members) };
  }

  /** One object is enough for most lists of objects, and can be written out; any other list comes as it is. */
  private list(place: Place): Part {
    const { schema, path, shown } = place;
    const within = [...place.within, ...schema.pointers, ""];
    const items = flatSchema(this.document, schema.items, within);
    const isWhole = items.kind !== "object" || items.required.size === 0 || (schema.minItems ?? 0) > 1;
    if (isWhole || items.isCircle || path.length === 0) return this.fromEvent(place);
    const [example] = Array.isArray(shown) ? (shown as unknown[]) : [];
    const item = this.part({ schema: items, path, within, shown: example });
    if (item.kind !== "object") return this.fromEvent(place);
    this.notes.push(
      `${placeName(path)} is a list, of which one item is written; put a path to a whole list in its place for more`,
    );
    return { kind: "list", item };
  }

  private wanted({ schema, path }: Place, within: readonly string[]): readonly (readonly [string, FlatSchema])[] {
    const names = new Set([...schema.properties.keys(), ...schema.required]);
    const all = [...names].map(
      (name) => [name, flatSchema(this.document, schema.properties.get(name), within)] as const,
    );
    const sent = all.filter(([, { readOnly }]) => readOnly !== true);
    const needed = sent.filter(([name]) => schema.required.has(name));
    const required = path.length === 0 ? needed.filter((each) => !this.isSecret(each)) : needed;
    const optional = sent.filter(([name, { deprecated }]) => !schema.required.has(name) && deprecated !== true);
    const chosen =
      path.length === 0 || required.length === 0 ? this.chosen(optional, path.length + required.length === 0) : [];
    const kept = new Set([...required, ...chosen].map(([name]) => name));
    if (path.length === 0 && this.extent.optional) {
      // What has one value only is a constant, and needs nothing of the event.
      const taken = chosen.filter(([, inner]) => onlyValue(inner).length === 0).map(([name]) => name);
      const left = optional.map(([name]) => name).filter((name) => !kept.has(name));
      if (taken.length > 0) this.notes.push(optionalNote(taken));
      if (left.length > 0) this.notes.push(`optional in the body, and left out: ${shortList(left)}`);
    }
    return sent.filter(([name]) => kept.has(name));
  }

  private isSecret([name, { kind }]: readonly [string, FlatSchema]): boolean {
    const isKey = this.extent.isKeyInBody && kind === "string" && isSecretName(name);
    if (isKey) this.secrets.push(name);
    return isKey;
  }

  private chosen(
    optional: readonly (readonly [string, FlatSchema])[],
    isAlone: boolean,
  ): readonly (readonly [string, FlatSchema])[] {
    if (!this.extent.optional) return [];
    const own = optional.filter(([, { default: byItself, isCircle }]) => byItself === undefined && !isCircle);
    const scalars = own.filter(([, inner]) => isScalar(inner));
    return (scalars.length === 0 && isAlone ? own : scalars).slice(0, MOST_OPTIONAL);
  }
}

function placeName(path: readonly string[]): string {
  return path.length === 0 ? "the body" : `in the body, ${path.join(".")}`;
}

function optionalNote(names: readonly string[]): string {
  const them = names.length === 1 ? "it" : "them";
  const instead = `leave ${them} out of the template unless every event has ${them}`;
  return `optional in the body: ${shortList(names)}; ${instead}, because EventBridge sends "" for what an event lacks`;
}

const SHOWN = 12;

/** The first of many names. */
export function shortList(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : "";
  return `${names.slice(0, SHOWN).join(", ")}${more}`;
}
