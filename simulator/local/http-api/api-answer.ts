import { validateHeaderName, validateHeaderValue } from "node:http";

/** What an HTTP API answers. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A `Set-Cookie` header each. */
  readonly cookies: readonly string[];
  readonly body: string | Buffer;
  /** Why, where the caller is told less; for reports. */
  readonly reason?: string;
}

/** An answer of API Gateway itself: `{"message":"Not Found"}`. */
export function gatewayAnswer(
  status: number,
  message: string,
  reason?: string,
  headers: Readonly<Record<string, string>> = {},
): ApiAnswer {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    cookies: [],
    body: JSON.stringify({ message }),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** The answer, or a 500 where it cannot be put on the wire: a header of two lines, a status that is no number. */
export function sendable(answer: ApiAnswer): ApiAnswer {
  const { status, headers, cookies } = answer;
  try {
    if (!Number.isInteger(status) || status < 200 || status > 599)
      throw new Error(`${status} is no status of an answer`);
    for (const [name, value] of [...Object.entries(headers), ...cookies.map((one) => ["Set-Cookie", one] as const)]) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return answer;
  } catch (error) {
    const why = error instanceof Error ? error.message : "unknown";
    return gatewayAnswer(500, "Internal Server Error", `the answer cannot be sent: ${why}`);
  }
}
