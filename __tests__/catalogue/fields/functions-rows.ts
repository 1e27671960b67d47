/** What becomes of the fields of functions/*.yaml. */
import { AWS_TEXTS } from "../../../aws/texts";
import {
  EVENT_AGE_SECONDS,
  FUNCTION_MEMORY_MEGABYTES,
  FUNCTION_TIMEOUT_SECONDS,
  LOG_RETENTION_DAYS,
  RETRY_ATTEMPTS,
} from "../../../aws/limits";
import { consumerNames, functionNames, scheduleNames, tableNames } from "../../../catalogue/names";
import { published } from "./full-environment";
import { HUB } from "./hub-rows";
import { filled, id, is, names, type Row } from "./row";
import { CONTACT, DESCRIPTION, DETAIL_TYPE, RUNBOOK, SHARED, SOURCE } from "./source-rows";

const PATTERN = "a pattern is read by the simulator's compiler, which AWS's recordings hold";
const REFERENCE = "names something of the file, whose own row holds it";
const FUNCTION = "functions.functions.*";

const ATTRIBUTE: Row = {
  becomes: is(AWS_TEXTS["dynamodb.KeySchemaAttributeName"]),
  narrower: "a letter first, then letters, digits and . _ -: what code can name",
};

function keys(at: string): Record<string, Row> {
  return Object.fromEntries(
    ["partitionKey", "sortKey"].flatMap((key): [string, Row][] => [
      [`${at}.${key}.name`, ATTRIBUTE],
      [`${at}.${key}.type`, { known: ["S", "N", "B"] }],
    ]),
  );
}

