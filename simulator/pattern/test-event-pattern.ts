import type { PatternInput } from "./compile-event-pattern";
import { compileEventPattern } from "./compile-event-pattern";
import { InvalidEventError } from "./errors";
import type { EventInput } from "./event-leaves";
import { ObjectWithEqualKeys, parseEventText } from "./parse-event-text";

/** What TestEventPattern wants of an event; version, resources and detail may be missing (recorded). */
const NEEDED_FIELDS = ["id", "detail-type", "source", "account", "time", "region"] as const;

/** What PutEvents calls the fields of an entry. An event has none of these, whatever it holds. */
const ENTRY_FIELDS: ReadonlySet<string> = new Set(["Source", "DetailType", "Detail"]);

/** Whether an object that is no event is an entry of PutEvents, by the names of its fields. */
export function isPutEventsEntry(fields: Iterable<string>): boolean {
  return [...fields].some((name) => ENTRY_FIELDS.has(name));
}

/**
 * Answers as the TestEventPattern call of EventBridge does: whether an event matches a pattern, after a look at the
 * event's own fields, which compileEventPattern leaves to others.
 *
 * @throws InvalidEventPatternError where AWS answers InvalidEventPatternException
 * @throws InvalidEventError where AWS answers ValidationException; its problem says what is missing
 */
export function testEventPattern(pattern: PatternInput, event: EventInput): boolean {
  const matches = compileEventPattern(pattern);
  checkEnvelope(event);
  return matches(event);
}

/**
 * Demands of an event the fields that TestEventPattern demands.
 * @throws InvalidEventError with AWS's message, and a problem that says more
 */
function checkEnvelope(event: EventInput): void {
  const fields = fieldsOf(typeof event === "string" ? parseEventText(event) : event);
  const missing = NEEDED_FIELDS.filter((name) => (fields.get(name) ?? null) === null);
  if (missing.length > 0) {
    throw new InvalidEventError(
      isPutEventsEntry(fields.keys()) ? { kind: "put-events-entry" } : { kind: "missing", fields: missing },
    );
  }
  const time = fields.get("time");
  if (!isTime(time)) throw new InvalidEventError({ kind: "time", value: time }, "Invalid time.");
}

function fieldsOf(event: unknown): ReadonlyMap<string, unknown> {
  if (event instanceof ObjectWithEqualKeys) return new Map(event.entries);
  if (typeof event !== "object" || event === null || Array.isArray(event)) {
    throw new InvalidEventError({ kind: "not-an-object" });
  }
  return new Map(Object.entries(event));
}

/** A date and a time of day in the form of RFC 3339, as every event has one. */
function isTime(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value));
}
