/** Terraform that others have written, as Terraform plans it: others/main.tf, printed into others/plan.json. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { readShownStack } from "#simulator/topology";
import { auditInSarif, auditOf, suppress } from "../../../review";

const json: unknown = JSON.parse(readFileSync(path.join(__dirname, "others", "plan.json"), "utf8"));
const audit = auditOf([readShownStack({ name: "others", json })]);

test("what others plan is held to the rules: what is there already, and what will be", () => {
  expect(audit.findings.map(({ severity, rule, resource }) => `${severity} ${rule} ${resource}`)).toEqual([
    "high no-access-for-everybody aws_cloudwatch_event_bus_policy.p",
    "high sources-pinned aws_cloudwatch_event_bus_policy.p",
    "high no-wildcard-actions aws_cloudwatch_event_bus_policy.p",
    "high no-credential-in-connection aws_cloudwatch_event_connection.c",
    "high bucket-private aws_s3_bucket.s",
    "medium rule-matches-account aws_cloudwatch_event_rule.r",
    "medium queue-encrypted aws_sqs_queue.open",
    "low target-has-retry-policy aws_cloudwatch_event_target.t",
    "low encrypted-with-own-key aws_cloudwatch_event_connection.c",
    "low encrypted-with-own-key aws_cloudwatch_log_group.l",
    "low key-has-policy aws_kms_key.k",
    "low log-has-an-end aws_cloudwatch_log_group.l",
    "low bucket-encrypted-with-own-key aws_s3_bucket.s",
    "low bucket-logged aws_s3_bucket.s",
  ]);
});

test("a policy that names what is still to be made is not known, and no finding, although it lets everybody in", () => {
  expect(new Set(audit.notKnown.map(({ resource, says }) => `${resource} ${says}`))).toEqual(
    new Set(["aws_sqs_queue_policy.q policy: known only after apply, from aws_sqs_queue.q.arn"]),
  );
});

test("the plan holds a sensitive variable in clear, and what is said of it does not", () => {
  expect(JSON.stringify(json)).toContain('"something"');
  const accepted = suppress(audit, [], "2027-01-01");
  expect(JSON.stringify([audit, auditInSarif(accepted, () => "plan.json")])).not.toContain("something");
});
