/** What the roles that run Terraform need: one reads (a plan), one writes (apply and destroy). */
import { bucketArn, eventBusArn, policyArn, regionalArn, roleArn, viaService, type Place } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import { accessNames, hubNames, stateKey } from "../catalogue/names";
import { named, type Grant, type ImpliedGrant, type Scope } from "./grant";
import { TYPE_PERMISSIONS } from "./resource-types";
import { STACK_KINDS, type RoleTaker, type StackKind } from "./stack-kinds";
import { resolvedIn, statementsOf } from "./statements";

/** A role that runs Terraform. */
export type TerraformRole = "plan" | "deployment";

/** The hub as far as permissions need it. */
export type HubNames = Pick<Hub, "namespace" | "environment" | "region" | "state" | "deployment">;

/**
 * What a role needs for stacks of these kinds in one account.
 *
 * @param account that the stacks are in
 */
export function terraformStatements(
  role: TerraformRole,
  hub: HubNames,
  account: string,
  kinds: readonly StackKind[],
): Statement[] {
  return statementsOf(
    [...new Set(kinds)].flatMap((kind) => {
      const scope = scopeOf(kind, hub, account);
      return grantsOf(role, kind)
        .map((grant) => resolvedIn(scope, grant))
        .filter(({ resources }) => resources.length > 0);
    }),
  );
}

/** The names of a kind of stack in an account. */
export function scopeOf(kind: StackKind, hub: HubNames, account: string): Scope {
  const { namespace, environment, region } = hub;
  const prefix = `${namespace}-${environment}${STACK_KINDS[kind].separator}`;
  return { namespace, environment, place: { account, region }, prefix, boundary: boundaryArn(hub, account) };
}

/** The permissions boundary of every role in an account; undefined where `hub.yaml` has no `deployment`. */
export function boundaryArn(hub: HubNames, account: string): string | undefined {
  if (hub.deployment === undefined) return undefined;
  return policyArn({ account, region: hub.region }, "/", accessNames(hub).boundary);
}

function grantsOf(role: TerraformRole, kind: StackKind): Grant[] {
  const types = STACK_KINDS[kind].types.map((type) => TYPE_PERMISSIONS[type]);
  const { read, write } = impliedByKind(kind);
  const reading = [...types.flatMap((type) => type.read), ...read];
  if (role === "plan") return reading;
  return [...reading, ...types.flatMap((type) => [...type.write, ...(type.impliedByWrite ?? [])]), ...write];
}

/** What AWS asks of the caller not for a type of resource but for how a kind of stack uses it. */
export function impliedByKind(kind: StackKind): Readonly<Record<"read" | "write", readonly ImpliedGrant[]>> {
  const { hasRulesOnHubBus, passesRolesTo } = STACK_KINDS[kind];
  return { read: hasRulesOnHubBus ? [SEE_RULES] : [], write: passesRolesTo.map(passRoleTo) };
}

/**
 * Rules of a bus with a customer managed key are shown, and written, to who may decrypt with it: recorded for
 * DescribeRule and ListTargetsByRule, and documented for the rest.
 */
const SEE_RULES: ImpliedGrant = {
  actions: ["kms:Decrypt"],
  resources: ({ place }) => [regionalArn("kms", place, "key/*")],
  condition: (scope) => ({
    StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": eventBusArn(scope.place, hubNames(scope).bus) },
  }),
  source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html",
};

const GUIDES: Readonly<Record<RoleTaker, string>> = {
  apigateway: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  events: "recorded on AWS: PutTargets with a role is refused without it",
  lambda: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html",
  scheduler: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/setting-up.html",
};

function passRoleTo(service: RoleTaker): ImpliedGrant {
  return {
    actions: ["iam:PassRole"],
    resources: named(roleArn),
    condition: () => ({ StringEquals: { "iam:PassedToService": `${service}.amazonaws.com` } }),
    source: GUIDES[service],
  };
}

/**
 * What a role needs in the state account: to read and write the states of one environment, and their locks. For a plan
 * only the lock is written.
 */
export function stateStatements(role: TerraformRole, hub: HubNames): Statement[] {
  const { bucket, account, kmsKey, region = hub.region } = hub.state;
  const place: Place = { account, region };
  const arn = bucketArn(place, bucket);
  const states = bucketArn(place, bucket, stateKey(hub, "*", "deployment"));
  const locks = `${states}.tflock`;
  // IAM knows a key by its id only, and an alias by a condition.
  const alias = /:(alias\/.+)$/.exec(kmsKey)?.[1];
  return [
    { Sid: "FindStates", Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
    { Sid: "ReadStates", Effect: "Allow", Action: "s3:GetObject", Resource: [states, locks] },
    {
      Sid: role === "plan" ? "LockStates" : "WriteAndLockStates",
      Effect: "Allow",
      Action: "s3:PutObject",
      Resource: role === "plan" ? locks : [states, locks],
    },
    { Sid: "UnlockStates", Effect: "Allow", Action: "s3:DeleteObject", Resource: locks },
    {
      // SSE-KMS: reading asks for Decrypt, writing for GenerateDataKey, and a large state for both
      // (https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html).
      Sid: "UseKeyOfStates",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: alias === undefined ? kmsKey : regionalArn("kms", place, "key/*"),
      Condition: {
        StringEquals: { "kms:ViaService": viaService("s3", place) },
        ...(alias === undefined ? {} : { "ForAnyValue:StringEquals": { "kms:ResourceAliases": alias } }),
      },
    },
  ];
}
