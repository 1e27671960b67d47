import type { JsonObject } from "./json-value";

/**
 * The part of a target, in AWS's own words, that decides what it receives. At most one of the three may be there;
 * none means the whole event. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_Target.html
 */
export interface TargetInput {
  /** The target's id, for AWS's messages; `<target-id>` when left out. */
  readonly Id?: string;
  /** JSON text that replaces the event. */
  readonly Input?: string;
  /** A JSON path to the part of the event to send. */
  readonly InputPath?: string;
  readonly InputTransformer?: InputTransformer;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html */
export interface InputTransformer {
  /** Placeholder names and the JSON paths of their values. */
  readonly InputPathsMap?: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/**
 * PutTargets refuses the target. `message` is AWS's own; where only its beginning is known, `because` says the rest in
 * our words.
 */
export interface PutTargetsError {
  readonly kind: "putTargetsError";
  readonly code: "ValidationException";
  readonly message: string;
  readonly because?: string;
}

/**
 * A rendered input that is no JSON. EventBridge does not send it: without a retry, it goes to the target's dead-letter
 * queue, if there is one. Recorded on AWS (us-east-1, September 2026) with targets that are queues.
 */
export interface InvalidInput {
  readonly code: "INVALID_JSON";
  /** AWS's own. */
  readonly message: string;
  /** What was rendered. */
  readonly body: string;
}

/**
 * What a target receives of an event.
 *
 * - `json`: delivered; `body` is JSON text.
 * - `rawText`: delivered; `body` is the text of a text template, its outer quotes included.
 * - `notDelivered`: the target gets nothing. `deadLetter` is what its dead-letter queue gets; nothing when absent, which
 *   was recorded of an input that is empty.
 * - `putTargetsError`: such a target cannot exist.
 * - `unknown`: no AWS page and no recording says what happens; `unknowns` names each thing that is not known.
 *   `assumedBody` is the body if each went by the rule of its neighbours; show it as an assumption or not at all.
 */
export type TargetInputResult =
  | { readonly kind: "json"; readonly body: string }
  | { readonly kind: "rawText"; readonly body: string }
  | { readonly kind: "notDelivered"; readonly reason: string; readonly deadLetter?: InvalidInput }
  | PutTargetsError
  | { readonly kind: "unknown"; readonly unknowns: readonly string[]; readonly assumedBody?: string };

/** The rule whose target it is. `arn` of a rule on a custom bus ends in `rule/<bus>/<rule>`. */
export interface RuleIdentity {
  readonly name: string;
  readonly arn: string;
}

/** What `renderTargetInput` needs to know. */
export interface TargetInputRequest {
  readonly target: TargetInput;
  /** The event as rules see it: with `version`, `id`, `detail-type` and so on. */
  readonly event: JsonObject;
  readonly rule: RuleIdentity;
  /** When EventBridge received the event, ISO 8601, for `<aws.events.event.ingestion-time>`. */
  readonly ingestionTime: string;
}
