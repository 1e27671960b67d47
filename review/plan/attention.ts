/** What a reviewer must not miss in a plan, and what it means. */
import { holdsWhatIsLost, whatItMeans, whyItHappens } from "./meaning";
import type { AttributeChange } from "./attribute-changes";
import {
  isBroad,
  isLoosened,
  isPermission,
  isUnknownPolicy,
  isWholePermission,
  permissionChanges,
} from "./permissions";
import type { PlannedStack, ResourceChange } from "./planned-stack";

/** Kinds, worst first. */
export const ATTENTION_KINDS = ["destroy", "replace", "other", "permission", "delivery", "drift"] as const;
export type AttentionKind = (typeof ATTENTION_KINDS)[number];

/** One thing to look at. */
export interface Attention {
  readonly kind: AttentionKind;
  /** Undefined for what is not about one resource. */
  readonly address?: string | undefined;
  /** How many resources it is about. */
  readonly resources: number;
  /** Sentences: what happens, why, and what it means. */
  readonly sentences: readonly string[];
  /** Differences to show with it. */
  readonly changes: readonly AttributeChange[];
}

/** Everything in a stack's plan that needs attention, worst first. */
export function attentionOf(stack: PlannedStack): Attention[] {
  const found = [
    ...stack.incomplete.map((sentence): Attention => ({
      kind: "other",
      resources: 0,
      sentences: [`${sentence}.`],
      changes: [],
    })),
    ...stack.changes.flatMap((change) => ofResource(stack, change)),
    ...plainDestroys(stack),
    ...createdPermissions(stack),
    ...driftIn(stack),
  ];
  return found.sort((a, b) => ATTENTION_KINDS.indexOf(a.kind) - ATTENTION_KINDS.indexOf(b.kind));
}

/** What goes and takes nothing along that applying again would not bring back: one entry for all of a stack. */
function isPlain(change: ResourceChange): boolean {
  const { type, action } = change;
  const guards = isWholePermission(type) && !type.startsWith("aws_iam_");
  return action === "delete" && !holdsWhatIsLost(change) && type !== "aws_cloudwatch_event_connection" && !guards;
}

function ofResource(stack: PlannedStack, change: ResourceChange): Attention[] {
  const { action, address, type, changes } = change;
  const about = { address, resources: 1 };
  const means = whatItMeans({
    type,
    action,
    address,
    stack: stack.name,
    secretStays: secretStays(stack),
    isEnabled: isEnabled(change),
  });
  const differences = changes.filter(({ kind }) => kind === "statements");
  switch (action) {
    case "delete":
      if (isPlain(change)) return [];
      // Whom a policy lets in that goes with what it guards is nobody's question.
      return [
        {
          ...about,
          kind: "destroy",
          sentences: [sentence(change), ...means],
          changes: isWholePermission(type) ? differences : [],
        },
      ];
    case "replace":
      return [
        {
          ...about,
          kind: "replace",
          sentences: [sentence(change), ...means],
          changes: changes.filter((one) => one.kind !== "unknown"),
        },
      ];
    case "forget":
    case "other":
      return [{ ...about, kind: "other", sentences: [sentence(change)], changes: differences }];
    case "create":
      if (changes.some(isBroad)) {
        return [{ ...about, kind: "permission", sentences: [sentence(change), BROAD], changes: differences }];
      }
      return means.length === 0
        ? []
        : [{ ...about, kind: "delivery", sentences: [sentence(change), ...means], changes: [] }];
    case "update":
    case "import":
    case "move": {
      if (isPermission(change) && changes.length > 0) {
        const broad = [...(changes.some(isBroad) ? [BROAD] : []), ...(changes.some(isLoosened) ? [LOOSENED] : [])];
        const open = changes.some(isUnknownPolicy) ? ["What it will allow is known only after apply."] : [];
        return [
          {
            ...about,
            kind: "permission",
            sentences: [sentence(change), ...broad, ...open],
            changes: permissionChanges(change),
          },
        ];
      }
      const delivery = changes.filter(({ path }) => DELIVERY.has(path.split(".")[0] ?? ""));
      return delivery.length === 0
        ? []
        : [{ ...about, kind: "delivery", sentences: [sentence(change), ...means], changes: delivery }];
    }
  }
}

