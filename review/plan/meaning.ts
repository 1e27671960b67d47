/** What a change means to events and credentials, and why Terraform makes it. */
import type { Action, ResourceChange } from "./planned-stack";

/** Said of a changed rule where no preview is at hand. */
export const PREVIEW_HINT = "./hub preview --base REVISION shows which sample events are gained and lost.";

/** Whose change it is. */
interface Meant {
  readonly type: string;
  readonly action: Action;
  readonly address: string;
  readonly stack: string;
  /** Whether the secret of the connection is there before and after. */
  readonly secretStays?: boolean;
  /** Whether it is a rule that was disabled until now. */
  readonly isEnabled?: boolean;
}

/** Types of which a loss cannot be made good by applying again, and what is lost. */
const LOST: Readonly<Record<string, string>> = {
  aws_sqs_queue: "Messages that wait in it are lost: read them, or send them on, before.",
  aws_secretsmanager_secret: "What it holds is lost after its recovery window: keep the credentials at hand.",
  aws_cloudwatch_event_bus:
    "Its rules, its policy and its archives go with it, and events that are put meanwhile are refused.",
  aws_kms_key:
    "What it has encrypted cannot be read any more once its waiting period is over: messages, secrets, logs.",
  aws_cloudwatch_event_archive: "The events in it are lost, and cannot be replayed any more.",
  aws_dynamodb_table: "The items in it are lost.",
  aws_s3_bucket: "What it holds is lost; the states of all stacks, if it is theirs.",
};

/** Whether a resource holds what applying again does not bring back: the gate asks for its address. */
export function holdsWhatIsLost({ type, holdsCopies }: Pick<ResourceChange, "type" | "holdsCopies">): boolean {
  return Object.hasOwn(LOST, type) && holdsCopies !== true;
}

/** Sentences on what a change means beyond what it does. Empty where it means nothing more. */
export function whatItMeans({ type, action, address, stack, secretStays = false, isEnabled = false }: Meant): string[] {
  const isLoss = action === "delete" || action === "replace";
  const lost = isLoss ? LOST[type] : undefined;
  if (lost !== undefined) return [lost];
  switch (type) {
    case "aws_cloudwatch_event_connection":
      if (action === "delete") return ["Its credentials go with it, and nothing is delivered through it any more."];
      if (action !== "replace" && action !== "create") return [];
      return [
        action === "create"
          ? "EventBridge delivers nothing through it until its credentials are put."
          : "The new connection has lost its credentials: EventBridge delivers nothing through it until they are put.",
        whatToRun(connectionOf(stack, address), secretStays),
      ];
    case "aws_cloudwatch_event_api_destination":
      return isLoss ? ["Events that are still tried for it go to their dead-letter queues."] : [];
    case "aws_cloudwatch_event_rule":
      return action === "update"
        ? [PREVIEW_HINT, ...(isEnabled ? replayHint(stack) : [])]
        : isLoss
          ? ["Events that come while it is not there are not delivered."]
          : [];
    case "aws_cloudwatch_event_target":
      return isLoss ? ["Events that come while it is not there are not delivered."] : [];
    default:
      return [];
  }
}

/** Of a rule that was disabled; only a tenant's rules are by what its file says. */
function replayHint(stack: string): string[] {
  const tenant = /^tenant-(.+)$/.exec(stack)?.[1];
  if (tenant === undefined) return [];
  return [
    `What was published while it was disabled is in the archive: ./hub replay ${tenant} prints the command that sends it.`,
  ];
}

function whatToRun(connection: string, secretStays: boolean): string {
  const orSync = secretStays ? `, or ./hub credentials sync ${connection}, as its secret stays` : "";
  return `Run ./hub credentials put ${connection} after apply${orSync}.`;
}

/** What commands call a connection: its tenant, and its own id where the tenant has several. Both stand in addresses. */
function connectionOf(stack: string, address: string): string {
  const tenant = /^tenant-(.+)$/.exec(stack)?.[1];
  const own = /\.connections_(.+)_connection$/.exec(address)?.[1];
  return [tenant ?? "TENANT", ...(own === undefined ? [] : [own])].join("/");
}

/** Terraform's reasons (`action_reason`), in words. */
const REASONS: Readonly<Record<string, string>> = {
  replace_because_tainted: "an earlier apply left it half made",
  replace_because_cannot_update: "it cannot be changed in place",
  replace_by_request: "the plan was asked to (-replace)",
  replace_by_triggers: "of its replace_triggered_by",
  delete_because_no_resource_config: "the configuration no longer has it",
  delete_because_no_module: "the configuration no longer has its module",
  delete_because_wrong_repetition: "it is counted otherwise now",
  delete_because_count_index: "there are fewer of it now",
  delete_because_each_key: "its key is gone",
  delete_because_no_move_target: "what it was moved to is gone",
};

/** Begins with `, because`; empty where Terraform says nothing. */
export function whyItHappens({ reason, replacePaths, changes }: ResourceChange): string {
  const paths = [...new Set(replacePaths)].map((path) => {
    const change = changes.find((one) => one.path === path);
    return change?.kind === "value"
      ? `${path} changes from ${JSON.stringify(change.before)} to ${JSON.stringify(change.after)}`
      : path;
  });
  const why = reason === undefined ? undefined : (REASONS[reason] ?? reason);
  if (why === undefined) return paths.length === 0 ? "" : `, because of ${paths.join(", ")}`;
  return `, because ${why}${paths.length === 0 ? "" : `: ${paths.join(", ")}`}`;
}
