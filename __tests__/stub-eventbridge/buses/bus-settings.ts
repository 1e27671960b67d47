/** What CreateEventBus and UpdateEventBus check of a key and of a dead-letter queue, as recorded in September 2026. */
import { eventBusArn, parseArn } from "../../../aws/arn";
import { evaluateServiceAccess } from "../../../simulator/policy";
import type { Caller, EventsCall, Fields } from "../call";
import type { Constraints } from "../constraints";
import { deniesCaller, type Asked, type MayCall } from "../permissions";
import { AwsRefusal, invalid } from "../refusal";
import { findKey, type FoundKey } from "./key";

/** What AWS's API model says of buses (API_CreateEventBus). */
export const BUS_LIMITS: Constraints = {
  Name: { required: true, minLength: 1, maxLength: 256, pattern: String.raw`[/\.\-_A-Za-z0-9]+` },
  Description: { maxLength: 512 },
  KmsKeyIdentifier: { maxLength: 2048, pattern: String.raw`^[a-zA-Z0-9_\-/:]*$` },
  "DeadLetterConfig.Arn": { maxLength: 1600 },
};

/** Of the caller's rights a bus with a key wants these two, and neither GenerateDataKey nor Decrypt. */
const OF_THE_CALLER = ["kms:DescribeKey", "kms:GenerateDataKeyWithoutPlaintext"];
/** Of EventBridge's these, and not DescribeKey. */
const OF_THE_SERVICE = ["kms:GenerateDataKey", "kms:Decrypt"];

/** @throws AwsRefusal where the key is not there, cannot be used, or not by the caller or by EventBridge */
export async function checkKey(call: EventsCall, name: string, mayCall: MayCall): Promise<void> {
  const { KmsKeyIdentifier: id } = call.input;
  if (typeof id !== "string" || id === "") return;
  const key = await findKey(call, id);
  // A guess: the words. Recorded of `not-a-key` is a ValidationException.
  if (key === undefined) throw invalid(`Parameter kmsKeyIdentifier is not valid. Reason: Key '${id}' does not exist.`);
  requireEnabled(key);
  for (const action of OF_THE_CALLER)
    requireOfCaller({ action, resource: key.arn, context: {} }, key, call.caller, mayCall);
  const { account, region } = call.caller;
  const busArn = eventBusArn({ account, region }, name);
  for (const action of OF_THE_SERVICE) {
    const { decision } = evaluateServiceAccess(key.policy, {
      service: "events.amazonaws.com",
      action,
      resourceArn: key.arn,
      sourceArn: busArn,
      context: { "kms:EncryptionContext:aws:events:event-bus:arn": busArn },
    });
    if (decision === "allowed") continue;
    throw new AwsRefusal(
      "AccessDeniedException",
      `Access to call ${action} is denied. Reason: events.amazonaws.com is not authorized to perform: ${action} on ` +
        `${key.arn} because the resource does not exist in this Region, no resource-based policies allow access, or a ` +
        "resource-based policy explicitly denies access",
    );
  }
}

/** @throws AwsRefusal where a key is disabled */
export function requireEnabled({ arn, enabled }: FoundKey): void {
  if (!enabled) throw invalid(`Parameter kmsKeyIdentifier is not valid. Reason: ${arn} is disabled.`);
}

function requireOfCaller(asked: Asked, key: FoundKey, caller: Caller, mayCall: MayCall): void {
  const { action, resource } = asked;
  const why = deniesCaller(key.policy, caller, asked)
    ? "with an explicit deny in a resource-based policy"
    : mayCall(caller, asked)
      ? undefined
      : `because no identity-based policy allows the ${action} action`;
  if (why === undefined) return;
  const says = `User: ${caller.arn} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
  // Recorded: DescribeKey is an AccessDeniedException of its own.
  if (action === "kms:DescribeKey") throw new AwsRefusal("AccessDeniedException", says);
  throw invalid(`Parameter ${key.arn} is not valid. Reason: ${says}`);
}

/** @throws AwsRefusal for a queue of another Region, or for none at all; one that is missing is taken */
export function checkDeadLetterQueue({ DeadLetterConfig: config }: Fields, { region }: Caller): void {
  if (typeof config !== "object" || config === null) return;
  const { Arn: arn } = config as Fields;
  if (arn === "") return;
  if (typeof arn !== "string") {
    throw invalid(
      "Parameter DeadLetterConfig.Arn is not valid. Reason: Provide a valid SQS queue ARN, or an empty string to remove " +
        "the dead-letter queue configuration.",
    );
  }
  if (parseArn(arn)?.region === region) return;
  throw new AwsRefusal(
    "AccessDeniedException",
    `Access to the resource ${arn} is denied. Reason: You must specify a dead letter queue in the same region.`,
  );
}
