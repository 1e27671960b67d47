/**
 * What this project has decided for every stack that it emits, beyond the security rules that are good for anybody:
 * those are review/audit/, and audit/environments.test.ts holds all that is emitted to them. Ids in brackets are those
 * of checkov and Security Hub for the same rule, where they have one.
 */
import { CREDENTIAL_PLACEHOLDER } from "../connection/placeholder";
import { acceptedValues, allowing, listOf, principalsOf } from "./emitted-policy";
import { hub } from "./sample-environment";
import { sampleApplications } from "./sample-applications";
import { everyResource, synthesizeEnvironment, type Resource, type SynthesizedStack } from "./synthesized";

const { sources } = sampleApplications;
const app = synthesizeEnvironment(sampleApplications);
/** The one stack whose roles are not those of rules: `stacks/credentials-permissions.test.ts` says what they may do. */
const ROLES_OF_THEIR_OWN = "connection-credentials";

function all(type: string, stacks: readonly SynthesizedStack[] = app.stacks): readonly Resource[] {
  return everyResource(type, stacks);
}

/** Every policy document emitted anywhere, with the address it stands at. */
const policies = app.stacks
  .flatMap((stack) => stack.resources())
  .flatMap((resource) =>
    ["policy", "assume_role_policy"]
      .filter((attribute) => attribute in resource.attributes)
      .map((attribute) => ({ resource, statements: resource.statements(attribute) })),
  );
const grants = policies.flatMap(({ resource, statements }) =>
  allowing(statements).map((statement) => ({ resource, statement })),
);

test("every account may publish its own sources, of which none is AWS's", () => {
  for (const statement of allowing(
    all("aws_cloudwatch_event_bus_policy").flatMap((each) => each.statements("policy")),
  )) {
    const pinned = acceptedValues(statement, "ForAllValues:StringEquals", "events:source");
    const owner = sources.find(({ account }) => principalsOf(statement).join().includes(account));
    expect(pinned).toEqual(owner?.publishes.sources);
    expect(acceptedValues(statement, "Null", "events:source")).toEqual(["false"]);
    expect(pinned.join()).not.toMatch(/\*|(^|,)aws\./);
  }
});

test("every rule on the hub bus matches the accounts that may publish its sources", () => {
  const stacks = app.stacks.filter(({ id }) => id.startsWith("tenant-") || id.startsWith("functions-"));
  for (const rule of all("aws_cloudwatch_event_rule", stacks)) {
    const { source, account } = rule.json("event_pattern");
    const publishers = sources.filter((each) => each.publishes.sources.some((name) => [source].flat().includes(name)));
    expect(account).toEqual(publishers.map((publisher) => publisher.account));
  }
});

test("every target has a dead-letter queue of its own stack, and says both parts of its retry policy", () => {
  for (const stack of app.stacks) {
    const queues = stack.resources("aws_sqs_queue").map(({ address }) => ({ arn: `\${${address}.arn}` }));
    for (const target of stack.resources("aws_cloudwatch_event_target")) {
      expect(queues).toContainEqual(target.block("dead_letter_config"));
      expect(Object.keys(target.block("retry_policy"))).toEqual([
        "maximum_event_age_in_seconds",
        "maximum_retry_attempts",
      ]);
    }
  }
});

