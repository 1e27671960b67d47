/** Text in a pattern that means something to its writer, and to EventBridge nothing but itself. */
import { PATTERN_OPERATORS } from "#simulator/pattern";
import { quote } from "../wording";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";

/** What text looks like, and what to write for it. The first that fits is taken. */
const LOOKS: readonly (readonly [looks: RegExp, like: string, instead: (text: string) => string])[] = [
  [/^\$[.[]/, "a path", () => "the value that is meant (a pattern compares with fixed values)"],
  [/^<[\w.-]+>$|^\$\{.*\}$/, "a placeholder", () => "the value that is meant (nothing is filled into a pattern)"],
  [
    new RegExp(`^\\{?\\s*"?(${PATTERN_OPERATORS.join("|")})"?\\s*:`),
    "an operator",
    () => "{ <operator>: <value> } without quotes",
  ],
  [/^[<>]=?\s*-?\d/, "a comparison", (text) => `{ numeric: [${/^[<>]=?/.exec(text)?.[0] ?? ""}, <number>] }`],
  [/^!=?\s*\S/, "a negation", (text) => `{ anything-but: ${text.replace(/^!=?\s*/, "")} }`],
  [
    /^\/.*[\^$\\+([|].*\/[a-z]*$/,
    "a regular expression",
    () => "{ wildcard: <text with *> } (patterns have no regular expressions)",
  ],
  [/^\*$/, "a wildcard", () => "{ exists: true }"],
  [/^[^*]+\*$/, "a wildcard", (text) => `{ prefix: ${text.slice(0, -1)} }`],
  [/^\*[^*]+$/, "a wildcard", (text) => `{ suffix: ${text.slice(1)} }`],
  [/^[^*\s]+\*[^*\s]+$/, "a wildcard", (text) => `{ wildcard: ${quote(text)} }`],
];

/** Literals that look like an expression; what they are compared with may well hold such text, so that it is a warning. */
export function* suspectLiterals(file: YamlFile, path: Path, asked: unknown): Iterable<Finding> {
  if (typeof asked === "string") {
    const [, like, instead] = LOOKS.find(([looks]) => looks.test(asked)) ?? [];
    if (like === undefined || instead === undefined) return;
    const wrong = `${quote(asked)} looks like ${like}, and is compared as the text that it is`;
    yield file.finding(
      "pattern-literal",
      path,
      `${wrong}; write ${instead(asked)}, or leave it where that text is meant`,
    );
  } else if (typeof asked === "object" && asked !== null) {
    for (const [key, value] of Object.entries(asked)) {
      // There a star is one, and 10.0.0.0/8 or ">" are what they look like.
      if (["wildcard", "cidr", "numeric"].includes(key)) continue;
      yield* suspectLiterals(file, [...path, Array.isArray(asked) ? Number(key) : key], value);
    }
  }
}
