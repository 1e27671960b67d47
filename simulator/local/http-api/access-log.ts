import { ownMember } from "../../input";
import type { ApiAnswer } from "./api-answer";
import { contextVariables, type RequestContext } from "./request-context";

/** A line of an API's access log. */
export interface AccessLogLine {
  readonly api: string;
  readonly line: string;
}

/** So many lines are remembered, the latest. */
const REMEMBERED = 1_000;

/** Gateway response types by status; AWS lists them for REST APIs and says that HTTP APIs log them. */
const RESPONSE_TYPES: Readonly<Record<number, string>> = {
  401: "UNAUTHORIZED",
  403: "ACCESS_DENIED",
  429: "THROTTLED",
  500: "INTEGRATION_FAILURE",
  503: "INTEGRATION_TIMEOUT",
};

/** The access logs of all HTTP APIs, in memory. */
export class AccessLog {
  readonly lines: AccessLogLine[] = [];

  /** Writes a request in the format of its stage; nothing where the stage has no access log. */
  write(context: RequestContext, answer: ApiAnswer, milliseconds: number): void {
    const { accessLogFormat: format } = context.stage;
    if (format === undefined) return;
    const variables = { ...contextVariables(context), ...answerVariables(context, answer, milliseconds) };
    // A variable without a value is a dash.
    const line = format.replace(
      /\$context\.([\w.]+)/g,
      (_, name: string) => escaped(ownMember(variables, name)) ?? "-",
    );
    this.lines.push({ api: context.api.name, line });
    if (this.lines.length > REMEMBERED) this.lines.shift();
  }
}

/** A quote in what a client sent must not break a line of JSON. */
function escaped(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : JSON.stringify(value).slice(1, -1);
}

function answerVariables(
  { match }: RequestContext,
  { status, body, reason }: ApiAnswer,
  milliseconds: number,
): Record<string, string> {
  const own = reason !== undefined && status >= 400;
  return {
    status: String(status),
    responseLength: String(Buffer.byteLength(body)),
    responseLatency: String(Math.round(milliseconds)),
    integrationLatency: String(Math.round(milliseconds)),
    integrationStatus: own ? "" : String(status),
    "integration.status": own ? "" : String(status),
    "error.message": own ? messageIn(body) : "",
    "error.responseType": own ? (RESPONSE_TYPES[status] ?? "") : "",
    "authorizer.error": own && (status === 401 || status === 403) ? reason : "",
    "integration.error": own && match.route.integration.kind !== "unknown" ? reason : "",
    integrationErrorMessage: own ? reason : "",
  };
}

function messageIn(body: string | Buffer): string {
  const { message } = JSON.parse(body.toString()) as { message?: unknown };
  return typeof message === "string" ? message : "";
}
