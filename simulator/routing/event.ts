import { z } from "zod";
import { DETAIL_TYPE_CHARACTERS, EVENT_BYTES, EVENT_RESOURCE_CHARACTERS } from "../../aws/limits";
import { deeperThan, MAX_DEPTH } from "../pattern/json-depth";
import { isPutEventsEntry, PUT_EVENTS_ENTRY } from "../pattern";
import {
  insteadOf,
  inWords,
  isJsonObject,
  memberText,
  minifyJson,
  readJson,
  writeJson,
  type JsonObject,
  type JsonValue,
} from "../input";

/** It is not an event that can be put and matched. The message says why, as the rest of a sentence about it. */
export class NotAnEventError extends Error {}

/**
 * Objects and arrays of an event within each other. AWS documents no limit; its reader of JSON has this one, and more
 * would be too much for what reads an event here.
 */
export const EVENT_DEPTH = MAX_DEPTH;

/** How an entry of PutEvents becomes an event. */
const AS_EVENT =
  "source for Source, detail-type for DetailType, and detail as an object for Detail, which is JSON text";

/** What is wrong with a whole PutEvents request that is given for an event. */
const PUT_EVENTS_REQUEST = `is a PutEvents request, not an event; write the event of one of its Entries: ${AS_EVENT}`;

/** An event as it is put: EventBridge adds what is absent. */
export interface PutEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: JsonObject;
  /** The detail as JSON text: every value of a key that is written more than once is in it, and each number as written. */
  readonly detailText: string;
  readonly resources: readonly string[];
  /** The sender, where the text names one. EventBridge sets it by itself. */
  readonly account: string | undefined;
  readonly id: string | undefined;
  readonly time: string | undefined;
  readonly region: string | undefined;
  /** Whatever else stands at the top: `replay-name` of a replayed event, for one. */
  readonly others: JsonObject;
}

function shortText(characters: number) {
  return z
    .string()
    .max(characters, `longer than the ${characters.toLocaleString("en")} characters that PutEvents takes`);
}

/** Of what EventBridge itself knows; the rest of an event may be any JSON. */
const envelopeSchema = z.object({
  version: z.string().optional(),
  id: z.string().min(1).optional(),
  "detail-type": shortText(DETAIL_TYPE_CHARACTERS).min(1),
  source: z.string().min(1),
  account: z
    .string()
    .regex(/^\d{12}$/, "write twelve digits, in quotes")
    .optional(),
  time: z.iso.datetime({ offset: true, error: 'write a time such as "2026-11-18T09:41:27Z"' }).optional(),
  region: z.string().min(1).optional(),
  resources: z.array(shortText(EVENT_RESOURCE_CHARACTERS)).optional(),
  detail: z.custom<JsonObject>((value) => isJsonObject(value as JsonValue), {
    error: ({ input }) => insteadOf(input, "an object"),
  }),
});

/**
 * Reads an event from JSON text.
 *
 * @throws NotAnEventError when it is not JSON, not an event, nested too deeply, or larger than EventBridge takes
 */
export function parseEvent(text: string): PutEvent {
  let value: JsonValue;
  try {
    value = readJson(text);
  } catch (error) {
    throw new NotAnEventError(`is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (deeperThan(EVENT_DEPTH, text)) {
    throw new NotAnEventError(`is nested too deeply: more than ${EVENT_DEPTH.toLocaleString("en")} levels`);
  }
  const parsed = envelopeSchema.safeParse(value, { error: inWords });
  if (!parsed.success) {
    if (Array.isArray(value) && value.length > 0) throw new NotAnEventError(listProblem(value));
    if (isJsonObject(value) && Array.isArray(value["Entries"])) throw new NotAnEventError(PUT_EVENTS_REQUEST);
    if (isJsonObject(value) && isPutEventsEntry(Object.keys(value))) throw new NotAnEventError(PUT_EVENTS_ENTRY);
    const issues = parsed.error.issues.map(({ path, message }) =>
      path.length > 0 ? `${path.join(".")}: ${message}` : message,
    );
    throw new NotAnEventError(`is not an event: ${issues.join("; ")}${otherSpelling(value)}`);
  }
  const { source, "detail-type": detailType, detail, resources = [], account, id, time, region } = parsed.data;
  const known = Object.keys(envelopeSchema.shape);
  const others = isJsonObject(value) ? Object.entries(value).filter(([key]) => !known.includes(key)) : [];
  const event = {
    source,
    detailType,
    detail,
    detailText: minifyJson(memberText(text, "detail") ?? writeJson(detail)),
    resources,
    account,
    id,
    time,
    region,
    others: Object.fromEntries(others),
  };
  // Without white space between its tokens: a lower bound of what a sender may make of the detail.
  const bytes = entryBytes({ ...event, detail: event.detailText });
  if (bytes > EVENT_BYTES) {
    throw new NotAnEventError(
      `is too large: ${bytes.toLocaleString("en")} bytes as an entry of PutEvents; ` +
        `EventBridge takes ${EVENT_BYTES.toLocaleString("en")} (1 MB)`,
    );
  }
  return event;
}

function listProblem(list: readonly JsonValue[]): string {
  const isEntries = list.some((one) => isJsonObject(one) && isPutEventsEntry(Object.keys(one)));
  if (isEntries) return `is a list of PutEvents entries, not an event; write one of them as an event: ${AS_EVENT}`;
  return `is a list of ${list.length.toLocaleString("en")}, not an event; write one event, without [ ]`;
}

/** `detailType` for `detail-type` is what programs call it. */
function otherSpelling(value: JsonValue): string {
  if (!isJsonObject(value) || "detail-type" in value) return "";
  const spelt = Object.keys(value).find((key) => key.toLowerCase().replace(/[^a-z]/g, "") === "detailtype");
  return spelt === undefined ? "" : `; write detail-type for ${JSON.stringify(spelt)}`;
}

/** What counts for the size of an entry of PutEvents. */
export interface SizedEntry {
  readonly source: string;
  readonly detailType: string;
  /** JSON text, as it is sent. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** Only whether there is one counts. */
  readonly time: unknown;
}

/**
 * Size of an entry as EventBridge counts it: 14 bytes for a time, and the UTF-8 bytes of source, detail-type, detail
 * and each resource. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-event-size
 */
export function entryBytes({ source, detailType, detail, resources, time }: SizedEntry): number {
  const texts = [source, detailType, detail, ...resources];
  return texts.reduce((sum, one) => sum + Buffer.byteLength(one), time === undefined ? 0 : 14);
}

/** What EventBridge sets when it receives an event. */
export interface Receipt {
  readonly account: string;
  readonly region: string;
  readonly id: string;
  /** ISO 8601, in UTC. */
  readonly time: string;
}

/** The event as rules see it. Its account is always the sender's; id, time and Region are the event's own where it has them. */
export function receivedEvent(event: PutEvent, receipt: Receipt): JsonObject {
  return {
    version: "0",
    id: event.id ?? receipt.id,
    "detail-type": event.detailType,
    source: event.source,
    account: receipt.account,
    time: event.time ?? receipt.time,
    region: event.region ?? receipt.region,
    resources: event.resources,
    ...event.others,
    detail: event.detail,
  };
}

/** The same as JSON text, with the detail as it was written. */
export function receivedText(event: PutEvent, receipt: Receipt): string {
  const envelope = Object.entries(receivedEvent(event, receipt)).filter(([key]) => key !== "detail");
  return `${writeJson(Object.fromEntries(envelope)).slice(0, -1)},"detail":${event.detailText}}`;
}
