/** A stack's plan as its changes, redacted. */
import { z } from "zod";
import { shadowOfIn } from "../../aws/shadow";
import { attributeChanges, type AttributeChange } from "./attribute-changes";
import { fingerprintOf } from "./fingerprint";
import { accountOfPlan, parsePlan, UnusablePlanError, type RawPlan, type RawResourceChange } from "./plan-json";
import { HIDDEN_TEXT } from "./redaction/credential-shapes";
import { visibleText } from "./redaction/visible-text";
import { driftOf } from "./drift";

/** What Terraform will do with a resource. `other` is what this program does not know. */
export type Action = "create" | "update" | "replace" | "delete" | "forget" | "import" | "move" | "other";

/** One resource that a plan changes. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Of a replacement: whether the new one is there before the old one goes. */
  readonly createsFirst: boolean;
  readonly movedFrom?: string | undefined;
  /** Set where what goes is what an earlier replacement has left behind. */
  readonly deposed?: string | undefined;
  /** Terraform's own word for why, such as `delete_because_no_resource_config`. */
  readonly reason?: string | undefined;
  /** There for a shadow queue: what it holds are copies, which nobody misses. */
  readonly holdsCopies?: true | undefined;
  /** Attributes that cannot change without a replacement. */
  readonly replacePaths: readonly string[];
  readonly changes: readonly AttributeChange[];
  /** SHA-256 of all that is planned for it, also of what is not shown. */
  readonly fingerprint: string;
}

/** A stack's plan. */
export interface PlannedStack {
  readonly name: string;
  /** Twelve digits. */
  readonly account: string | undefined;
  /** Where the state is, such as `s3://bucket/key`; undefined where nothing tells. */
  readonly backend: string | undefined;
  readonly changes: readonly ResourceChange[];
  /** Resources that stay as they are. */
  readonly unchanged: number;
  /** What somebody changed outside Terraform. */
  readonly drift: readonly ResourceChange[];
  /** Names of outputs that change, with a fingerprint of each. */
  readonly outputs: Readonly<Record<string, string>>;
  /** What the plan says that it leaves for another one, or that is not understood here. */
  readonly incomplete: readonly string[];
}

/** What a plan does not say of itself. */
export interface PlanSource {
  readonly name: string;
  readonly backend: string | undefined;
  /** `terraform show -json PLAN`, parsed. */
  readonly json: unknown;
}

/**
 * Reads a plan. Nothing of what it returns holds a value that must not be shown.
 *
 * @throws UnusablePlanError when the JSON is no plan, or one that failed
 */
export function readPlan(source: PlanSource): PlannedStack {
  try {
    return plannedStack(source);
  } catch (error) {
    // Values within values, thousands of them: nothing that Terraform writes.
    if (error instanceof RangeError) throw new UnusablePlanError("malformed");
    throw error;
  }
}

function plannedStack({ name, backend, json }: PlanSource): PlannedStack {
  const plan = parsePlan(json);
  const managed = (plan.resource_changes ?? []).filter(({ mode = "managed" }) => mode !== "data");
  const changes = managed.flatMap((raw) => {
    const action = actionOf(raw);
    return action === undefined ? [] : [resourceChange(raw, action)];
  });
  return {
    name,
    account: accountOfPlan(plan),
    backend,
    changes,
    unchanged: managed.length - changes.length,
    drift: driftOf(plan).map((raw) => resourceChange(raw, actionOf(raw) ?? "update")),
    outputs: outputsOf(plan),
    incomplete: incompleteParts(plan),
  };
}

function resourceChange(raw: RawResourceChange, action: Action): ResourceChange {
  const { address, type, change, previous_address: previous, deposed, action_reason: reason } = raw;
  return {
    address: visibleText(address),
    type: /^[a-z0-9_-]+$/.test(type) ? visibleText(type) : HIDDEN_TEXT,
    action,
    createsFirst: change.actions[0] === "create",
    ...(previous === undefined ? {} : { movedFrom: visibleText(previous) }),
    ...(deposed === undefined ? {} : { deposed: visibleText(deposed) }),
    ...(reason === undefined ? {} : { reason: visibleText(reason) }),
    ...(isShadowQueue(raw) ? { holdsCopies: true as const } : {}),
    replacePaths: (change.replace_paths ?? []).map((path) => visibleText(String(path[0] ?? "(all of it)"))),
    changes: attributeChanges(raw),
    fingerprint: fingerprintOf(raw),
  };
}

const shadowSchema = z.object({ name: z.string().endsWith("_shadow"), tags: z.record(z.string(), z.unknown()) });

/** By tag and name, as they are: what a plan makes of another queue does not turn that into one. */
function isShadowQueue({ type, change: { before } }: RawResourceChange): boolean {
  if (type !== "aws_sqs_queue") return false;
  const { success, data } = shadowSchema.safeParse(before);
  return success && shadowOfIn(data.tags) !== undefined;
}

/** Undefined where nothing happens to the resource. */
function actionOf({ change, previous_address: previous }: RawResourceChange): Action | undefined {
  switch ([...change.actions].sort().join()) {
    case "no-op":
      if (change.importing !== undefined && change.importing !== null) return "import";
      return previous === undefined ? undefined : "move";
    case "read":
      return undefined;
    case "create":
    case "update":
    case "delete":
    case "forget":
      return change.actions[0] as Action;
    case "create,delete":
      return "replace";
    default:
      // `create,forget` of Terraform 1.12, for one, leaves the old one behind.
      return "other";
  }
}

function outputsOf({ output_changes: outputs = {} }: RawPlan): Record<string, string> {
  return Object.fromEntries(
    Object.entries(outputs)
      .filter(([, { actions }]) => actions.join() !== "no-op")
      .map(([name, change]) => [visibleText(name), fingerprintOf({ address: name, type: "output", change })]),
  );
}

function incompleteParts(plan: RawPlan): string[] {
  const deferred = plan.deferred_changes?.length ?? 0;
  const invoked = plan.action_invocations?.length ?? 0;
  return [
    ...(plan.complete === false || deferred > 0
      ? [`Terraform deferred ${deferred === 0 ? "some" : deferred} of its changes to another plan`]
      : []),
    ...(invoked > 0 ? [`Terraform invokes actions (${invoked}), which this report does not read`] : []),
  ];
}
