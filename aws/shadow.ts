/**
 * What stands for a delivery in shadow: a queue in the place of the API destination. AWS knows no such thing, so the emitted
 * Terraform says it in its own words, which its readers know from here.
 */

/** Key of the tag of a shadow queue. Its value is the name of the API destination that the queue stands in for. */
export const SHADOW_TAG = "shadow-of";

/** The name of the API destination that a queue stands in for, by the queue's tags; undefined where it is no shadow. */
export function shadowOfIn(tags: Readonly<Record<string, unknown>>): string | undefined {
  const tag = Object.hasOwn(tags, SHADOW_TAG) ? tags[SHADOW_TAG] : undefined;
  return typeof tag === "string" ? tag : undefined;
}

/**
 * What a target in shadow is once it is live, as a local of the stack in the arguments of `aws_cloudwatch_event_target`: SQS
 * takes no path, header and query string parameters, which would be nowhere else.
 */
export interface ShadowedTarget {
  /** Address of the target, such as `aws_cloudwatch_event_target.orders_placed`. */
  readonly shadowed_target: string;
  readonly arn: string;
  readonly role_arn: string | undefined;
  readonly http_target: ShadowedHttpTarget | undefined;
}

interface ShadowedHttpTarget {
  readonly path_parameter_values: readonly string[];
  readonly header_parameters: Readonly<Record<string, string>>;
  readonly query_string_parameters: Readonly<Record<string, string>>;
}
