/**
 * The permissions boundary that `hub bootstrap` makes: wide enough for every role that it bounds, and no way out of it. With
 * a boundary, IAM allows what both the role's policies and the boundary allow (IAM User Guide, access_policies_boundaries).
 */
import { readdirSync } from "node:fs";
import path from "node:path";
import { apiDestinationArn, functionArn, queueArn } from "../../aws/arn";
import type { Statement } from "../../aws/policy-document";
import { loadEnvironment } from "../../catalogue";
import type { Environment } from "../../catalogue/model";
import { accountsOf, accessDocuments, boundaryStatements } from "../../permissions";
import { listOf, type EmittedStatement } from "../emitted-policy";
import { isAllowed } from "../iam";
import { sampleApplications } from "../sample-applications";
import { deployedHub, sampleEnvironment } from "../sample-environment";
import { synthesizeEnvironment, type SynthesizedStack } from "../synthesized";

const PROJECT = path.join(__dirname, "../..");
const FOLDERS = [
  ...["dev", "prod"].map((name) => path.join(PROJECT, "environments", name)),
  ...readdirSync(path.join(PROJECT, "examples")).map((name) => path.join(PROJECT, "examples", name)),
];

function loaded(folder: string): Environment {
  const { environment } = loadEnvironment(folder);
  if (environment === undefined) throw new Error(`${folder} is not sound`);
  return environment;
}

const ENVIRONMENTS: readonly (readonly [string, Environment])[] = [
  ["the sample", sampleEnvironment()],
  ["the sample with functions and APIs", sampleApplications],
  ...FOLDERS.map((folder) => [path.relative(PROJECT, folder), loaded(folder)] as const),
];

/** The same environment with roles that bootstrap makes. */
function bounded(environment: Environment) {
  const hub = { ...environment.hub, deployment: deployedHub.deployment };
  return { ...environment, hub };
}

function emittedForm(statements: readonly Statement[]): EmittedStatement[] {
  return JSON.parse(JSON.stringify(statements)) as EmittedStatement[];
}

/** What references in a stack's policies stand for once it is applied. */
function placed(account: string, stack: SynthesizedStack): (resource: string) => string {
  const place = { account, region: "eu-central-1" };
  const arnOf: Readonly<Record<string, (nameOf: (attribute: string) => string) => string>> = {
    aws_kms_key: () => `arn:aws:kms:${place.region}:${account}:key/x`,
    aws_cloudwatch_event_api_destination: (nameOf) => `${apiDestinationArn(place, nameOf("name"))}/x`,
    aws_lambda_function: (nameOf) => functionArn(place, nameOf("function_name")),
    aws_sqs_queue: (nameOf) => queueArn(place, nameOf("name")),
  };
  return (resource) => {
    const [, type = "", name = ""] = /^\$\{(aws_\w+)\.(.+)\.arn\}$/.exec(resource) ?? [];
    return arnOf[type]?.((attribute) => stack.resource(type, name).text(attribute)) ?? resource;
  };
}

/** Requests that a statement is about, one for each action and resource, under its own conditions. */
function requestsOf({ Action, Resource, Condition = {} }: EmittedStatement) {
  const context = Object.assign({}, ...Object.values(Condition)) as Record<string, string | string[]>;
  return listOf(Action).flatMap((action) =>
    listOf(Resource).map((resource) => ({ action, resource: resource.replaceAll("*", "x"), context })),
  );
}

/** Requests that the boundary refuses, in words. */
function refusedBy(
  boundary: readonly EmittedStatement[] | undefined,
  statements: readonly EmittedStatement[],
  place = (resource: string) => resource,
): string[] {
  return statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(requestsOf)
    .map((request) => ({ ...request, resource: place(request.resource) }))
    .filter((request) => !isAllowed(boundary ?? [], request))
    .map(({ action, resource }) => `${action} ${resource}`);
}

describe.each(ENVIRONMENTS)("in %s", (_, environment) => {
  const { hub, ...rest } = bounded(environment);
  const accounts = accountsOf({ hub, ...rest });
  const { stacks } = synthesizeEnvironment({ hub, ...rest });
  const boundaries = new Map(
    accounts.map((account) => [account.account, emittedForm(boundaryStatements(hub, account))]),
  );

  test("every role that the stacks emit has the boundary of its account, and may do within it what it is for", () => {
    let roles = 0;
    for (const stack of stacks) {
      const [account = ""] = stack.provider["allowed_account_ids"] as string[];
      const boundary = boundaries.get(account);
      for (const role of stack.resources("aws_iam_role")) {
        roles += 1;
        expect(role.text("permissions_boundary")).toBe(
          `arn:aws:iam::${account}:policy/${hub.namespace}-${hub.environment}-boundary`,
        );
      }
      for (const policy of stack.resources("aws_iam_role_policy")) {
        expect(refusedBy(boundary, policy.statements("policy"), placed(account, stack))).toEqual([]);
      }
    }
    expect(roles).toBeGreaterThan(0);
  });

  test.each(["plan", "deployment"] as const)("the role for %s may do within it what it is for", (role) => {
    for (const account of accounts) {
      const own = accessDocuments(role, hub, account).flatMap(({ Statement }) => Statement);
      expect(own.length).toBeGreaterThan(0);
      expect(refusedBy(boundaries.get(account.account), emittedForm(own))).toEqual([]);
    }
  });
});

