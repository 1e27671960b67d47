/** What becomes of the fields of sources/*.yaml. */
import { AWS_TEXTS } from "../../../aws/texts";
import { DETAIL_TYPE_CHARACTERS } from "../../../aws/limits";
import { forwardNames } from "../../../catalogue/names";
import { HUB } from "./hub-rows";
import { filled, id, is, names, type Row } from "./row";

/** Said in AWS's console and in alarms. */
export const DESCRIPTION = "one line for people, of which 200 characters are read";

const OWNER: Row = {
  becomes: is(AWS_TEXTS["iam.tagValueType"], AWS_TEXTS["cloudwatch.AlarmDescription"]),
  narrower: "ASCII, which every service takes in a tag; every alarm names it, beside a contact and a runbook",
  shortest: 1,
  longest: 100,
  refused: ["aws:x"],
};

/** What PutEvents says of a source: nothing but that a name under `aws.` is AWS's (userguide, eb-putevents). */
export const SOURCE: Omit<Extract<Row, { becomes: unknown }>, "also"> = {
  becomes: (written) => [
    [{ min: 1, pattern: /^(?!aws\.)[^]+$/ }, written],
    [AWS_TEXTS["iam.policyDocumentType"], written],
  ],
  narrower: "letters, digits and . _ - /, at most 256, as the names of partner event sources and of Scheduler's",
  shortest: 1,
  longest: 256,
  refused: ["aws.s3", "aws."],
  taken: ["com.acme/shop_1-a", "awsome", "aws"],
};

/** `detail-type` of an event, where it does not enter a policy of IAM. */
export const DETAIL_TYPE: Omit<Extract<Row, { becomes: unknown }>, "also"> = {
  // A policy reads ${...} as a variable, so that such a type would never be allowed.
  becomes: (written) => [[{ min: 1, max: DETAIL_TYPE_CHARACTERS, pattern: /^(?![^]*\$\{)[^]+$/ }, written]],
  narrower: "no control characters, which nobody can tell apart in a pattern",
  refused: ["${x}", "a\u2028${x}", "a\n${x}"],
  taken: ["$", "{", "Order Placed: ${"[0] ?? "", "注文"],
};

/** Rows that other kinds of files share. */
export const SHARED = { owner: OWNER };

export const SOURCE_ROWS: Readonly<Record<string, Row>> = {
  "source.account": { becomes: is(AWS_TEXTS["organizations.AccountId"]), of: (n) => "7".repeat(n) },
  "source.owner": OWNER,
  "source.description": { stays: "for the readers of the file" },
  "source.publishes.sources[]": SOURCE,
  "source.publishes.detailTypes[]": DETAIL_TYPE,
  "source.forwards.<name>": id((each) => names(forwardNames(HUB, "shop", each))),
  "source.forwards.*.bus": { becomes: is(AWS_TEXTS["events.EventBusName"]) },
  "source.forwards.*.eventPattern.<name>": {
    stays: "a pattern is read by the simulator's compiler, which AWS's recordings hold",
  },
  "source.forwards.*.eventPattern.*": { stays: "as its names" },
};

/** An e-mail address in an alarm. */
export const CONTACT: Row = {
  becomes: (written) => [
    [AWS_TEXTS["cloudwatch.AlarmDescription"], written],
    [{ pattern: /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u }, written],
  ],
  narrower: "an address has 254 characters at most (RFC 5321) and a domain with a dot",
  shortest: 5,
  longest: 254,
  of: filled("a@b.d"),
};

/** An address in an alarm. */
export const RUNBOOK: Row = {
  becomes: (written) => [
    [{ ...AWS_TEXTS["cloudwatch.AlarmDescription"], pattern: /^https:\/\/[^\s\p{Cc}]+$/u }, written],
  ],
  narrower: "an alarm says more than the address, and has 1,024 characters for it",
  shortest: "https://x".length,
  longest: 500,
  of: filled("https://x"),
};
