/** What AWS writes into a field of an event. */
export type EventFieldType = "string" | "list" | "object";

/**
 * The fields at the top of an event, which EventBridge alone defines, and their types; a publisher's own are under
 * `detail`, which is "a valid JSON object" (PutEvents). `resources` are ARNs
 * (docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html). `replay-name` is there in a replay
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html).
 */
export const EVENT_FIELD_TYPES: ReadonlyMap<string, EventFieldType> = new Map([
  ["version", "string"],
  ["id", "string"],
  ["detail-type", "string"],
  ["source", "string"],
  ["account", "string"],
  ["time", "string"],
  ["region", "string"],
  ["resources", "list"],
  ["detail", "object"],
  ["replay-name", "string"],
]);

/** Their names. */
export const EVENT_FIELDS: readonly string[] = [...EVENT_FIELD_TYPES.keys()];
