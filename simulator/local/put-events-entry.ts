import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../input";
import { AwsError } from "./aws-protocol";

/** An entry as the protocol carries it: members of the right type, and nothing said yet about their values. */
export interface WrittenEntry {
  readonly source: string | undefined;
  readonly detailType: string | undefined;
  readonly detail: string | undefined;
  readonly resources: readonly string[];
  /** Seconds since 1970, between the years 0 and 9999. */
  readonly time: number | undefined;
  readonly bus: string | undefined;
  readonly traceHeader: string | undefined;
}

/** What an event's `time` can say, which has four digits for the year: seconds since 1970. */
const EARLIEST = Date.parse("0000-01-01T00:00:00Z") / 1000;
const LATEST = Date.parse("9999-12-31T23:59:59Z") / 1000;

/**
 * Reads an entry. A member of another type than the API's model has cannot be read by AWS, and fails the call as a whole
 * before any entry is taken; null is as good as absent. The messages are ours.
 *
 * @throws AwsError SerializationException
 */
export function readEntry(value: JsonValue): WrittenEntry {
  if (!isJsonObject(value)) throw unreadable("An entry is not an object.");
  return {
    source: textIn(value, "Source"),
    detailType: textIn(value, "DetailType"),
    detail: textIn(value, "Detail"),
    resources: resourcesIn(value),
    time: timeIn(value),
    bus: textIn(value, "EventBusName"),
    traceHeader: textIn(value, "TraceHeader"),
  };
}

/** @throws AwsError SerializationException */
export function listIn(input: JsonObject, name: string): readonly JsonValue[] | undefined {
  const value = input[name] ?? null;
  if (value === null) return undefined;
  if (!isJsonList(value)) throw unreadable(`${name} is not a list.`);
  return value;
}

function textIn(entry: JsonObject, name: string): string | undefined {
  const value = entry[name] ?? null;
  if (value === null) return undefined;
  if (typeof value !== "string") throw unreadable(`${name} of an entry is not a string.`);
  return value;
}

function resourcesIn(entry: JsonObject): readonly string[] {
  return (listIn(entry, "Resources") ?? []).map((one) => {
    if (typeof one !== "string") throw unreadable("Resources of an entry is not a list of strings.");
    return one;
  });
}

function timeIn(entry: JsonObject): number | undefined {
  const value = entry["Time"] ?? null;
  if (value === null) return undefined;
  if (typeof value !== "number") throw unreadable("Time of an entry is not a number of seconds.");
  if (!(value >= EARLIEST && value <= LATEST))
    throw unreadable("Time of an entry is not between the years 0 and 9999.");
  return value;
}

function unreadable(message: string): AwsError {
  return new AwsError("SerializationException", message);
}