export const FUNCTIONS_ROWS: Readonly<Record<string, Row>> = {
  "functions.account": { stays: "names a file of sources/, or the hub" },
  "functions.owner": SHARED.owner,
  "functions.contact": CONTACT,
  "functions.runbook": RUNBOOK,
  "functions.description": { stays: "for the readers of the file" },
  "functions.logRetentionDays": { known: LOG_RETENTION_DAYS },
  "functions.tables.<name>": id((each) => names(tableNames(HUB, "apps", each))),
  ...keys("functions.tables.*"),
  "functions.tables.*.indexes.<name>": id(is(AWS_TEXTS["dynamodb.IndexName"]), {
    shortest: 3,
    refused: ["", "ab", "a_b"],
  }),
  ...keys("functions.tables.*.indexes.*"),
  "functions.tables.*.timeToLive": ATTRIBUTE,
  "functions.topics.<name>": { stays: "a topic is no resource: its id names a prefix within the file" },
  "functions.topics.*.prefix": {
    // AWS IoT Core endpoints and quotas: 256 bytes and eight levels in a topic.
    becomes: (prefix) => [[{ min: 1, max: 254, pattern: /^[^+#$]+$/ }, prefix]],
    narrower: "the first levels of a topic, to which the function adds its own",
    longest: 128,
    refused: ["a/+", "a/#", "$aws/x", "a/", "/a", "a/b/c/d/e/f/g"],
    taken: ["a/b/c/d/e/f"],
  },
  "functions.functions.<name>": id((each) => [
    ...names(functionNames(HUB, "apps", each)),
    ...names(scheduleNames(HUB, "apps", each)),
  ]),
  [`${FUNCTION}.handler`]: { stays: "names a folder of code, which is bundled" },
  [`${FUNCTION}.description`]: {
    becomes: is(AWS_TEXTS["lambda.Description"]),
    narrower: DESCRIPTION,
    shortest: 1,
    longest: 200,
  },
  [`${FUNCTION}.timeoutSeconds`]: {
    from: FUNCTION_TIMEOUT_SECONDS.min,
    to: FUNCTION_TIMEOUT_SECONDS.max,
    source: "Lambda Developer Guide, gettingstarted-limits",
  },
  [`${FUNCTION}.memoryMegabytes`]: {
    from: FUNCTION_MEMORY_MEGABYTES.min,
    to: FUNCTION_MEMORY_MEGABYTES.max,
    source: "Lambda Developer Guide, gettingstarted-limits",
  },
  [`${FUNCTION}.reservedConcurrency`]: {
    from: 1,
    to: 1_000,
    source: "lambda.ReservedConcurrentExecutions is 0 or more, and 0 stops the function; 1,000 is an account's default",
  },
  [`${FUNCTION}.consumes.<name>`]: id((each) => names(consumerNames(HUB, "events", "tell", each))),
  [`${FUNCTION}.consumes.*.description`]: {
    becomes: is(AWS_TEXTS["events.RuleDescription"]),
    narrower: DESCRIPTION,
    shortest: 1,
    longest: 200,
  },
  [`${FUNCTION}.consumes.*.eventPattern.<name>`]: { stays: PATTERN },
  [`${FUNCTION}.consumes.*.eventPattern.*`]: { stays: PATTERN },
  [`${FUNCTION}.consumes.*.retryPolicy.maximumEventAgeInSeconds`]: {
    from: EVENT_AGE_SECONDS.min,
    to: EVENT_AGE_SECONDS.max,
    source: "events.MaximumEventAgeInSeconds",
  },
  [`${FUNCTION}.consumes.*.retryPolicy.maximumRetryAttempts`]: {
    from: RETRY_ATTEMPTS.min,
    to: RETRY_ATTEMPTS.max,
    source: "events.MaximumRetryAttempts",
  },
  [`${FUNCTION}.schedule`]: {
    becomes: is(AWS_TEXTS["scheduler.ScheduleExpression"]),
    narrower: "Scheduler's own language, which __tests__/aws/schedule.test.ts tries",
    shortest: "rate(1 day)".length,
    of: (n) => scheduleOf(n),
    refused: ["", "rate(0 days)", "cron(* * * * * *)", "at(2030-01-31T06:00:00)"],
    taken: ["rate(1 minute)", "cron(0 6 ? * MON-FRI *)"],
  },
  [`${FUNCTION}.environment.<name>`]: {
    becomes: is(AWS_TEXTS["lambda.EnvironmentVariableName"]),
    narrower: "upper case, as variables are written; what Lambda or a route sets is not written",
    longest: 64,
    of: filled("X".repeat(64)),
    refused: ["AWS_REGION", "LAMBDA_TASK_ROOT", "MAXIMUM_REQUEST_BYTES", "_HANDLER", "1A", "A"],
  },
  [`${FUNCTION}.environment.*(string)`]: {
    stays: "AWS's model has no limit of one; all together have one (limits.test.ts)",
  },
  [`${FUNCTION}.environment.*(table).table`]: { stays: REFERENCE },
  [`${FUNCTION}.environment.*(topic).topic`]: { stays: REFERENCE },
  [`${FUNCTION}.environment.*(bus).bus`]: { stays: "the language's own word" },
  [`${FUNCTION}.permissions.tables.<name>`]: { stays: REFERENCE },
  [`${FUNCTION}.permissions.tables.*[]`]: { stays: "the language's own words" },
  [`${FUNCTION}.permissions.topics.<name>`]: { stays: REFERENCE },
  [`${FUNCTION}.permissions.topics.*`]: { stays: "the language's own word" },
  [`${FUNCTION}.permissions.publishes.sources[]`]: { ...SOURCE, also: published("sources") },
  [`${FUNCTION}.permissions.publishes.detailTypes[]`]: {
    ...DETAIL_TYPE,
    becomes: (written) => [...DETAIL_TYPE.becomes(written), [AWS_TEXTS["iam.policyDocumentType"], written]],
    taken: ["$", "Größe"],
    refused: [...(DETAIL_TYPE.refused ?? []), "注文"],
    also: published("detailTypes"),
  },
};

/** A cron expression of so many characters, by minutes that are written with zeros in front. */
function scheduleOf(characters: number): string {
  const minutes = characters - "cron( 6 ? * MON-FRI *)".length;
  if (minutes < 1) return "rate(1 day)".slice(0, Math.max(0, characters));
  const list = Array.from({ length: Math.floor((minutes - 1) / 2) }, (_, index) => index % 10);
  const first = minutes % 2 === 0 ? "10" : "1";
  return `cron(${[first, ...list].join(",")} 6 ? * MON-FRI *)`;
}
