import { z } from "zod";
import { functionArn, nameOfArn, parseArn, ruleArn } from "../../aws/arn";
import { EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "../../aws/limits";
import type { HttpParameters, TargetInput } from "../input";
import { block, optionalNumber, optionalText, text, textByName, texts } from "./argument-schemas";
import type { ApiDestinationResource, RetryPolicy, Target, TargetDestination } from "./model";
import { isSymbolic, symbolic } from "./symbol";
import type { StackReader } from "./stack-reader";
import type { TerraformResource } from "./terraform-stack";

const targetSchema = z.object({
  rule: text,
  event_bus_name: optionalText,
  target_id: optionalText,
  arn: text,
  role_arn: optionalText,
  input: optionalText,
  input_path: optionalText,
  input_transformer: block(z.object({ input_paths: textByName, input_template: text })),
  http_target: block(
    z.object({
      path_parameter_values: texts,
      header_parameters: textByName,
      query_string_parameters: textByName,
    }),
  ),
  retry_policy: block(
    z.object({ maximum_event_age_in_seconds: optionalNumber, maximum_retry_attempts: optionalNumber }),
  ),
  dead_letter_config: block(z.object({ arn: optionalText })),
});

type TargetArguments = z.infer<typeof targetSchema>;

/** A target, and the rule it belongs to. */
export interface RuleTarget {
  /** ARN of the rule; symbolic where the bus cannot be resolved. */
  readonly ruleArn: string;
  readonly ruleName: string;
  readonly target: Target;
}

/** A target that cannot be read. */
export interface UnreadTarget {
  /** Undefined where not even the rule is known. */
  readonly ruleArn: string | undefined;
  readonly what: string;
}

/** The targets of a stack, and those that are there and cannot be read. */
export function readTargets(
  reader: StackReader,
  apiDestinations: ReadonlyMap<string, ApiDestinationResource>,
): { readonly targets: readonly RuleTarget[]; readonly unread: readonly UnreadTarget[] } {
  const unread: UnreadTarget[] = reader
    .repeated("aws_cloudwatch_event_target")
    .map((resource) => unreadTarget(reader, resource, "only a plan tells how many there are"));
  const targets = reader.ofType("aws_cloudwatch_event_target").flatMap((resource) => {
    const known = reader.unknown.length;
    // AWS makes up an id where Terraform gives none, and no answer depends on it.
    const read = reader.read(resource, targetSchema, ["target_id"]);
    if (read === undefined) {
      const why = reader.unknown.slice(known).map(({ what }) => what);
      unread.push(unreadTarget(reader, resource, why.join("; ")));
      return [];
    }
    const destination = destinationOf(read.arn, apiDestinations);
    if (destination.kind === "other" && parseArn(read.arn)?.kind === "API destination") {
      reader.note(resource, `arn: API destination ${read.arn} is not in this Terraform, or not understood`);
    }
    const target = targetOf(reader, resource, read, destination);
    const shadowOf = destination.kind === "queue" ? shadowedTarget(reader, resource, apiDestinations) : undefined;
    return [
      {
        ruleArn: ruleArn(reader.place(resource), nameOfArn("event bus", reader.busOf(resource)), read.rule),
        ruleName: read.rule,
        target: shadowOf === undefined ? target : { ...target, shadowOf },
      },
    ];
  });
  return { targets, unread };
}

function targetOf(
  reader: StackReader,
  { address }: TerraformResource,
  read: TargetArguments,
  destination: TargetDestination,
): Target {
  return {
    stack: reader.stack.name,
    address,
    id: read.target_id ?? symbolic(`id of ${address}`),
    arn: read.arn,
    destination,
    input: inputOf(read),
    httpParameters: httpParametersOf(read),
    retryPolicy: retryPolicyOf(read),
    roleArn: read.role_arn,
    deadLetterArn: read.dead_letter_config?.arn,
  };
}

const shadowedSchema = z.object({ shadowed_target: z.string() }).catch({ shadowed_target: "" });

/** The target that another stands in for, where a local of the stack says it: the same, but for what the local has. */
function shadowedTarget(
  reader: StackReader,
  resource: TerraformResource,
  apiDestinations: ReadonlyMap<string, ApiDestinationResource>,
): Target | undefined {
  const local = Object.values(reader.stack.locals ?? {}).find(
    (one) => shadowedSchema.parse(one).shadowed_target === resource.address,
  );
  if (typeof local !== "object") return undefined;
  const read = reader.read({ ...resource, values: { ...resource.values, ...local } }, targetSchema, ["target_id"]);
  return read && targetOf(reader, resource, read, destinationOf(read.arn, apiDestinations));
}

const ruleOfTargetSchema = targetSchema.pick({ rule: true });

function unreadTarget(reader: StackReader, resource: TerraformResource, why: string): UnreadTarget {
  const what = `${resource.address}: ${why}`;
  const { rule } = reader.peek(resource, ruleOfTargetSchema) ?? {};
  if (rule === undefined || isSymbolic(rule)) return { ruleArn: undefined, what };
  return { ruleArn: ruleArn(reader.place(resource), nameOfArn("event bus", reader.busOf(resource)), rule), what };
}

function destinationOf(arn: string, apiDestinations: ReadonlyMap<string, ApiDestinationResource>): TargetDestination {
  const apiDestination = apiDestinations.get(arn);
  if (apiDestination !== undefined) return { kind: "apiDestination", apiDestination };
  const parsed = parseArn(arn);
  switch (parsed?.kind) {
    case "event bus":
      return { kind: "eventBus", busArn: arn };
    case "function":
      return { kind: "function", functionArn: functionArn(parsed, parsed.name) };
    case "queue":
      return { kind: "queue", queueArn: arn };
    // One that is in this Terraform is found above.
    case "API destination":
    case "account root":
    case "connection":
    case "role":
    case "rule":
    case "secret":
    case "table":
    case "topic":
    case undefined:
      return { kind: "other", arn };
  }
}

/** In AWS's own words, all that Terraform sets: that AWS takes one of them only is for the simulator to say. */
function inputOf({ target_id: id, input, input_path: path, input_transformer: transformer }: TargetArguments) {
  return {
    ...(id === undefined ? {} : { Id: id }),
    ...(input === undefined ? {} : { Input: input }),
    ...(path === undefined ? {} : { InputPath: path }),
    ...(transformer === undefined
      ? {}
      : {
          InputTransformer: { InputPathsMap: transformer.input_paths, InputTemplate: transformer.input_template },
        }),
  } satisfies TargetInput;
}

function httpParametersOf({ http_target: http }: TargetArguments): HttpParameters {
  return {
    pathParameters: http?.path_parameter_values ?? [],
    header: http?.header_parameters ?? {},
    queryString: http?.query_string_parameters ?? {},
  };
}

function retryPolicyOf({ retry_policy: policy }: TargetArguments): RetryPolicy {
  const age = policy?.maximum_event_age_in_seconds ?? EVENT_AGE_SECONDS.max;
  return {
    // A state writes 0, which AWS does not allow, for an age that is not set.
    maximumEventAgeInSeconds: age === 0 ? EVENT_AGE_SECONDS.max : age,
    maximumRetryAttempts: policy?.maximum_retry_attempts ?? RETRY_ATTEMPTS.max,
  };
}
