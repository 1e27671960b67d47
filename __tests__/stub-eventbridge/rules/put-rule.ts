import { GetRoleCommand } from "@aws-sdk/client-iam";
import { parseArn, ruleArn } from "../../../aws/arn";
import { evaluateServiceAccess } from "../../../simulator/policy";
import { textOf, type EventsCall, type Fields } from "../call";
import { meet, type Constraints } from "../constraints";
import { checkPattern } from "../event-pattern";
import { AwsRefusal, invalid } from "../refusal";
import type { BusRoom } from "../buses/bus-room";
import { busName } from "../buses/describe-event-bus";
import { requireDecrypt } from "../buses/encrypted-bus";

/** What AWS's API model says (API_PutRule). */
const LIMITS: Constraints = {
  Name: { required: true, minLength: 1, maxLength: 64, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  ScheduleExpression: { maxLength: 256 },
  EventPattern: { maxLength: 4096 },
  State: { values: ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"] },
  Description: { maxLength: 512 },
  RoleArn: { minLength: 1, maxLength: 1600 },
  EventBusName: {
    minLength: 1,
    maxLength: 1600,
    pattern: String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+`,
  },
};

/**
 * The emulator makes the rule, of what AWS would take: a role of the rule's own is one that EventBridge may take on, and
 * that the caller may give away. Recorded in September 2026.
 */
export async function putRule(call: EventsCall, room: BusRoom): Promise<Fields> {
  const { input } = call;
  meet(LIMITS, input);
  checkPattern(input["EventPattern"]);
  const bus = busName(input, "EventBusName");
  await requireDecrypt(call, bus, room);
  const role = textOf(input, "RoleArn");
  if (role !== "") {
    requirePassRole(call, role, ruleOf(call, bus, textOf(input, "Name")), room);
    await requireTrust(call, role);
  }
  return call.emulator();
}

/** ARN of a rule of the caller's. */
export function ruleOf({ caller: { account, region } }: EventsCall, bus: string, rule: string): string {
  return ruleArn({ account, region }, bus, rule);
}

/** Recorded: the ARN that goes with the role is the rule's, whatever the target is. @throws AwsRefusal */
export function requirePassRole({ caller }: EventsCall, role: string, rule: string, { mayCall }: BusRoom): void {
  const context = { "iam:PassedToService": "events.amazonaws.com", "iam:AssociatedResourceArn": rule };
  if (mayCall(caller, { action: "iam:PassRole", resource: role, context })) return;
  throw new AwsRefusal(
    "AccessDeniedException",
    `User: ${caller.arn} is not authorized to perform: iam:PassRole on resource: ${role} because no identity-based policy ` +
      "allows the iam:PassRole action",
  );
}

async function requireTrust({ account, caller }: EventsCall, role: string): Promise<void> {
  const refused = invalid(`Provided role '${role}' cannot be assumed by principal 'events.amazonaws.com'.`);
  const RoleName = parseArn(role)?.name;
  if (RoleName === undefined) throw refused;
  const found = await account.iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined);
  const trust = decodeURIComponent(found?.Role?.AssumeRolePolicyDocument ?? "{}");
  const { decision } = evaluateServiceAccess(trust, {
    service: "events.amazonaws.com",
    action: "sts:AssumeRole",
    resourceArn: role,
    sourceArn: `arn:aws:events:${caller.region}:${caller.account}:rule/any`,
  });
  if (decision !== "allowed") throw refused;
}
