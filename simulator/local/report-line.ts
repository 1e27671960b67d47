import { nameOfArn, parseArn } from "../../aws/arn";
import type { ApplicationReport } from "./application-report";
import type { HubReport, ReportedEvent } from "./report";

/** What happened, for people. */
export interface ReportWords {
  /** A word or two, such as `accepted` or `dead-lettered`. */
  readonly kind: string;
  /** On one line. */
  readonly text: string;
}

/** What happened on the local hub, a line for people: a word for it, padded to a column, and the rest. */
export function reportLine(report: HubReport): string {
  const { kind, text } = reportWords(report);
  return `${kind.padEnd("dead-lettered".length)}  ${text}`;
}

/**
 * The same as a line of a log: with the time of day before it, and behind it whose event it is and which.
 *
 * @param at when it happened
 */
export function logLine(report: HubReport, at: Date): string {
  const event = "event" in report && "id" in report.event ? `event ${report.event.id.slice(0, ID_SHOWN)}` : undefined;
  const stack = "target" in report ? report.target.stack : undefined;
  const about = [stack, event].filter((part) => part !== undefined);
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => String(part).padStart(2, "0"));
  return [time.join(":"), reportLine(report), ...(about.length === 0 ? [] : [onOneLine(`[${about.join(", ")}]`)])].join(
    "  ",
  );
}

/** So many characters of an id tell events of a session from each other; `--json` has all of them. */
const ID_SHOWN = 8;

/** The same as a word for it and the rest. */
export function reportWords(report: HubReport): ReportWords {
  switch (report.kind) {
    case "accepted":
      return words(
        "accepted",
        `${published(report.event)} on ${nameOf(report.bus)}, ${counted(report.targets, "target")}`,
      );
    case "refused":
      return words("refused", `${published(report.event)} on ${nameOf(report.bus)}: ${report.reason}`);
    case "lost":
      return words("lost", `${published(report.event)}: ${report.reason}; AWS too answers success and drops it`);
    case "notSent":
      return words("not sent", `${report.event.detailType} by ${report.rule}: ${report.reason}`);
    case "queued":
      return words("queued", `${report.event.detailType} by ${report.rule} into ${nameOf(report.queueArn)}`);
    case "assumed":
      return words("assumed", `${report.event.detailType} by ${report.rule}: unknown: ${report.unknowns.join("; ")}`);
    case "retry": {
      const { event, target, reason, retry, inMilliseconds } = report;
      const what = `${event.detailType} -> ${target.request}: ${reason}`;
      return words("retried", `${what} Retry ${retry} in ${(inMilliseconds / 1000).toFixed(1)} s.`);
    }
    case "ended":
      return endWords(report);
    case "deauthorized":
      return words(
        "deauthorized",
        `${nameOf(report.connectionArn)}: ${report.reason}; nothing is sent until it is updated`,
      );
    case "authorized":
      return words("authorized", nameOf(report.connectionArn));
    case "hubFailed":
      return words("failed", `the local hub itself: ${report.reason}`);
    case "request":
    case "invocation":
    case "gaveUp":
    case "published":
    case "denied":
    case "log":
      return applicationWords(report);
  }
}

function endWords({ event, target, outcome }: Extract<HubReport, { kind: "ended" }>): ReportWords {
  const what = `${event.detailType} -> ${target.request}`;
  switch (outcome.kind) {
    case "delivered":
      return words("delivered", `${what} (${outcome.status}, ${counted(outcome.attempts, "attempt")})`);
    case "deadLettered": {
      const { ERROR_CODE: code, ERROR_MESSAGE: message } = outcome.letter.attributes;
      const { assumption } = outcome.letter;
      const assumed = assumption === undefined ? "" : ` Not known: ${assumption}.`;
      return words("dead-lettered", `${what} into ${nameOf(outcome.queueArn)}: ${code}: ${message}${assumed}`);
    }
    case "dropped": {
      const { ERROR_CODE: code, ERROR_MESSAGE: message } = outcome.letter.attributes;
      return words("dropped", `${what}: ${outcome.reason}. ${code}: ${message}`);
    }
    case "stopped":
      return words("stopped", what);
  }
}

function words(kind: string, text: string): ReportWords {
  return { kind, text: onOneLine(text) };
}

/** What a sender wrote into an event must not look like a line of the hub, or do something to the terminal. */
function onOneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function published({ source, detailType, account }: Omit<ReportedEvent, "id">): string {
  return `${JSON.stringify(detailType)} of ${source} from ${account}`;
}

/** What people call it. */
function nameOf(arn: string): string {
  return parseArn(arn)?.name ?? arn;
}

function applicationWords(report: ApplicationReport): ReportWords {
  switch (report.kind) {
    case "request": {
      const { request, status, milliseconds, reason } = report;
      const because = reason === undefined ? "" : `: ${reason}`;
      return words("answered", `${request} ${status} (${duration(milliseconds)})${because}`);
    }
    case "invocation":
      return invocationWords(report);
    case "gaveUp": {
      const { function: name, trigger, reason, queueArn } = report;
      const into = queueArn === undefined ? "lost" : `into ${nameOfArn("queue", queueArn)}`;
      return words(queueArn === undefined ? "dropped" : "dead-lettered", `${trigger} -> ${name}, ${into}: ${reason}`);
    }
    case "published":
      return words("published", `${report.by} -> topic ${report.topic} (${counted(report.bytes, "byte")})`);
    case "denied":
      return words("denied", `${report.by}: ${report.action} on ${report.resource} ${report.reason}`);
    case "log":
      return words("log", `${report.function}: ${report.line}`);
  }
}

function invocationWords(report: Extract<ApplicationReport, { kind: "invocation" }>): ReportWords {
  const { function: name, trigger, outcome, milliseconds, initMilliseconds, attempt } = report;
  const cold = initMilliseconds === undefined ? "" : `, cold start ${duration(initMilliseconds)}`;
  const again = attempt === 1 ? "" : `, attempt ${attempt}`;
  const what = `${trigger} -> ${name} (${duration(milliseconds)}${cold}${again})`;
  return outcome.kind === "succeeded"
    ? words("invoked", what)
    : words("failed", `${what}: ${outcome.errorType}: ${outcome.errorMessage}`);
}

function duration(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`;
}

/** `1 target`, `2 targets`, `no targets`. */
function counted(count: number, thing: string): string {
  return `${count === 0 ? "no" : count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}
