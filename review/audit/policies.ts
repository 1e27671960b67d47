/** Every policy that Terraform gives somebody or something, whatever form it has. */
import { parsePolicy, type PolicyStatement } from "#simulator/policy";
import { Unresolved } from "#simulator/topology";
import { within, type AuditedResource } from "./audited-resource";

/**
 * A policy of one resource.
 *
 * - `identity`: what a role, a user or a group may do
 * - `trust`: who may take on a role
 * - `resource`: who may use the resource that has it
 */
export interface AuditedPolicy {
  readonly resource: AuditedResource;
  readonly kind: "identity" | "trust" | "resource";
  /** The argument that it stands in. */
  readonly argument: string;
  readonly statements: readonly PolicyStatement[] | Unresolved;
}

/** Arguments that hold policy documents. */
const ARGUMENTS = ["policy", "access_policy", "resource_policy"];

/** Types whose `policy` is what an identity may do. */
const OF_IDENTITIES = /^aws_iam_(?:\w+_)?policy$/;

/** Of these `policy` is something else than a policy of access. */
const OTHER_POLICIES =
  /^aws_(?:dlm|backup_plan|ecr_lifecycle|s3_bucket_lifecycle|autoscaling|appautoscaling|organizations|ses_receipt|lb_|load_balancer|elb)/;

/** The policies of these resources. */
export function* policiesIn(resources: readonly AuditedResource[]): Iterable<AuditedPolicy> {
  for (const resource of resources) {
    yield* documentsOf(resource);
    const statement = permissionOf(resource);
    if (statement !== undefined) {
      yield { resource, kind: "resource", argument: "principal", statements: statement };
    }
  }
}

function* documentsOf(resource: AuditedResource): Iterable<AuditedPolicy> {
  if (!resource.type.startsWith("aws_") || OTHER_POLICIES.test(resource.type)) return;
  const of = (kind: AuditedPolicy["kind"], argument: string, value: unknown): AuditedPolicy[] => {
    const statements = statementsOf(value);
    return statements === undefined ? [] : [{ resource, kind, argument, statements }];
  };
  for (const argument of ARGUMENTS) {
    const kind = OF_IDENTITIES.test(resource.type) ? "identity" : "resource";
    yield* of(kind, argument, resource.value(argument));
  }
  yield* of("trust", "assume_role_policy", resource.value("assume_role_policy"));
  const inline = resource.blocks("inline_policy");
  if (inline instanceof Unresolved) yield* of("identity", "inline_policy", inline);
  else for (const block of inline) yield* of("identity", "inline_policy", within(block, ["policy"]));
}

/** The statements of a document; undefined where there is none. */
function statementsOf(value: unknown): readonly PolicyStatement[] | Unresolved | undefined {
  if (value === undefined || value instanceof Unresolved) return value;
  if (typeof value !== "string") return new Unresolved("it is no text");
  const parsed = parsePolicy(value);
  // The reason may name what stands in the document, and that is not shown.
  return parsed.ok ? parsed.statements : new Unresolved("its policy is not understood");
}

/** What a permission that is no document of its own adds to the policy of a bus or a function. */
function permissionOf(resource: AuditedResource): readonly PolicyStatement[] | Unresolved | undefined {
  if (!["aws_cloudwatch_event_permission", "aws_lambda_permission"].includes(resource.type)) return undefined;
  const principal = resource.value("principal");
  if (principal instanceof Unresolved) return principal;
  if (typeof principal !== "string") return undefined;
  const isService = /\.amazonaws\.com(?:\.cn)?$/.test(principal);
  const action = resource.value("action");
  return [
    {
      label: textOr(resource.value("statement_id"), "the permission"),
      effect: "Allow",
      principal: { [isService ? "Service" : "AWS"]: [principal] },
      hasNotPrincipal: false,
      actions: [textOr(action, "events:PutEvents")],
      notActions: undefined,
      resources: [],
      notResources: undefined,
      condition: conditionOf(resource),
    },
  ];
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === "string" ? value : otherwise;
}

/** Arguments of `aws_lambda_permission` that AWS writes as conditions, and the key of each. */
const CONDITIONS: Readonly<Record<string, string>> = {
  source_arn: "aws:SourceArn",
  source_account: "aws:SourceAccount",
  principal_org_id: "aws:PrincipalOrgID",
};

function conditionOf(resource: AuditedResource): PolicyStatement["condition"] {
  const [type, key, value] = ["type", "key", "value"].map((argument) => resource.value("condition", argument));
  const own =
    typeof type === "string" && typeof key === "string" ? { [type]: { [key]: [textOr(value, UNKNOWN)] } } : {};
  const written = Object.entries(CONDITIONS).flatMap(([argument, name]) => {
    const given = resource.value(argument);
    return given === undefined ? [] : [[name, [textOr(given, UNKNOWN)]] as const];
  });
  return written.length === 0 ? own : { ...own, ArnLike: Object.fromEntries(written) };
}

/** Stands for a condition's value that is not known: there is a condition all the same. */
const UNKNOWN = "<known after apply>";

/** `CONDITION` operators that let through only what they name. */
const NARROWING = /^(?:ForAnyValue:|ForAllValues:)?(?:String(?:Equals|Like|EqualsIgnoreCase)|Arn(?:Equals|Like))$/i;

/** Whether a condition lets through only some values of one of these keys, in small letters. */
export function isNarrowedBy({ condition }: PolicyStatement, keys: readonly (string | RegExp)[]): boolean {
  return Object.entries(condition).some(
    ([operator, named]) =>
      NARROWING.test(operator) &&
      Object.entries(named).some(
        ([key, values]) =>
          keys.some((one) => (typeof one === "string" ? one === key.toLowerCase() : one.test(key.toLowerCase()))) &&
          !values.includes("*"),
      ),
  );
}

/** Every principal that a statement names, whatever its kind. */
export function principalsOf({ principal = {} }: PolicyStatement): readonly string[] {
  return Object.values(principal).flat();
}

/** The statements of a policy that grant something. */
export function granting(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  return statements.filter(({ effect }) => effect === "Allow");
}
