/** What the roles that `hub bootstrap` makes may do in one account, and what bounds them. */
import { eventBusArn, iotTopicArn, regionalArn, roleArn } from "../aws/arn";
import type { PolicyDocument, Statement } from "../aws/policy-document";
import { hubNames } from "../catalogue/names";
import type { EnvironmentAccount } from "./accounts";
import { operatorsStatements, privateConnectivity, syncStatements } from "./credentials";
import { split } from "./documents";
import { stateStatements, terraformStatements, type TerraformRole } from "./roles";
import { roleNameOf, takeOnRoles, takeOnStatements, type BoundedHub } from "./take-on";

/** What a role may do in an account. A role takes ten managed policies, and its statements fill fewer. */
export function accessDocuments(role: TerraformRole, hub: BoundedHub, account: EnvironmentAccount): PolicyDocument[] {
  return split(accessStatements(role, hub, account));
}

function accessStatements(
  role: TerraformRole,
  hub: BoundedHub,
  { account, kinds, isHub, holdsState }: EnvironmentAccount,
): Statement[] {
  return [
    ...terraformStatements(role, hub, account, kinds),
    ...(holdsState ? stateStatements(role, hub) : []),
    ...(isHub ? takeOnStatements(role, hub) : []),
  ];
}

/**
 * The most that any role of the environment may do in an account: the two that are made here, and all that the stacks emit. A
 * role that the deployment role makes has this boundary or is not made, so it cannot do more than its maker.
 *
 * Where resources are told by the environment's names, every action of their service is inside: what a role may do is said
 * by its own policies. Where AWS knows no names, the actions are named.
 */
export function boundaryStatements(hub: BoundedHub, account: EnvironmentAccount): Statement[] {
  const place = { account: account.account, region: hub.region };
  const inside = [
    ...accessStatements("deployment", hub, account),
    ...(account.isHub ? [takeOnRoles("plan", hub)] : []),
    ...runtimeStatements(hub, account),
  ];
  // These are about other roles, and hold as they are written.
  const isOfIdentities = ({ Action }: Statement) => ["iam", "sts"].includes(serviceOf(Action));
  const roles = (["plan", "deployment"] as const).map((role) => roleArn(place, roleNameOf(role, hub)));
  return [
    ...widened(
      hub,
      inside.filter((statement) => !isOfIdentities(statement)),
    ),
    ...inside.filter(isOfIdentities),
    {
      // Where their names begin like the environment's they could change themselves, and so who may take them on.
      Sid: "RolesThatDeployStay",
      Effect: "Deny",
      Action: ["iam:Attach*", "iam:Delete*", "iam:Detach*", "iam:Put*", "iam:Tag*", "iam:Untag*", "iam:Update*"],
      Resource: [...new Set(roles)],
    },
  ];
}

/** What the emitted roles do when events come, beyond what Terraform does: EventBridge's, the functions', the operators'. */
function runtimeStatements(hub: BoundedHub, { account, isHub, kinds }: EnvironmentAccount): Statement[] {
  if (kinds.length === 0) return [];
  const allow = (Sid: string, Action: string | readonly string[], Resource: string): Statement => ({
    Sid,
    Effect: "Allow",
    Action,
    Resource,
  });
  const place = { account, region: hub.region };
  return [
    allow("Publish", "events:PutEvents", eventBusArn(hub, hubNames(hub).bus)),
    allow("Trace", ["xray:PutTelemetryRecords", "xray:PutTraceSegments"], "*"),
    allow(
      "UseKeys",
      ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"],
      regionalArn("kms", place, "key/*"),
    ),
    // Topics are called what devices call them.
    ...(kinds.includes("functions") ? [allow("PublishToDevices", "iot:Publish", iotTopicArn(place, "*"))] : []),
    ...(isHub ? [...operatorsStatements(hub), ...syncStatements(hub, []), ...privateConnectivity("*")] : []),
  ];
}

/** What is worth being exact about, though the bucket of the states may be named like the environment. */
const EXACT = new Set(["s3"]);

/** Statements that allow no less than these, in as few characters as a boundary has room for. */
function widened(hub: BoundedHub, statements: readonly Statement[]): Statement[] {
  const { namespace, environment } = hub;
  const own = [`${namespace}-${environment}-`, `${namespace}-${environment}_`, `${namespace}/${environment}/`];
  const services = new Set<string>();
  const named = new Set<string>();
  const actionsOn = new Map<string, Set<string>>();
  for (const { Action, Resource = [] } of statements) {
    const service = serviceOf(Action);
    for (const arn of [Resource].flat()) {
      if (own.some((name) => arn.includes(name)) && !EXACT.has(service)) {
        services.add(`${service}:*`);
        named.add(ofAnyType(arn, own));
      } else {
        actionsOn.set(arn, new Set([...(actionsOn.get(arn) ?? []), ...[Action].flat()]));
      }
    }
  }
  return [
    // An ARN names its service, so that each of these actions meets only its own.
    { Sid: "OwnByName", Effect: "Allow" as const, Action: [...services].sort(), Resource: [...named].sort() },
    ...[...actionsOn].map(([Resource, actions], index) => ({
      Sid: `Others${index + 1}`,
      Effect: "Allow" as const,
      Action: [...actions].sort(),
      Resource,
    })),
  ].filter(({ Action }) => Action.length > 0);
}

/** For `...:rule/acme-prod-x` an ARN of whatever the service calls so, be it a rule or a bus. */
function ofAnyType(arn: string, own: readonly string[]): string {
  const parts = arn.split(":");
  const head = parts.slice(0, 5).join(":");
  const resource = parts.slice(5).join(":");
  const start = Math.max(...own.map((name) => resource.lastIndexOf(`/${name}`)));
  return start <= 0 ? arn : `${head}:*${resource.slice(start)}`;
}

function serviceOf(action: string | readonly string[]): string {
  const [first = ""] = [action].flat();
  return first.slice(0, first.indexOf(":"));
}