test("every queue is a standard one and encrypted with a key of the customer", () => {
  for (const queue of all("aws_sqs_queue")) {
    expect(queue.attributes).not.toHaveProperty("fifo_queue");
    expect(queue.text("kms_master_key_id")).toMatch(/^(\$\{aws_kms_alias\.|arn:aws:kms:)/);
  }
});

test("every queue accepts messages from named rules or buses only [CKV_AWS_72, CKV_AWS_168]", () => {
  for (const statement of allowing(all("aws_sqs_queue").flatMap((queue) => queue.statements("policy")))) {
    expect(listOf(statement.Action)).toEqual(["sqs:SendMessage"]);
    const senders = acceptedValues(statement, "ArnLike", "aws:SourceArn");
    expect(senders.length).toBeGreaterThan(0);
    for (const sender of senders)
      expect(sender).toMatch(/^arn:aws:events:eu-central-1:\d{12}:(rule|event-bus)\/[^*?]+(_\*)?$/);
  }
});

/** The service that a role of a stack trusts. */
function trustedService(role: Resource): string {
  return role.statements("assume_role_policy").flatMap(principalsOf).join();
}

test("every role but the operators' trusts one service [CKV_AWS_60, CKV_AWS_61]", () => {
  const services = ["events", "lambda", "scheduler", "apigateway"].map((name) => `${name}.amazonaws.com`);
  for (const role of all("aws_iam_role").filter(({ name }) => name !== "operators"))
    expect(services).toContain(trustedService(role));
});

test("every role of a rule trusts EventBridge for named rules of its own account", () => {
  for (const stack of app.stacks) {
    const roles = stack.resources("aws_iam_role").filter((role) => trustedService(role) === "events.amazonaws.com");
    for (const statement of roles.flatMap((role) => role.statements("assume_role_policy"))) {
      const accounts = acceptedValues(statement, "StringEquals", "aws:SourceAccount");
      const rules = acceptedValues(statement, "ArnLike", "aws:SourceArn");
      expect(accounts).toEqual(stack.provider["allowed_account_ids"]);
      expect(rules.length).toBeGreaterThan(0);
      for (const rule of rules)
        expect(rule).toMatch(new RegExp(`^arn:aws:events:[a-z0-9-]+:${accounts.join()}:rule/[^*?]+(_\\*)?$`));
    }
  }
});

test("the other roles are a function's, which trusts Lambda alone, and the operators', which no service can take on", () => {
  const trusted = all(
    "aws_iam_role",
    app.stacks.filter(({ id }) => id === ROLES_OF_THEIR_OWN),
  ).map((role) => [role.name, role.statements("assume_role_policy").flatMap(principalsOf)]);
  expect(Object.fromEntries(trusted)).toEqual({
    sync: ["lambda.amazonaws.com"],
    operators: [`arn:aws:iam::${hub.account}:root`],
  });
});

test("every secret is read, written and updated by one named role each, whatever other roles may do", () => {
  for (const secret of all("aws_secretsmanager_secret")) {
    const denied = secret.statements("policy").filter(({ Condition }) => Condition?.["ArnNotEquals"] !== undefined);
    const actions = denied.flatMap(({ Action }) => Action);
    for (const action of ["GetSecretValue", "PutSecretValue", "UpdateSecret", "UpdateSecretVersionStage"]) {
      expect(actions).toContain(`secretsmanager:${action}`);
    }
    for (const statement of denied) {
      expect(statement).toMatchObject({ Effect: "Deny", Principal: "*" });
      expect(acceptedValues(statement, "ArnNotEquals", "aws:PrincipalArn").join()).toMatch(
        new RegExp(`^arn:aws:iam::${hub.account}:role/[^*?,]+$`),
      );
    }
  }
});

test("no action holds a wildcard, except in a key's policy the account's own and what AWS prescribes for logs [CKV_AWS_63]", () => {
  for (const { resource, statement } of grants) {
    const isOwnKey = resource.type === "aws_kms_key" && principalsOf(statement).join().endsWith(":root");
    if (resource.type === "aws_kms_key" && statement.Sid === "CloudWatchLogsEncrypts") continue;
    expect(listOf(statement.Action).join()).toMatch(isOwnKey ? /^kms:\*$/ : /^[^*?]+$/);
  }
});

/** What AWS knows no resource for: X-Ray, a list of rules, and EventBridge's own association with a private endpoint. */
const WITHOUT_RESOURCE =
  /^(xray:Put|events:ListRules$|vpc-lattice:(AssociateViaAWSService|CreateServiceNetworkResourceAssociation))/;

test("a resource is a wildcard only in a key's own policy, for keys by alias or tag, and where AWS knows none", () => {
  for (const { resource, statement } of grants) {
    const resources = listOf(statement.Resource);
    if (resource.type === "aws_kms_key") continue;
    if (resources.join() === "*") {
      for (const action of listOf(statement.Action)) expect(action).toMatch(WITHOUT_RESOURCE);
    } else if (resources.join().endsWith(":key/*")) {
      const keys = Object.values(statement.Condition ?? {}).flatMap((values) => Object.keys(values));
      expect(keys).toContainEqual(expect.stringMatching(/^(kms:ResourceAliases|aws:ResourceTag\/.+)$/));
    } else {
      // The names of this environment, and what begins like them; of its queues those that end as shadows do.
      for (const each of resources)
        expect(each).toMatch(/^([^*?]+|arn:[^*?]*acme[-/]test[-_/]([^?]*\*|\*_shadow)|arn:[^*?]+:topic\/[^*?]+\/\*)$/);
    }
  }
});

test("every Sid is unique in its document", () => {
  for (const { statements } of policies) {
    expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
  }
});

/** Every value that stands under one of these names, at any depth. */
function valuesUnder(names: readonly string[], value: unknown): readonly unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]: [string, unknown]) =>
    names.includes(name) && typeof item === "string" ? [item] : valuesUnder(names, item),
  );
}

test("no credential is written anywhere: where one belongs stands the placeholder", () => {
  const connections = all("aws_cloudwatch_event_connection");
  const credentials = connections.flatMap((connection) => {
    const { api_key, basic, oauth } = connection.block("auth_parameters");
    return [
      ...valuesUnder(["value"], api_key),
      ...valuesUnder(["username", "password"], basic),
      ...valuesUnder(["client_id", "client_secret"], oauth),
    ];
  });
  expect(credentials).toEqual(Array.from({ length: 5 }, () => CREDENTIAL_PLACEHOLDER));
});

test("Terraform never writes over a live credential", () => {
  for (const { attributes } of all("aws_cloudwatch_event_connection")) {
    expect(attributes["lifecycle"]).toEqual({ ignore_changes: "all" });
  }
});

test("every stack tags what it makes [EventBridge.2]", () => {
  for (const { id, provider } of app.stacks) {
    expect(provider["default_tags"]).toMatchObject([{ tags: { ...hub.tags, stack: id } }]);
  }
});
