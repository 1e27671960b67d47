import { readdirSync } from "node:fs";
import path from "node:path";
import type { NamedThing } from "../../aws/limits";
import { loadEnvironment } from "../../catalogue";
import { readFiles } from "../../catalogue/load";
import { writtenNames } from "../../catalogue/written-names";
import { synthesizeEnvironment } from "../synthesized";

/** Where a resource holds its physical name, and what that names. */
const NAMES: Readonly<Record<string, readonly [attribute: string, thing: NamedThing]>> = {
  aws_apigatewayv2_api: ["name", "HTTP API"],
  aws_cloudwatch_event_api_destination: ["name", "API destination"],
  aws_cloudwatch_event_archive: ["name", "archive"],
  aws_cloudwatch_event_bus: ["name", "event bus"],
  aws_cloudwatch_event_connection: ["name", "connection"],
  aws_cloudwatch_event_rule: ["name", "rule"],
  aws_cloudwatch_log_group: ["name", "log group"],
  aws_cloudwatch_metric_alarm: ["alarm_name", "alarm"],
  aws_dynamodb_table: ["name", "table"],
  aws_iam_role: ["name", "IAM role"],
  aws_kms_alias: ["name", "key alias"],
  aws_lambda_function: ["function_name", "Lambda function"],
  aws_lambda_permission: ["statement_id", "statement of the function's policy"],
  aws_scheduler_schedule: ["name", "schedule"],
  aws_scheduler_schedule_group: ["name", "schedule group"],
  aws_secretsmanager_secret: ["name", "secret"],
  aws_sns_topic: ["name", "topic"],
  aws_sqs_queue: ["name", "queue"],
  aws_ssm_parameter: ["name", "parameter"],
};

/** Named within their owner, by words that no file has a say in. */
const WITHIN_THEIR_OWNER = ["aws_apigatewayv2_authorizer", "aws_apigatewayv2_stage", "aws_iam_role_policy"];

const project = path.join(__dirname, "../..");
const folders = ["environments", "examples"].flatMap((folder) =>
  readdirSync(path.join(project, folder)).map((name) => path.join(folder, name)),
);

describe.each(folders)("%s", (folder) => {
  const { environment } = loadEnvironment(path.join(project, folder));
  if (environment === undefined) throw new Error(`${folder} has errors`);
  const { stacks } = synthesizeEnvironment(environment);
  const resources = stacks.flatMap((stack) => stack.resources());

  it("has no physical name that the check of lengths does not measure, as what it is", () => {
    const written = [...writtenNames(readFiles(path.join(project, folder)).files)].flatMap(({ names }) => names);
    const measured = new Set(written.map(({ thing, name }) => `${thing} ${name}`));
    const emitted = resources.flatMap((resource) => {
      const [attribute, thing] = NAMES[resource.type] ?? [];
      return attribute === undefined ? [] : [`${thing} ${resource.text(attribute)}`];
    });
    expect(emitted.length).toBeGreaterThan(20);
    expect(emitted.filter((name) => !measured.has(name))).toEqual([]);
  });

  it("has no resource with a name whose kind is not told here", () => {
    const named = resources.filter(({ attributes }) => "name" in attributes).map(({ type }) => type);
    const known = [...Object.keys(NAMES), ...WITHIN_THEIR_OWNER];
    expect([...new Set(named)].filter((type) => !known.includes(type))).toEqual([]);
  });
});
