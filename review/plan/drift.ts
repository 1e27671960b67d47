/** What was changed outside Terraform, without what only looks like it. */
import { isDeepStrictEqual } from "node:util";
import type { RawPlan, RawResourceChange } from "./plan-json";
import { isEmpty } from "./redaction/visible-text";

/**
 * Attributes in which a resource shows what another resource has put there, by the type of that one. Terraform learns of
 * it after it has made both, and calls that drift; a change of what the other one put is drift of the other one.
 */
const ECHOES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_iam_role: { inline_policy: "aws_iam_role_policy", managed_policy_arns: "aws_iam_role_policy_attachment" },
  aws_iam_policy: { attachment_count: "aws_iam_role_policy_attachment" },
  aws_s3_bucket: {
    lifecycle_rule: "aws_s3_bucket_lifecycle_configuration",
    logging: "aws_s3_bucket_logging",
    policy: "aws_s3_bucket_policy",
    server_side_encryption_configuration: "aws_s3_bucket_server_side_encryption_configuration",
    versioning: "aws_s3_bucket_versioning",
  },
  aws_sns_topic: { policy: "aws_sns_topic_policy" },
  aws_sqs_queue: { policy: "aws_sqs_queue_policy", redrive_policy: "aws_sqs_queue_redrive_policy" },
  aws_secretsmanager_secret: { policy: "aws_secretsmanager_secret_policy" },
};

/** The drift that a plan reports. */
export function driftOf(plan: RawPlan): RawResourceChange[] {
  const { resource_drift: drift = [] } = plan;
  if (drift.length === 0) return [];
  const present = presentIn(plan);
  return drift.filter((raw) => {
    if (raw.mode === "data") return false;
    if (raw.change.actions.join() !== "update") return raw.change.actions.join() !== "no-op";
    const [before, after] = [recordOf(raw.change.before), recordOf(raw.change.after)];
    return Object.keys({ ...before, ...after }).some(
      (attribute) =>
        !same(before[attribute], after[attribute]) &&
        !(raw.type === CONNECTION && CREDENTIALS.has(attribute)) &&
        !isEcho(raw, attribute, present),
    );
  });
}

/** A connection's credentials come from outside by design, and AWS shows half of them. */
const CONNECTION = "aws_cloudwatch_event_connection";
const CREDENTIALS: ReadonlySet<string> = new Set(["auth_parameters", "secret_arn"]);

/** A resource as it is now. */
interface Present {
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** All that a stack has. A plan of nothing but a refresh lists no changes, not even those of which there are none. */
function presentIn({ resource_changes: changes = [], prior_state: state }: RawPlan): Present[] {
  return [
    ...changes.map(({ type, change }) => ({ type, values: recordOf(change.before) })),
    ...presentInModule(recordOf(recordOf(state)["values"])["root_module"]),
  ];
}

function presentInModule(module: unknown): Present[] {
  const { resources, child_modules: modules } = recordOf(module);
  return [
    ...listOf(resources).map((resource) => {
      const { type, values } = recordOf(resource);
      return { type: String(type), values: recordOf(values) };
    }),
    ...listOf(modules).flatMap(presentInModule),
  ];
}

function isEcho({ type, change }: RawResourceChange, attribute: string, present: readonly Present[]): boolean {
  const other = ECHOES[type]?.[attribute];
  if (other === undefined) return false;
  const those = present.filter((one) => one.type === other).map(({ values }) => values);
  const own = recordOf(change.after);
  // What is shown of a bucket is spelled otherwise there; what differs from it is drift of the other resource.
  if (type === "aws_s3_bucket" && attribute !== "policy") return those.some((one) => one["bucket"] === own["bucket"]);
  if (type === "aws_iam_policy") {
    // A plan names what is there twice: with its changes, and in the state.
    const roles = those.flatMap((one) => (one["policy_arn"] === own["arn"] ? [one["role"]] : []));
    return new Set(roles).size === own[attribute];
  }
  if (type !== "aws_iam_role") return those.some((one) => jsonEqual(one["policy"] ?? one[attribute], own[attribute]));
  // Of a role, each of its policies must be another resource's, or else somebody has given it one by hand.
  const put = those.filter((one) => one["role"] === own["name"]);
  const shown: unknown = own[attribute];
  return (
    Array.isArray(shown) &&
    shown.every((item: unknown) =>
      put.some((one) =>
        attribute === "inline_policy"
          ? one["name"] === recordOf(item)["name"] && jsonEqual(one["policy"], recordOf(item)["policy"])
          : one["policy_arn"] === item,
      ),
    )
  );
}

function jsonEqual(one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return isDeepStrictEqual(one, other);
  try {
    return isDeepStrictEqual(JSON.parse(one), JSON.parse(other));
  } catch {
    return one === other;
  }
}

/** Providers write nothing as null, and read it back as an empty text, list or object. */
function same(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return one === other;
  const [members, others] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return Object.keys({ ...members, ...others }).every((key) => same(members[key], others[key]));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
