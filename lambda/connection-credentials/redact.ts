/** What stands where a secret was. */
export const REDACTED = "[redacted]";

/** So many characters in a row of a secret's value are never shown. */
const RUN = 8;

/** A value shorter than this cannot be cut out of a sentence without guessing: the sentence is withheld as a whole. */
const SHORTEST_CUT = 4;

/**
 * Takes the values of secrets out of text that others wrote: AWS's error messages repeat the input they complain of, and
 * a connection's `StateReason` the answer of a token endpoint. Knows a value as it is, escaped for JSON, encoded for a URL
 * or a form, in base64 at any offset, in hexadecimal, in any case, and cut off in the middle: no `RUN` characters of it
 * are let through.
 */
export class Redactor {
  private readonly runs = new Set<string>();
  private readonly wholes = new Set<string>();
  private readonly shorts = new Set<string>();

  /** From now on these are secret. */
  learn(values: Iterable<string>): void {
    for (const value of values) {
      if (value === "") continue;
      if (value.length < SHORTEST_CUT) {
        this.shorts.add(value.toLowerCase());
        continue;
      }
      for (const form of formsOf(value)) this.learnForm(form.toLowerCase());
    }
  }

  /** The text without what is secret. */
  redact(text: string): string {
    const lower = text.toLowerCase();
    // A few letters change their length with their case; places would then not be the same in both.
    if (lower.length !== text.length) return this.hasAny(lower) ? REDACTED : text;
    for (const short of this.shorts) if (lower.includes(short)) return REDACTED;
    const secret = new Array<boolean>(text.length).fill(false);
    for (let at = 0; at + RUN <= lower.length; at++) {
      if (this.runs.has(lower.slice(at, at + RUN))) secret.fill(true, at, at + RUN);
    }
    for (const whole of this.wholes) {
      for (let at = lower.indexOf(whole); at >= 0; at = lower.indexOf(whole, at + 1)) {
        secret.fill(true, at, at + whole.length);
      }
    }
    return [...secret.keys()]
      .map((at) => (secret[at] !== true ? text.charAt(at) : secret[at - 1] === true ? "" : REDACTED))
      .join("");
  }

  private learnForm(form: string): void {
    if (form.length < RUN) this.wholes.add(form);
    for (let at = 0; at + RUN <= form.length; at++) this.runs.add(form.slice(at, at + RUN));
  }

  private hasAny(lower: string): boolean {
    const parts = [...this.shorts, ...this.wholes, ...this.runs];
    return parts.some((part) => lower.includes(part));
  }
}

function formsOf(value: string): readonly string[] {
  const bytes = Buffer.from(value, "utf8");
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const url = encodeURIComponent(bytes.toString("utf8"));
  return [
    value,
    JSON.stringify(value).slice(1, -1),
    // Some writers of JSON and HTML escape more.
    value.replaceAll("/", "\\/"),
    value.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`),
    value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
    url,
    url.replaceAll("%20", "+"),
    new URLSearchParams([["", value]]).toString().slice(1),
    percent,
    bytes.toString("hex"),
    ...[0, 1, 2].flatMap((offset) => base64At(bytes, offset)),
  ];
}

/** The characters that depend on these bytes alone when so many (modulo three) stand before them, in both alphabets. */
function base64At(bytes: Buffer, offset: number): readonly string[] {
  const encoded = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString("base64")
    .replace(/=+$/, "");
  const from = Math.ceil((offset * 8) / 6);
  const to = Math.floor(((offset + bytes.length) * 8) / 6);
  const own = encoded.slice(from, to);
  return own.length < SHORTEST_CUT ? [] : [own, own.replaceAll("+", "-").replaceAll("/", "_")];
}
