/**
 * The fields at the top of an event, which EventBridge alone defines; a publisher's own are under `detail`
 * (docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html). `replay-name` is there in a replay
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html).
 */
export const EVENT_FIELDS: readonly string[] = [
  ...["version", "id", "detail-type", "source", "account", "time", "region", "resources", "detail", "replay-name"],
];
