import { isJsonObject, type JsonObject, type JsonValue } from "../input";
import { DETAIL_TYPE_CHARACTERS, EVENT_BYTES, EVENT_RESOURCE_CHARACTERS, PUT_EVENTS_ENTRIES } from "../../aws/limits";
import { deeperThan } from "../pattern/json-depth";
import { entryBytes, EVENT_DEPTH } from "../routing/event";
import { AwsError } from "./aws-protocol";
import { listIn, readEntry, type WrittenEntry } from "./put-events-entry";

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
      readonly result: { readonly ErrorCode: string; readonly ErrorMessage: string };
      /** What AWS's message leaves open, for the report. */
      readonly because: string | undefined;
      readonly source: string;
      readonly detailType: string;
      readonly bus: string;
    };

/**
 * Checks a PutEvents request as AWS does.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 *
 * That page says that a request in which no entry has all of Source, DetailType and Detail fails as a whole. Recorded
 * calls of one such entry were answered with 200 and the entry's own error, and so it is here.
 *
 * @throws AwsError when AWS would refuse the request as a whole
 */
export function checkPutEvents(input: JsonObject): readonly CheckedEntry[] {
  const entries = listIn(input, "Entries");
  if (entries === undefined) {
    throw validation(["Value null at 'entries' failed to satisfy constraint: Member must not be null"]);
  }
  const length = (limit: string) =>
    validation([`Value at 'entries' failed to satisfy constraint: Member must have length ${limit}`]);
  if (entries.length === 0) throw length("greater than or equal to 1");
  if (entries.length > PUT_EVENTS_ENTRIES) throw length(`less than or equal to ${PUT_EVENTS_ENTRIES}`);
  const read = entries.map(readEntry);
  const violations = read.flatMap(violationsOf);
  if (violations.length > 0) throw validation(violations);
  if (read.reduce((bytes, entry) => bytes + sizeOf(entry), 0) > EVENT_BYTES) {
    throw new AwsError("ValidationException", "Total size of the entries in the request is over the limit.");
  }
  return read.map(checkEntry);
}

function validation(violations: readonly string[]): AwsError {
  const errors = `${violations.length} validation error${violations.length === 1 ? "" : "s"} detected`;
  return new AwsError("ValidationException", `${errors}: ${violations.join("; ")}`);
}

/** The pattern of a bus's name or ARN in the API's model. */
const BUS = String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[\.\-_A-Za-z0-9]+`;
const IS_BUS = new RegExp(`^${BUS}$`);

/** Limits of the API's model, of the members that have any. */
const BUS_CHARACTERS = 1_600;
const TRACE_HEADER_CHARACTERS = 500;

/** What of an entry the API's model does not allow, in AWS's words; a call with any of it fails as a whole. */
function violationsOf({ bus, traceHeader, resources }: WrittenEntry, index: number): readonly string[] {
  const at = (member: string, value: string, must: string) =>
    `Value '${value}' at 'entries.${index + 1}.member.${member}' failed to satisfy constraint: Member must ${must}`;
  const within = (member: string, value: string | undefined, least: number, most: number) => {
    if (value === undefined) return [];
    if (value.length < least) return [at(member, value, `have length greater than or equal to ${least}`)];
    return value.length > most ? [at(member, value, `have length less than or equal to ${most}`)] : [];
  };
  const isOdd = bus !== undefined && bus !== "" && !IS_BUS.test(bus);
  return [
    ...within("eventBusName", bus, 1, BUS_CHARACTERS),
    ...(isOdd ? [at("eventBusName", bus, `satisfy regular expression pattern: ${BUS}`)] : []),
    ...within("traceHeader", traceHeader, 1, TRACE_HEADER_CHARACTERS),
    ...resources.flatMap((one, place) => within(`resources.${place + 1}.member`, one, 0, EVENT_RESOURCE_CHARACTERS)),
  ];
}

function sizeOf({ source = "", detailType = "", detail = "", resources, time }: WrittenEntry): number {
  return entryBytes({ source, detailType, detail, resources, time });
}

function checkEntry(written: WrittenEntry): CheckedEntry {
  const { source = "", detailType = "", detail = "", resources, time, bus = "default" } = written;
  const named = { source, detailType, bus };
  const wrong = whatIsWrong({ ...named, detail });
  if (wrong === undefined) return { kind: "entry", entry: { ...named, detail, resources, time } };
  const { ErrorCode, ErrorMessage, because } = wrong;
  return { kind: "failed", result: { ErrorCode, ErrorMessage }, because, ...named };
}

interface WrongEntry {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
  readonly because?: string;
}

/** Codes and messages are AWS's own, but for that of a long DetailType, which nobody recorded. */
function whatIsWrong(entry: Pick<PutEventsEntry, "source" | "detailType" | "detail">): WrongEntry | undefined {
  const { source, detailType, detail } = entry;
  for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detail })) {
    if (value === "") return invalidArgument(name, `${name} is a required argument.`);
  }
  if (detailType.length > DETAIL_TYPE_CHARACTERS) {
    return invalidArgument("DetailType", `DetailType is longer than ${DETAIL_TYPE_CHARACTERS} characters.`);
  }
  const malformed = { ErrorCode: "MalformedDetail", ErrorMessage: "Detail is malformed." };
  // The event is one level more.
  if (deeperThan(EVENT_DEPTH - 1, detail)) {
    return { ...malformed, because: `it is nested more than ${EVENT_DEPTH.toLocaleString("en")} levels deep` };
  }
  if (!isObjectText(detail)) return malformed;
  return source.startsWith("aws.")
    ? { ErrorCode: "NotAuthorizedForSourceException", ErrorMessage: "Not authorized for the source." }
    : undefined;
}

function invalidArgument(name: string, reason: string): WrongEntry {
  return { ErrorCode: "InvalidArgument", ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}` };
}

function isObjectText(detail: string): boolean {
  try {
    return isJsonObject(JSON.parse(detail) as JsonValue);
  } catch {
    return false;
  }
}