const LOOSENED = "A statement that denies something is taken away.";
const BROAD = "A statement lets everybody in, or every action of a service.";

/** What decides which events arrive, where, how often and how long they are tried. */
const DELIVERY: ReadonlySet<string> = new Set([
  ...[
    "event_pattern",
    "state",
    "schedule_expression",
    "input",
    "input_path",
    "input_transformer",
    "http_target",
    "arn",
  ],
  ...["retry_policy", "dead_letter_config", "invocation_endpoint", "http_method", "invocation_rate_limit_per_second"],
  ...["redrive_policy", "message_retention_seconds", "connection_arn", "retention_days"],
]);

/** `replaces aws_sqs_queue.q: it cannot be changed in place`. */
function sentence(change: ResourceChange): string {
  return `${verbOf(change)} ${change.address}${whyItHappens(change)}.`;
}

/** What Terraform does, as a verb. */
export function verbOf({ action, createsFirst, deposed }: ResourceChange): string {
  switch (action) {
    case "create":
      return "creates";
    case "update":
      return "changes";
    case "replace":
      return createsFirst ? "replaces (the new one first)" : "replaces (the old one goes first)";
    case "delete":
      return deposed === undefined ? "destroys" : "destroys what an earlier replacement left of";
    case "forget":
      return "no longer manages, and leaves in place,";
    case "import":
      return "takes over";
    case "move":
      return "renames in the state";
    case "other":
      return "does something that this report does not know to";
  }
}

/** Of a rule. */
function isEnabled({ changes }: ResourceChange): boolean {
  return changes.some(
    (one) => one.kind === "value" && one.path === "state" && one.before === "DISABLED" && one.after === "ENABLED",
  );
}

function secretStays({ changes }: PlannedStack): boolean {
  return !changes.some(
    ({ type, action }) =>
      type === "aws_secretsmanager_secret" && (action === "delete" || action === "replace" || action === "create"),
  );
}

function plainDestroys({ changes }: PlannedStack): Attention[] {
  const plain = changes.filter(isPlain);
  if (plain.length === 0) return [];
  const reasons = new Map<string, ResourceChange[]>();
  for (const change of plain) reasons.set(whyItHappens(change), [...(reasons.get(whyItHappens(change)) ?? []), change]);
  const sentences = [...reasons].map(([why, those]) => `destroys ${countedTypes(those)}${why}.`);
  return [{ kind: "destroy", resources: plain.length, sentences, changes: [] }];
}

/** Of what is new with its policies, how many there are; they are shown with the rest of the stack. */
function createdPermissions({ changes }: PlannedStack): Attention[] {
  const created = changes.filter((one) => one.action === "create" && isPermission(one) && !one.changes.some(isBroad));
  if (created.length === 0) return [];
  const open = created.filter((one) => one.changes.some(isUnknownPolicy)).length;
  return [
    {
      kind: "permission",
      resources: created.length,
      sentences: [
        `creates permissions with ${countedTypes(created)}.`,
        ...(open === 0 ? [] : [`What ${open} of them will allow is known only after apply.`]),
      ],
      changes: [],
    },
  ];
}

function driftIn({ drift }: PlannedStack): Attention[] {
  return drift.map((one) => ({
    kind: "drift",
    address: one.address,
    resources: 1,
    sentences: [`${one.action === "delete" ? "was deleted" : "was changed"} outside Terraform: ${one.address}.`],
    changes: one.changes,
  }));
}

/** `3 aws_sqs_queue, 1 aws_iam_role`. */
function countedTypes(resources: readonly ResourceChange[]): string {
  const counts = new Map<string, number>();
  for (const { type } of resources) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([type, n]) => `${n} ${type}`)
    .join(", ");
}
