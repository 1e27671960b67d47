/**
 * What must hold for every emitted stack, whatever construct wrote it. Ids in brackets are those of checkov and Security
 * Hub for the same rule, where they have one.
 */
import { BUS_POLICY_CHARACTERS } from "../aws/limits";
import { CREDENTIAL_PLACEHOLDER } from "../connection/placeholder";
import { acceptedValues, allowing, listOf, principalsOf, type EmittedStatement } from "./emitted-policy";
import { crm, hub } from "./sample-environment";
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

function isForOrganization(statement: EmittedStatement): boolean {
  return acceptedValues(statement, "StringEquals", "aws:PrincipalOrgID").length > 0;
}

test("every custom bus has a policy [EventBridge.3]", () => {
  for (const stack of app.stacks) {
    const policed = stack.resources("aws_cloudwatch_event_bus_policy").map((policy) => policy.text("event_bus_name"));
    for (const bus of stack.resources("aws_cloudwatch_event_bus")) {
      expect(policed).toEqual([`\${${bus.address}.name}`]);
    }
  }
});

test("nothing is granted to everybody, except within an organization [CKV_AWS_387, CKV_AWS_33]", () => {
  for (const { statement } of grants) {
    if (!isForOrganization(statement)) expect(principalsOf(statement)).not.toContain("*");
  }
});

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

test("the policy of a bus has at most 10,240 characters", () => {
  for (const policy of all("aws_cloudwatch_event_bus_policy")) {
    expect(policy.text("policy").length).toBeLessThanOrEqual(BUS_POLICY_CHARACTERS);
  }
});

