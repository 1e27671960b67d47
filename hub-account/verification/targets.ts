import type { Target as LiveTarget } from "@aws-sdk/client-eventbridge";
import { EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "../../aws/limits";
import { isSymbolic, type Rule, type Target } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { deadLetterProblems } from "./dead-letters";
import { differences, joined, jsonOf, textDifference } from "./differences";

/** What a rule sends elsewhere, or otherwise, than it is declared to. */
export async function targetsProblems(rule: Rule, live: readonly LiveTarget[], hub: LiveHub): Promise<string[]> {
  const pairs = rule.targets.map((target) => [target, live.find((one) => isOf(target, one))] as const);
  const found = await Promise.all(
    pairs.map(async ([target, one]) =>
      one === undefined ? [`has no target ${target.id}`] : targetProblems(target, one, hub),
    ),
  );
  const declared = new Set(pairs.map(([, one]) => one));
  const others = rule.unreadTargets === undefined ? live.filter((one) => !declared.has(one)) : [];
  return [
    ...(rule.targets.length === 0 && live.length === 0 ? ["has no target"] : []),
    ...found.flat(),
    ...others.map(({ Id = "", Arn = "nothing" }) => `has a target nobody declared: ${Id}, which is ${Arn}`),
  ];
}

/** AWS makes up the id of a target that is declared without one. */
function isOf({ id, arn }: Target, live: LiveTarget): boolean {
  return isSymbolic(id) ? live.Arn === arn : live.Id === id;
}

async function targetProblems(declared: Target, live: LiveTarget, hub: LiveHub): Promise<string[]> {
  const wanted = await targetArn(declared, hub);
  const { id, roleArn } = declared;
  return [
    ...(wanted === undefined || wanted === live.Arn
      ? []
      : [`target ${id} is ${live.Arn ?? "nothing"}; it is declared ${wanted}`]),
    ...(roleArn === live.RoleArn
      ? []
      : [`target ${id} has role ${live.RoleArn ?? "none"}; it is declared with ${roleArn ?? "none"}`]),
    ...deadLetterProblems(declared.deadLetterArn, live.DeadLetterConfig?.Arn),
    ...settingsProblems(declared, live),
  ];
}

/** Undefined where only AWS knows the ARN: an API destination that does not exist is found wrong itself. */
async function targetArn({ destination, arn }: Target, hub: LiveHub): Promise<string | undefined> {
  switch (destination.kind) {
    case "apiDestination":
      return (await hub.apiDestination(destination.apiDestination.name))?.ApiDestinationArn;
    case "eventBus":
    case "function":
    case "queue":
    case "other":
      return isSymbolic(arn) ? undefined : arn;
  }
}

/** What is sent, and how often it is tried. Each side in the same words, with AWS's defaults where nothing is set. */
function settingsProblems(declared: Target, live: LiveTarget): string[] {
  const found = [
    ...differences(declaredSettings(declared), liveSettings(live)),
    ...textDifference(
      "its input template",
      declared.input.InputTransformer?.InputTemplate ?? "",
      live.InputTransformer?.InputTemplate ?? "",
    ),
  ];
  return found.length === 0 ? [] : [`target ${declared.id} is not as declared: ${joined(found)}`];
}

function declaredSettings({ input, httpParameters, retryPolicy }: Target) {
  return {
    input: input.Input === undefined ? undefined : jsonOf(input.Input),
    "input path": input.InputPath,
    "input paths": input.InputTransformer?.InputPathsMap ?? {},
    "path parameters": httpParameters.pathParameters ?? [],
    headers: httpParameters.header ?? {},
    "query string": httpParameters.queryString ?? {},
    "maximum event age": retryPolicy.maximumEventAgeInSeconds,
    "maximum retry attempts": retryPolicy.maximumRetryAttempts,
  };
}

function liveSettings({ Input, InputPath, InputTransformer, HttpParameters, RetryPolicy }: LiveTarget) {
  return {
    input: Input === undefined ? undefined : jsonOf(Input),
    "input path": InputPath,
    "input paths": InputTransformer?.InputPathsMap ?? {},
    "path parameters": HttpParameters?.PathParameterValues ?? [],
    headers: HttpParameters?.HeaderParameters ?? {},
    "query string": HttpParameters?.QueryStringParameters ?? {},
    "maximum event age": RetryPolicy?.MaximumEventAgeInSeconds ?? EVENT_AGE_SECONDS.max,
    "maximum retry attempts": RetryPolicy?.MaximumRetryAttempts ?? RETRY_ATTEMPTS.max,
  };
}
