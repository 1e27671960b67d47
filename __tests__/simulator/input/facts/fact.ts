import type { JsonObject, TargetInput } from "#simulator/input";

/**
 * What has to come of an input: the body to the letter, as JSON or as text; a dead letter that says INVALID_JSON, with
 * this body; nothing at all; or AWS's refusal.
 */
export type Outcome =
  | { readonly json: string }
  | { readonly text: string }
  | { readonly deadLetter: string }
  | { readonly nothing: true }
  | { readonly refused: string | RegExp };

/** One input of a target for one event. */
export interface InputCase {
  readonly target: TargetInput;
  /** The order of `event.ts` when left out. */
  readonly event?: JsonObject;
  readonly outcome: Outcome;
}

/** Something that is true of what EventBridge hands to targets, and the cases that prove it of ours. */
export interface InputFact {
  readonly id: string;
  /** One sentence. */
  readonly fact: string;
  /** Who says so. */
  readonly source: string;
  readonly cases: readonly InputCase[];
}

/** The id of every target here; AWS names it in its refusals. */
export const TARGET_ID = "crm";

/** An input that is a transformer. */
export function template(InputTemplate: string, paths: Readonly<Record<string, string>> = {}): TargetInput {
  return { InputTransformer: { InputPathsMap: paths, InputTemplate } };
}

/** Paths to fields of the detail, under the fields' own names. */
export function detail(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, `$.detail.${name}`]));
}