test("every target has a dead-letter queue of its own stack and a retry policy", () => {
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

test("behind OAuth delivery is tried again, because the first attempt may find the token expired", () => {
  for (const { attributes } of app.stack(`tenant-${crm.id}`).resources("aws_cloudwatch_event_target")) {
    expect(attributes["retry_policy"]).not.toMatchObject({ maximum_retry_attempts: 0 });
  }
});

test("every queue is a standard one and encrypted [CKV_AWS_27]", () => {
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

test("every endpoint is https", () => {
  for (const destination of all("aws_cloudwatch_event_api_destination")) {
    expect(destination.text("invocation_endpoint")).toMatch(/^https:\/\//);
  }
});

/** The service that a role of a stack trusts. */
function trustedService(role: Resource): string {
  return role.statements("assume_role_policy").flatMap(principalsOf).join();
}

/** The policies of the roles that these services take on. */
function permissionsOf(...services: readonly string[]): readonly Resource[] {
  const found = app.stacks.flatMap((stack) => {
    const roles = stack.resources("aws_iam_role").filter((role) => services.includes(trustedService(role)));
    const references = roles.map(({ address }) => `\${${address}.name}`);
    return stack.resources("aws_iam_role_policy").filter((policy) => references.includes(policy.text("role")));
  });
  if (found.length === 0) throw new Error(`No role of ${services.join()} to look at`);
  return found;
}

test("every role of a rule or route may do one thing to one destination [CKV_AWS_286 to 290, CKV_AWS_355]", () => {
  for (const permission of permissionsOf("events.amazonaws.com", "apigateway.amazonaws.com")) {
    const [statement, ...others] = permission.statements("policy");
    expect(others).toEqual([]);
    expect(statement?.Action).toMatch(/^events:(InvokeApiDestination|PutEvents)$/);
    expect(statement?.Resource).toMatch(/^(\$\{aws_cloudwatch_event_api_destination\.[\w-]+\.arn\}|arn:[^*?]+)$/);
  }
});

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

test("every function is traced and keeps the events it failed on [CKV_AWS_50, 116]", () => {
  for (const stack of app.stacks) {
    const failures = stack
      .resources("aws_lambda_function_event_invoke_config")
      .map((each) => each.text("function_name"));
    for (const each of stack.resources("aws_lambda_function")) {
      expect(each.attributes).toMatchObject({ tracing_config: { mode: "Active" } });
      expect(failures).toContain(`\${${each.address}.function_name}`);
    }
  }
});

test("every log has an end and a key of the customer [CKV_AWS_66, CKV_AWS_158]", () => {
  for (const group of all("aws_cloudwatch_log_group")) {
    expect(group.attributes["retention_in_days"]).toBeGreaterThan(0);
    expect(group.text("kms_key_id")).toMatch(/^\$\{aws_kms_key\./);
  }
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

test("a service is trusted only for named accounts, rules or buses, where it says for whom it acts", () => {
  const narrowing = [
    "aws:SourceAccount",
    "aws:SourceArn",
    "kms:EncryptionContext:aws:events:event-bus:arn",
    "kms:EncryptionContext:aws:logs:arn",
  ];
  // A role is given to a function or an API within its account only, and these two say nothing when they take one on.
  const silent = ["lambda.amazonaws.com", "apigateway.amazonaws.com"];
  for (const { resource, statement } of grants) {
    if (!principalsOf(statement).some((principal) => principal.endsWith(".amazonaws.com"))) continue;
    if (resource.type === "aws_iam_role" && silent.includes(trustedService(resource))) continue;
    const keys = Object.values(statement.Condition ?? {}).flatMap((values) => Object.keys(values));
    expect(keys.filter((key) => narrowing.includes(key))).not.toEqual([]);
  }
});

test("no action holds a wildcard, except in a key's policy the account's own and what AWS prescribes for logs [CKV_AWS_63]", () => {
  for (const { resource, statement } of grants) {
    const isOwnKey = resource.type === "aws_kms_key" && principalsOf(statement).join().endsWith(":root");
    if (resource.type === "aws_kms_key" && statement.Sid === "CloudWatchLogsEncrypts") continue;
    expect(listOf(statement.Action).join()).toMatch(isOwnKey ? /^kms:\*$/ : /^[^*?]+$/);
  }
});

/** What AWS knows no resource for: X-Ray, and EventBridge's own association with a private endpoint. */
const WITHOUT_RESOURCE = /^(xray:Put|vpc-lattice:(AssociateViaAWSService|CreateServiceNetworkResourceAssociation))/;

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
      // The names of this environment, and what begins like them.
      for (const each of resources)
        expect(each).toMatch(/^([^*?]+|arn:[^*?]*acme[-/]test[-_/][^?]*\*|arn:[^*?]+:topic\/[^*?]+\/\*)$/);
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

test("no secret has a value that Terraform knows", () => {
  const types = new Set(app.stacks.flatMap((stack) => stack.resources()).map(({ type }) => type));
  expect([...types].filter((type) => type.startsWith("aws_secretsmanager_"))).toEqual(["aws_secretsmanager_secret"]);
});

test("Terraform never writes over a live credential", () => {
  for (const { attributes } of all("aws_cloudwatch_event_connection")) {
    expect(attributes["lifecycle"]).toEqual({ ignore_changes: "all" });
  }
});

test("secrets, connections, topics and buses are encrypted with a key of the customer [CKV_AWS_149]", () => {
  const keys = { secretsmanager_secret: "kms_key_id", cloudwatch_event_connection: "kms_key_identifier" };
  const others = { sns_topic: "kms_master_key_id", cloudwatch_event_bus: "kms_key_identifier" };
  for (const [type, attribute] of Object.entries({ ...keys, ...others })) {
    for (const resource of all(`aws_${type}`)) expect(resource.text(attribute)).not.toMatch(/^alias\/aws\//);
  }
});

test("every key is rotated and has a policy [CKV_AWS_7, CKV2_AWS_64]", () => {
  for (const key of all("aws_kms_key")) {
    expect(key.attributes["enable_key_rotation"]).toBe(true);
    expect(key.statements("policy").length).toBeGreaterThan(0);
  }
});

test("every stack tags what it makes [EventBridge.2]", () => {
  for (const { id, provider } of app.stacks) {
    expect(provider["default_tags"]).toMatchObject([{ tags: { ...hub.tags, stack: id } }]);
  }
});
