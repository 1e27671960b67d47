import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from "../input";
import { PUT_EVENTS_ENTRIES } from "../../aws/limits";
import { EVENT_BYTES } from "../routing/event";
import { AwsError } from "./aws-protocol";

/** An entry of PutEvents that AWS would take. */
export interface PutEventsEntry {
  readonly source: string;
  readonly detailType: string;
  /** JSON text, as it was sent. */
  readonly detail: string;
  readonly resources: readonly string[];
  /** Seconds since 1970; undefined for now. */
  readonly time: number | undefined;
  /** Name or ARN. */
  readonly bus: string;
}

/** What AWS answers for one entry. */
export type PutEventsResultEntry =
  { readonly EventId: string } | { readonly ErrorCode: string; readonly ErrorMessage: string };

/** An entry after the checks that need no bus. */
export type CheckedEntry =
  | { readonly kind: "entry"; readonly entry: PutEventsEntry }
  | {
      readonly kind: "failed";
      readonly result: PutEventsResultEntry;
      readonly source: string;
      readonly detailType: string;
      readonly bus: string;
    };

/**
 * Checks a PutEvents request as AWS does.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 *
 * @throws AwsError when AWS would refuse the request as a whole
 */
export function checkPutEvents(input: JsonObject): readonly CheckedEntry[] {
  const entries = input["Entries"];
  if (entries === undefined || !isJsonList(entries)) {
    throw validation("Value null at 'entries' failed to satisfy constraint: Member must not be null");
  }
  const length = (limit: string) =>
    validation(`Value at 'entries' failed to satisfy constraint: Member must have length ${limit}`);
  if (entries.length === 0) throw length("greater than or equal to 1");
  if (entries.length > PUT_EVENTS_ENTRIES) throw length(`less than or equal to ${PUT_EVENTS_ENTRIES}`);
  const objects = entries.map((entry) => {
    if (!isJsonObject(entry)) throw new AwsError("SerializationException", "An entry is not an object.");
    return entry;
  });
  if (objects.reduce((bytes, entry) => bytes + bytesOf(entry), 0) > EVENT_BYTES) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  return objects.map(checkEntry);
}

function validation(what: string): AwsError {
  return new AwsError("ValidationException", `1 validation error detected: ${what}`);
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html */
function bytesOf(entry: JsonObject): number {
  const texts = [
    text(entry["Source"]),
    text(entry["DetailType"]),
    text(entry["Detail"]),
    ...textsOf(entry["Resources"]),
  ];
  return (entry["Time"] === undefined ? 0 : 14) + texts.reduce((bytes, part) => bytes + Buffer.byteLength(part), 0);
}

function text(value: JsonValue | undefined): string {
  return typeof value === "string" ? value : "";
}

function textsOf(value: JsonValue | undefined): string[] {
  return value !== undefined && isJsonList(value) ? value.map(text) : [];
}

function checkEntry(entry: JsonObject): CheckedEntry {
  const named = {
    source: text(entry["Source"]),
    detailType: text(entry["DetailType"]),
    bus: text(entry["EventBusName"]) || "default",
  };
  const wrong = whatIsWrong(entry);
  if (wrong !== undefined) return { kind: "failed", result: wrong, ...named };
  const time = entry["Time"];
  return {
    kind: "entry",
    entry: {
      ...named,
      detail: text(entry["Detail"]),
      resources: textsOf(entry["Resources"]),
      time: typeof time === "number" ? time : undefined,
    },
  };
}

/** Codes and messages are AWS's own. */
function whatIsWrong(entry: JsonObject): PutEventsResultEntry | undefined {
  for (const name of ["Source", "DetailType", "Detail"]) {
    if (text(entry[name]) === "") {
      const ErrorMessage = `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;
      return { ErrorCode: "InvalidArgument", ErrorMessage };
    }
  }
  if (!isObjectText(text(entry["Detail"]))) {
    return { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  }
  return text(entry["Source"]).startsWith("aws.")
    ? { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." }
    : undefined;
}

function isObjectText(detail: string): boolean {
  try {
    return isJsonObject(JSON.parse(detail) as JsonValue);
  } catch {
    return false;
  }
}
