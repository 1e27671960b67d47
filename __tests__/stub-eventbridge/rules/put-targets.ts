import { eventBusArn, parseArn } from "../../../aws/arn";
import { findPutTargetsError } from "../../../simulator/input";
import { textOf, type EventsCall, type Fields } from "../call";
import { meet, type Constraints } from "../constraints";
import { invalid } from "../refusal";
import type { BusRoom } from "../buses/bus-room";
import { busName } from "../buses/describe-event-bus";
import { requireDecrypt } from "../buses/encrypted-bus";
import { requirePassRole, ruleOf } from "./put-rule";

/**
 * What AWS's API model says (API_PutTargets), less what was recorded to be taken: values of headers may be empty and have
 * several lines.
 */
const LIMITS: Constraints = {
  Rule: { required: true, minLength: 1, maxLength: 64, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  Targets: { required: true, minLength: 1, maxLength: 100 },
  "Targets[].Id": { required: true, minLength: 1, maxLength: 64, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  "Targets[].Arn": { required: true, minLength: 1, maxLength: 1600 },
  "Targets[].RoleArn": { minLength: 1, maxLength: 1600 },
  "Targets[].Input": { maxLength: 8192 },
  "Targets[].InputPath": { maxLength: 256 },
  "Targets[].InputTransformer.InputTemplate": { minLength: 1, maxLength: 8192 },
  "Targets[].HttpParameters.PathParameterValues": { memberPattern: String.raw`^(?!\s*$).+` },
  "Targets[].HttpParameters.HeaderParameters": {
    maxLength: 100,
    keyPattern: "[!#$%&'*+-.^_`|~0-9a-zA-Z]+",
  },
  "Targets[].HttpParameters.QueryStringParameters": {
    maxLength: 100,
    keyPattern: String.raw`[^\x00-\x1F\x7F]+`,
    valuePattern: String.raw`[^\x00-\x09\x0B\x0C\x0E-\x1F\x7F]*`,
  },
  "Targets[].RetryPolicy.MaximumRetryAttempts": { minimum: 0, maximum: 185 },
  "Targets[].RetryPolicy.MaximumEventAgeInSeconds": { minimum: 60, maximum: 86_400 },
};

const ARN = /^arn:aws[\w-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-\d+)?:(\d{12})?:.+$/;

/**
 * The emulator keeps the targets, of what AWS would take. Recorded in September 2026: whether a target or its role is
 * there is not looked at, and neither is the policy of a bus or the trust of a role.
 */
export async function putTargets(call: EventsCall, room: BusRoom): Promise<Fields> {
  const { input, caller } = call;
  meet(LIMITS, input);
  const bus = busName(input, "EventBusName");
  await requireDecrypt(call, bus, room);
  const rule = ruleOf(call, bus, textOf(input, "Rule"));
  for (const target of (input["Targets"] as readonly Fields[] | undefined) ?? []) {
    checkTarget(target, eventBusArn({ account: caller.account, region: caller.region }, bus));
    const role = textOf(target, "RoleArn");
    if (role !== "") requirePassRole(call, role, rule, room);
  }
  return call.emulator();
}

function checkTarget(target: Fields, ownBus: string): void {
  const arn = textOf(target, "Arn");
  const role = textOf(target, "RoleArn");
  for (const each of [arn, role]) {
    if (each !== "" && !ARN.test(each))
      throw invalid(`Parameter ${each} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  const { service, kind } = parseArn(arn) ?? {};
  if (service === "logs" && role !== "") throw invalid(`RoleArn is not supported for target ${arn}.`);
  if (kind === "API destination" && role === "") throw invalid(`RoleArn is required for target ${arn}.`);
  if (kind === "event bus") checkBus(target, arn, role, ownBus);
  const refused = findPutTargetsError(target);
  if (refused !== undefined) throw invalid(refused.message);
}

function checkBus(target: Fields, arn: string, role: string, ownBus: string): void {
  const { Input: input, InputPath: path, InputTransformer: transformer } = target;
  if ([input, path, transformer].some((each) => each !== undefined)) {
    throw invalid(`Modifying the input for target ${textOf(target, "Id")} is not supported.`);
  }
  if (arn === ownBus) throw invalid("Source EventBus and Target EventBus must not be the same.");
  if (role === "") throw invalid(`RoleArn is required for target ${arn}.`);
}