describe("out of it", () => {
  const { hub, ...rest } = bounded(sampleEnvironment());
  const hubAccount = accountsOf({ hub, ...rest }).find(({ isHub }) => isHub);
  if (hubAccount === undefined) throw new Error("The hub has no account");
  const boundary = emittedForm(boundaryStatements(hub, hubAccount));
  const role = emittedForm(accessDocuments("deployment", hub, hubAccount).flatMap(({ Statement }) => Statement));
  const boundaryArn = "arn:aws:iam::200000000001:policy/acme-test-boundary";
  /** What the deployment role may do: its policies and the boundary both have to allow it. */
  const mayDeploy = (action: string, resource: string, context: Record<string, string> = {}) =>
    isAllowed(role, { action, resource, context }) && isAllowed(boundary, { action, resource, context });
  const own = "arn:aws:iam::200000000001:role/acme-test-crm_orders_paid";

  test("the deployment role makes roles with the boundary", () => {
    expect(mayDeploy("iam:CreateRole", own, { "iam:PermissionsBoundary": boundaryArn })).toBe(true);
    expect(mayDeploy("iam:PutRolePolicy", own, { "iam:PermissionsBoundary": boundaryArn })).toBe(true);
    expect(mayDeploy("iam:PutRolePermissionsBoundary", own, { "iam:PermissionsBoundary": boundaryArn })).toBe(true);
  });

  test.each<Record<string, string>>([{}, { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" }])(
    "and none with another one, or without: %j",
    (context) => {
      for (const action of ["CreateRole", "PutRolePolicy", "DeleteRolePolicy", "PutRolePermissionsBoundary"]) {
        expect(mayDeploy(`iam:${action}`, own, context)).toBe(false);
      }
    },
  );

  test("it takes the boundary from no role, and changes no policy", () => {
    for (const action of ["DeleteRolePermissionsBoundary", "AttachRolePolicy"]) {
      expect(isAllowed(boundary, { action: `iam:${action}`, resource: own })).toBe(false);
    }
    for (const action of ["CreatePolicyVersion", "DeletePolicy", "SetDefaultPolicyVersion", "DeletePolicyVersion"]) {
      expect(isAllowed(boundary, { action: `iam:${action}`, resource: boundaryArn })).toBe(false);
    }
    for (const action of ["CreateUser", "CreateAccessKey", "CreateLoginProfile"]) {
      expect(isAllowed(boundary, { action: `iam:${action}`, resource: "arn:aws:iam::200000000001:user/x" })).toBe(
        false,
      );
    }
  });

  test("the roles that deploy do not change themselves, whatever they are called", () => {
    const called = { ...hub, deploymentRole: "acme-test-deployment" };
    const bounds = emittedForm(boundaryStatements(called, hubAccount));
    const itself = "arn:aws:iam::200000000001:role/acme-test-deployment";
    for (const action of ["UpdateAssumeRolePolicy", "PutRolePolicy", "DeleteRole", "TagRole"]) {
      const context = { "iam:PermissionsBoundary": boundaryArn };
      expect(isAllowed(bounds, { action: `iam:${action}`, resource: itself, context })).toBe(false);
    }
  });

  test("nothing of another environment, nothing of another application", () => {
    for (const [action, resource] of [
      ["sqs:DeleteQueue", "arn:aws:sqs:eu-central-1:200000000001:acme-prod-central-dlq"],
      ["events:DeleteRule", "arn:aws:events:eu-central-1:200000000001:rule/payroll"],
      ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:eu-central-1:200000000001:secret:payroll-a1B2c3"],
      ["lambda:UpdateFunctionCode", "arn:aws:lambda:eu-central-1:200000000001:function:payroll"],
      ["s3:GetObject", "arn:aws:s3:::acme-prod-event-hub-state/prod/central-bus.tfstate"],
      ["sts:AssumeRole", "arn:aws:iam::210000000001:role/OrganizationAccountAccessRole"],
    ] as const) {
      expect([action, isAllowed(boundary, { action, resource })]).toEqual([action, false]);
    }
  });

  test("roles of accounts outside the organization are not taken on", () => {
    const resource = "arn:aws:iam::999999999999:role/event-hub-deployment";
    expect(mayDeploy("sts:AssumeRole", resource, { "aws:ResourceOrgID": "o-a1b2c3d4e5" })).toBe(true);
    expect(mayDeploy("sts:AssumeRole", resource, { "aws:ResourceOrgID": "o-somebodyelse" })).toBe(false);
  });

  test("the plan role reads, and writes locks alone", () => {
    const plan = emittedForm(accessDocuments("plan", hub, hubAccount).flatMap(({ Statement }) => Statement));
    for (const action of ["iam:CreateRole", "events:PutRule", "sqs:DeleteQueue", "secretsmanager:GetSecretValue"]) {
      expect(plan.flatMap(({ Action }) => listOf(Action))).not.toContain(action);
    }
  });
});
