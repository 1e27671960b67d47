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
