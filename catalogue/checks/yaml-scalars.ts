/** Values that YAML reads as something else than what stands there, where any value would do: in patterns and constants. */
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import { deliveries, writtenPatterns, type SoundFiles } from "../sound-files";
import { quote } from "../wording";

/** Numbers without the digits that were written, and words that other readers of YAML take for something else. */
export function* yamlScalars(files: SoundFiles): Iterable<Finding> {
  for (const { file, path, pattern } of writtenPatterns(files)) yield* scalars(file, path, pattern);
  for (const { tenant, path, event } of deliveries(files)) {
    if (event.input.type !== "constant") continue;
    yield* scalars(tenant.file, [...path, "input", "constant"], event.input.constant);
  }
}

function* scalars(file: YamlFile, path: Path, value: unknown): Iterable<Finding> {
  if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      yield* scalars(file, [...path, Array.isArray(value) ? Number(key) : key], inner);
    }
  } else {
    const written = file.plainText(path);
    if (written === undefined) return;
    if (typeof value === "number") yield* number(file, path, written, value);
    else if (typeof value === "string") yield* text(file, path, written);
  }
}

function* number(file: YamlFile, path: Path, written: string, value: number): Iterable<Finding> {
  if (!Number.isFinite(value)) {
    const wrong = `${written} is a number that JSON cannot hold`;
    yield file.finding("number-not-kept", path, `${wrong}; write ${quote(written)} in quotes`);
  } else if (/^[-+]?0\d/.test(written)) {
    const wrong = `YAML reads ${written} as the number ${value}, without its zeros`;
    yield file.finding("number-not-kept", path, `${wrong}; write ${quote(written)} in quotes`);
  } else if (rewritten(written, value) && !path.includes("numeric")) {
    const wrong = `YAML reads ${written} as the number ${value}`;
    yield file.finding("number-rewritten", path, `${wrong}; write ${value}, or ${quote(written)} in quotes for text`);
  }
}

/** Of a number that text was more likely meant by: a version 1.10, a phone number +49..., a code 0x1F or 1e5. */
function rewritten(written: string, value: number): boolean {
  return /^\+|^0[xo]|[eE]|\.\d*0$|\.$/.test(written) && written !== String(value);
}

/** YAML 1.1, which many tools still read, knows these as a boolean, a date or a number; here they are text (YAML 1.2). */
const OTHERWISE: readonly (readonly [RegExp, meaning: string])[] = [
  [/^(yes|on)$/i, "true"],
  [/^(no|off)$/i, "false"],
  [/^\d{4}-\d{1,2}-\d{1,2}([Tt\s].*)?$/, "a date"],
  [/^\d{1,2}(:[0-5]?\d)+$/, "a number of seconds or minutes"],
  [/^\d[\d_]*_\d+$/, "a number"],
];

function* text(file: YamlFile, path: Path, written: string): Iterable<Finding> {
  const [, meaning] = OTHERWISE.find(([pattern]) => pattern.test(written)) ?? [];
  if (meaning === undefined) return;
  const boolean = meaning === "true" || meaning === "false";
  const wrong = `${written} is text here, and ${meaning} to other readers of YAML`;
  const instead = boolean ? `${meaning}, or ${quote(written)} in quotes` : `${quote(written)} in quotes`;
  yield file.finding("text-of-two-readings", path, `${wrong}; write ${instead}`);
}
