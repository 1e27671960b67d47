/** What a `Retry-After` header asks for. */
export type RetryAfter = { readonly kind: "wait"; readonly milliseconds: number } | { readonly kind: "stop" };

/** RFC 9110, section 5.6.7: the one form of a date that is still sent. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Reads a `Retry-After`. A negative number of seconds stops all retries (eb-api-destinations). AWS does not say what
 * a date in the past does, or a value that is neither: here the one asks for no pause of its own and the other for
 * nothing, so that the retry policy decides.
 *
 * @param now milliseconds since 1970, for a date
 */
export function readRetryAfter(value: string | undefined, now: number): RetryAfter | undefined {
  const text = value?.trim() ?? "";
  if (/^-\d+$/.test(text) && Number(text) < 0) return { kind: "stop" };
  if (/^\d+$/.test(text)) return { kind: "wait", milliseconds: Number(text) * 1000 };
  const date = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : { kind: "wait", milliseconds: Math.max(0, date - now) };
}
