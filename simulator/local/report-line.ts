import { nameOfArn, parseArn } from "../../aws/arn";
import type { ApplicationReport } from "./application-report";
import type { HubReport, ReportedEvent } from "./report";

/** What happened on the local hub, a line for people: a word for it, padded to a column, and the rest. */
export function reportLine(report: HubReport): string {
  switch (report.kind) {
    case "accepted":
      return line(
        "accepted",
        `${published(report.event)} on ${nameOf(report.bus)}, ${counted(report.targets, "target")}`,
      );
    case "refused":
      return line("refused", `${published(report.event)} on ${nameOf(report.bus)}: ${report.reason}`);
    case "lost":
      return line("lost", `${published(report.event)}: ${report.reason}; AWS too answers success and drops it`);
    case "notSent":
      return line("not sent", `${report.event.detailType} by ${report.rule}: ${report.reason}`);
    case "assumed":
      return line("assumed", `${report.event.detailType} by ${report.rule}: unknown: ${report.unknowns.join("; ")}`);
    case "retry": {
      const { event, target, reason, retry, inMilliseconds } = report;
      const what = `${event.detailType} -> ${target.request}: ${reason}`;
      return line("retried", `${what} Retry ${retry} in ${(inMilliseconds / 1000).toFixed(1)} s.`);
    }
    case "ended":
      return endLine(report);
    case "deauthorized":
      return line(
        "deauthorized",
        `${nameOf(report.connectionArn)}: ${report.reason}; nothing is sent until it is updated`,
      );
    case "authorized":
      return line("authorized", nameOf(report.connectionArn));
    case "hubFailed":
      return line("failed", `the local hub itself: ${report.reason}`);
    case "request":
    case "invocation":
    case "gaveUp":
    case "published":
    case "denied":
    case "log":
      return line(...applicationLine(report));
  }
}

function endLine({ event, target, outcome }: Extract<HubReport, { kind: "ended" }>): string {
  const what = `${event.detailType} -> ${target.request}`;
  switch (outcome.kind) {
    case "delivered":
      return line("delivered", `${what} (${outcome.status}, ${counted(outcome.attempts, "attempt")})`);
    case "deadLettered": {
      const { ERROR_CODE: code, ERROR_MESSAGE: message } = outcome.letter.attributes;
      const { assumption } = outcome.letter;
      const assumed = assumption === undefined ? "" : ` Not known: ${assumption}.`;
      return line("dead-lettered", `${what} into ${nameOf(outcome.queueArn)}: ${code}: ${message}${assumed}`);
    }
    case "dropped": {
      const { ERROR_CODE: code, ERROR_MESSAGE: message } = outcome.letter.attributes;
      return line("dropped", `${what}: ${outcome.reason}. ${code}: ${message}`);
    }
    case "stopped":
      return line("stopped", what);
  }
}

function line(kind: string, text: string): string {
  return `${kind.padEnd("dead-lettered".length)}  ${onOneLine(text)}`;
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

function applicationLine(report: ApplicationReport): readonly [kind: string, text: string] {
  switch (report.kind) {
    case "request": {
      const { request, status, milliseconds, reason } = report;
      return [
        "answered",
        `${request} ${status} (${duration(milliseconds)})${reason === undefined ? "" : `: ${reason}`}`,
      ];
    }
    case "invocation":
      return invocationLine(report);
    case "gaveUp": {
      const { function: name, trigger, reason, queueArn } = report;
      const into = queueArn === undefined ? "lost" : `into ${nameOfArn("queue", queueArn)}`;
      return [queueArn === undefined ? "dropped" : "dead-lettered", `${trigger} -> ${name}, ${into}: ${reason}`];
    }
    case "published":
      return ["published", `${report.by} -> topic ${report.topic} (${counted(report.bytes, "byte")})`];
    case "denied":
      return ["denied", `${report.by}: ${report.action} on ${report.resource} ${report.reason}`];
    case "log":
      return ["log", `${report.function}: ${report.line}`];
  }
}

function invocationLine(report: Extract<ApplicationReport, { kind: "invocation" }>): readonly [string, string] {
  const { function: name, trigger, outcome, milliseconds, initMilliseconds, attempt } = report;
  const cold = initMilliseconds === undefined ? "" : `, cold start ${duration(initMilliseconds)}`;
  const again = attempt === 1 ? "" : `, attempt ${attempt}`;
  const what = `${trigger} -> ${name} (${duration(milliseconds)}${cold}${again})`;
  return outcome.kind === "succeeded"
    ? ["invoked", what]
    : ["failed", `${what}: ${outcome.errorType}: ${outcome.errorMessage}`];
}

function duration(milliseconds: number): string {
  return `${Math.round(milliseconds)} ms`;
}

/** `1 target`, `2 targets`, `no targets`. */
function counted(count: number, thing: string): string {
  return `${count === 0 ? "no" : count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}
