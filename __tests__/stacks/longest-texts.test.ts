/** What the checks take may be put together to more than AWS takes: alarms name a team, a contact, a runbook and names. */
import { AWS_TEXTS, takes, type AwsText } from "../../aws/texts";
import { load } from "../catalogue/environment-folder";
import { FULL_ENVIRONMENT, type Files } from "../catalogue/fields/full-environment";
import { mappingAt, withFiles } from "../catalogue/fields/values";
import { synthesizeEnvironment, type Resource } from "../synthesized";

const people = {
  owner: "o".repeat(100),
  contact: `${"c".repeat(242)}@example.com`,
  runbook: `https://${"r".repeat(492)}`,
};

const description = "d".repeat(200);

/** So many characters of an id. */
const id = (characters: number) => "i".repeat(characters);

/**
 * The full environment with the longest people, and the longest names that its rules, roles, queues and statements leave
 * room for: where the names of the environment are short, ids are longer.
 */
function longest(namespace: string, environment: string): Files {
  const prefix = `${namespace}-${environment}-`.length;
  const of = (file: string, ...at: string[]) => mappingAt(FULL_ENVIRONMENT, file, at);
  const order = of("tenants/key.yaml", "destinations", "orders");
  const tell = of("functions/events.yaml", "functions", "tell");
  return {
    "hub.yaml": { ...of("hub.yaml"), namespace, environment },
    "sources/shop.yaml": { ...of("sources/shop.yaml"), owner: people.owner, description },
    [`tenants/${id(40 - prefix)}.yaml`]: {
      ...of("tenants/key.yaml"),
      ...people,
      state: "suspended",
      destinations: {
        [id(11)]: { ...order, description, events: { [id(11)]: mappingAt(order, "events", ["placed"]) } },
      },
    },
    "functions/apps.yaml": { ...of("functions/apps.yaml"), ...people },
    [`functions/${id(8)}.yaml`]: {
      ...of("functions/events.yaml"),
      ...people,
      functions: {
        [id(64 - prefix - 8 - 1)]: { handler: "tell-customer", description },
        [id(8)]: { ...tell, consumes: { [id(64 - prefix - 8 - 8 - 2)]: mappingAt(tell, "consumes", ["placed"]) } },
      },
    },
    [`ingress/${id(91)}.yaml`]: {
      ...of("ingress/apps.yaml"),
      ...people,
      description,
      routes: { i: of("ingress/apps.yaml", "routes", "take") },
    },
  };
}

const LATIN = /^[\t\n\r\x20-\x7e\u00a1-\u00ff]*$/;

/** Every text that describes something, by the type of the resource. */
const DESCRIPTIONS: Readonly<Record<string, AwsText>> = {
  "aws_apigatewayv2_api.description": AWS_TEXTS["apigatewayv2.StringWithLengthBetween0And1024"],
  "aws_cloudwatch_event_api_destination.description": AWS_TEXTS["events.ApiDestinationDescription"],
  "aws_cloudwatch_event_archive.description": AWS_TEXTS["events.ConnectionDescription"],
  "aws_cloudwatch_event_bus.description": AWS_TEXTS["events.RuleDescription"],
  "aws_cloudwatch_event_connection.description": AWS_TEXTS["events.ConnectionDescription"],
  "aws_cloudwatch_event_rule.description": AWS_TEXTS["events.RuleDescription"],
  "aws_cloudwatch_metric_alarm.alarm_description": AWS_TEXTS["cloudwatch.AlarmDescription"],
  // roleDescriptionType of IAM, and the descriptions of KMS, Scheduler, Secrets Manager and Systems Manager.
  "aws_iam_role.description": { max: 1_000, pattern: LATIN },
  "aws_kms_key.description": { max: 8_192 },
  "aws_lambda_function.description": AWS_TEXTS["lambda.Description"],
  "aws_scheduler_schedule.description": { max: 512 },
  "aws_secretsmanager_secret.description": { max: 2_048 },
  "aws_ssm_parameter.description": { max: 1_024 },
};

function resourcesOf(files: Files): readonly Resource[] {
  return withFiles(files, (folder) => {
    const { environment, findings } = load(folder);
    if (environment === undefined) throw new Error(findings.map(({ message }) => message).join("\n"));
    return synthesizeEnvironment(environment).stacks.flatMap((stack) => stack.resources());
  });
}

describe.each([
  ["short", "ab", "c"],
  ["long", "n".repeat(16), "e".repeat(12)],
])("with the longest texts and an environment of a %s name", (_, namespace, environment) => {
  const described = resourcesOf(longest(namespace, environment)).flatMap((resource) =>
    Object.entries(resource.attributes).flatMap(([attribute, value]) =>
      attribute.endsWith("description") && typeof value === "string"
        ? [{ kind: `${resource.type}.${attribute}`, at: resource.address, value }]
        : [],
    ),
  );

  it("every description is emitted of which AWS says how long it may be", () => {
    expect([...new Set(described.map(({ kind }) => kind))].sort()).toEqual(Object.keys(DESCRIPTIONS).sort());
  });

  it("every description is one that AWS takes", () => {
    const refused = described.filter(({ kind, value }) => !takes(DESCRIPTIONS[kind] ?? { max: 0 }, value));
    expect(refused.map(({ at, value }) => `${at}: ${value.length} characters`)).toEqual([]);
  });

  it("every alarm of a tenant, a function or an API ends in its team, contact and runbook", () => {
    const alarms = described.filter(({ value }) => value.includes(" Owner: "));
    expect(alarms.length).toBeGreaterThan(10);
    const advice = `Owner: ${people.owner}, ${people.contact}. Runbook: ${people.runbook}`;
    expect(alarms.filter(({ value }) => !value.endsWith(advice))).toEqual([]);
  });
});
