/** One step of a path: into an object's field, a list's item (from 0), or every item or field at once. */
export type PathStep =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "all" };

/** A parsed JSON path; no steps means `$`, the whole event. */
export interface InputPath {
  readonly source: string;
  readonly steps: readonly PathStep[];
}

/** What is outside the subset of JSON path that EventBridge follows. */
export type InputPathProblem =
  /** The path does not start with `$`. */
  | "no-root"
  /** `['name']` */
  | "quoted-name"
  /** `..` */
  | "recursive-descent"
  /** `.*` */
  | "every-field"
  /** `[?(...)]` */
  | "filter"
  /** Brackets that hold neither a position nor `*`. */
  | "brackets"
  | "trailing-dot"
  /** A character behind a dot that no name may hold. */
  | "name"
  /** Something else than a dot or a bracket behind a step. */
  | "separator";

/**
 * The result of parsing a path. A path outside the subset carries what is wrong, as data and in words, its place
 * (`offset`, characters from 0), and what PutTargets does with it: `refused` where that was recorded on AWS (no leading
 * `$`, `..`, `.*`, and brackets that hold a name, a negative position or a range), `unknown` elsewhere, because AWS says
 * only that it "does not support all JSON Path syntax".
 */
export type InputPathParse =
  | { readonly ok: true; readonly path: InputPath }
  | {
      readonly ok: false;
      readonly problem: InputPathProblem;
      readonly offset: number;
      readonly reason: string;
      readonly putTargets: "refused" | "unknown";
    };

/**
 * Parses a JSON path as EventBridge takes it in InputPath, InputPathsMap and HttpParameters: `$`, then `.name` with
 * letters, digits, `_`, `-` and `/`, `[0]` and `[*]`. There is no `['name']`, no `..`, no `.*` and no filter.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html (note at the top); the same
 * grammar as a pattern is in https://docs.aws.amazon.com/eventbridge/latest/pipes-reference/API_PipeTargetHttpParameters.html
 */
export function parseInputPath(source: string): InputPathParse {
  if (!source.startsWith("$")) {
    return { ok: false, problem: "no-root", offset: 0, reason: "a path starts with $", putTargets: "refused" };
  }
  const steps: PathStep[] = [];
  const step = /\.(?<field>[A-Za-z0-9_/-]+)|\[(?<index>[0-9]+)\]|(?<all>\[\*\])/y;
  let at = 1;
  while (at < source.length) {
    step.lastIndex = at;
    const match = step.exec(source);
    if (match === null) return notInSubset(source, at);
    steps.push(toStep(match));
    at += match[0].length;
  }
  return { ok: true, path: { source, steps } };
}

function toStep(match: RegExpExecArray): PathStep {
  const field = match.groups?.["field"];
  if (field !== undefined) return { kind: "field", name: field };
  const index = match.groups?.["index"];
  return index === undefined ? { kind: "all" } : { kind: "index", index: Number(index) };
}

/** `..`, `.*`, and brackets that hold neither a position nor `*` nor a filter. */
const REFUSED = /\.\.|\.\*|\[(?!\?|[0-9]+\]|\*\])/;

function notInSubset(source: string, offset: number): InputPathParse {
  const rest = source.slice(offset);
  // What is refused is refused wherever it stands, also behind an earlier mistake.
  const putTargets = REFUSED.test(rest) ? "refused" : "unknown";
  return { ok: false, ...problemOf(rest), offset, putTargets };
}

function problemOf(rest: string): { problem: InputPathProblem; reason: string } {
  if (/^\[\s*['"]/.test(rest)) return { problem: "quoted-name", reason: "names in brackets are not supported" };
  if (rest.startsWith("..")) {
    return { problem: "recursive-descent", reason: "recursive descent (..) is not supported" };
  }
  if (rest.startsWith(".*")) {
    return {
      problem: "every-field",
      reason: "every field at once (.*) is not supported, [*] takes every item of a list",
    };
  }
  if (rest.startsWith("[?")) return { problem: "filter", reason: "filters are not supported" };
  if (rest.startsWith("[")) return { problem: "brackets", reason: "brackets hold a position from 0, or *" };
  if (rest === ".") return { problem: "trailing-dot", reason: "a path does not end with a dot" };
  if (rest.startsWith(".")) {
    return { problem: "name", reason: `a name holds letters, digits, "_", "-" and "/", not "${rest.charAt(1)}"` };
  }
  return { problem: "separator", reason: `expected a dot or a bracket, found "${rest.charAt(0)}"` };
}

/** Whether text is meant as a path; other text that begins with `$` is text, such as the price $5. */
export function isMeantAsPath(text: string): boolean {
  return /^\$[.[]/.test(text);
}
