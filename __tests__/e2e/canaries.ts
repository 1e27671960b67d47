import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { unzipSync } from "fflate";

/** Something that may hold a secret by mistake: where it was found, and what it holds. */
export interface Searched {
  readonly place: string;
  readonly content: Uint8Array | string;
}

/** A secret that lies where it does not belong, and how it was written there. */
export interface Sighting {
  readonly place: string;
  /** What the secret is called; its value is not repeated. */
  readonly secret: string;
  readonly encoding: string;
}

/** The ways in which a value of a secret is written by programs: as it is, and in the encodings that requests and JSON use. */
function spellings(value: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(value, "utf8");
  const found = new Map<string, string>([
    ["raw", value],
    ["JSON", JSON.stringify(value).slice(1, -1)],
    // A string in JSON that is itself text in JSON, as in a policy or an SSM parameter within a state.
    ["JSON in JSON", JSON.stringify(JSON.stringify(value).slice(1, -1)).slice(1, -1)],
    ["JSON of Go", JSON.stringify(value).slice(1, -1).replace(/[<>&]/g, unicodeEscape)],
    ["URL", encodeURIComponent(value)],
    ["form", new URLSearchParams({ v: value }).toString().slice(2)],
    ["hex", bytes.toString("hex")],
  ]);
  // In base64 three bytes become four characters, so what is written depends on where the value starts: three ways. The
  // characters at either end also hold bits of the neighbours.
  for (const offset of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes]);
    const inner = whole.toString("base64url").slice(offset === 0 ? 0 : offset + 1, -2);
    found.set(`base64url at ${offset}`, inner);
    found.set(`base64 at ${offset}`, inner.replace(/-/g, "+").replace(/_/g, "/"));
  }
  return found;
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/**
 * Looks for secrets in every spelling.
 *
 * @param secrets what each is called, to its value
 */
export function sightings(secrets: Readonly<Record<string, string>>, searched: readonly Searched[]): Sighting[] {
  const wanted = Object.entries(secrets).map(([secret, value]) => ({ secret, forms: [...spellings(value)] }));
  return searched.flatMap(({ place, content }) => {
    const text = typeof content === "string" ? content : Buffer.from(content).toString("utf8");
    return wanted.flatMap(({ secret, forms }) => {
      const form = forms.find(([, spelling]) => text.includes(spelling));
      return form === undefined ? [] : [{ place, secret, encoding: form[0] }];
    });
  });
}

/** Every file below a folder; of zips (plan files, functions' code) what they hold. Links out of the folder are not followed. */
export function filesBelow(folder: string): Searched[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const content = readFileSync(file);
      const isZip = content.subarray(0, 4).toString("latin1") === "PK\u0003\u0004";
      if (!isZip) return [{ place: file, content }];
      return Object.entries(unzipSync(content)).map(([name, inner]) => ({ place: `${file}!${name}`, content: inner }));
    });
}
