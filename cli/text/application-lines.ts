import { nameOfArn } from "../../aws/arn";
import type { ApplicationReport } from "#simulator/local";
import { counted } from "./terminal";

/** What happened on routes, functions and topics, for people: a word for it and the rest. */
export function applicationLine(report: ApplicationReport): readonly [kind: string, text: string] {
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
