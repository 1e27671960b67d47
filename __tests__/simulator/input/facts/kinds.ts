import type { JsonValue, TargetInput } from "#simulator/input";

/** An input with what came of it: a case of ours or a recording, in one shape. */
export interface InputProof {
  readonly target: TargetInput;
  readonly event: JsonValue;
  /** `lost`: the target does not receive it, because it is no JSON. */
  readonly outcome: "delivered" | "lost" | "refused";
  /** Why PutTargets refused it, in AWS's words. */
  readonly message?: string;
}

/**
 * The kinds of thing a case proves, each a short sentence. They are read off the case alone, so that a case of ours and
 * a recording can be laid side by side.
 */
export function kindsOf({ target, event, outcome, message = "" }: InputProof): readonly string[] {
  const end = outcome === "refused" ? `refused, ${sentenceOf(message)}` : outcome;
  // A refusal is either about paths or about the rest, and a loss is never about paths.
  const pathsMatter = outcome === "delivered" || message.startsWith("InputPath");
  const restMatters = outcome !== "refused" || !pathsMatter;
  const features = [
    ...(pathsMatter ? pathsOf(target).flatMap(([where, path]) => pathFeatures(path).map((f) => `${where} ${f}`)) : []),
    ...(restMatters ? featuresOf(target, event) : []),
  ];
  return features.map((feature) => `${feature}: ${end}`);
}

function pathsOf({ InputPath, InputTransformer }: TargetInput): (readonly [where: string, path: string])[] {
  const paths = Object.values(InputTransformer?.InputPathsMap ?? {});
  return [
    ...(InputPath === undefined ? [] : [["InputPath", InputPath] as const]),
    ...paths.map((path) => ["InputPathsMap", path] as const),
  ];
}

/** AWS's sentence without the target's id and what it quotes of the input. */
function sentenceOf(message: string): string {
  return message
    .replace(/ for target [^ .:]+/, " for target X")
    .replace(/invalid placeholder .*$/, "invalid placeholder X.")
    .replace(
      /^(1 validation error detected|JSON syntax error in input for target X|Invalid InputTemplate for target X)[^]*$/,
      "$1",
    );
}

function featuresOf({ Input, InputPath, InputTransformer }: TargetInput, event: JsonValue): string[] {
  const given = Object.entries({ Input, InputPath, InputTransformer }).filter(([, value]) => value !== undefined);
  if (given.length > 1) return [given.map(([name]) => name).join(" and ")];
  if (Input !== undefined) return [`Input that is ${typeOf(Input === "" ? undefined : parsed(Input))}`];
  if (InputPath !== undefined) return [`InputPath to ${typeOf(lookUp(InputPath, event))}`];
  if (InputTransformer === undefined) return ["no input"];
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  return [
    `${templateForm(InputTemplate)} template`,
    ...placeholderFeatures(InputTemplate, InputPathsMap, event),
    ...(Object.keys(InputPathsMap).some((key) => !/^[A-Za-z0-9_-]+$/.test(key)) ? ["a key of other characters"] : []),
    ...(InputTemplate.includes('\\"') ? ["a template with escaped quotes"] : []),
  ];
}

/** Not JSON at all, as distinct from null. */
const NO_JSON = Symbol("no JSON");

function parsed(text: string): JsonValue | typeof NO_JSON {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return NO_JSON;
  }
}

function typeOf(value: JsonValue | undefined | typeof NO_JSON): string {
  if (value === undefined) return "nothing";
  if (value === NO_JSON) return "no JSON";
  if (value === null) return "null";
  if (typeof value === "string") return /["\\\n\t]/.test(value) ? "a text to escape" : "a text";
  if (typeof value !== "object") return `a ${typeof value}`;
  return Array.isArray(value) ? "a list" : "an object";
}

/** What a path finds; `*` finds a list, and the rest of what paths may hold is not looked at. */
function lookUp(path: string, event: JsonValue): JsonValue | undefined {
  if (path.includes("*")) return [];
  return Array.from(path.matchAll(/[^.[\]$'"]+/g), ([step]) => step).reduce<JsonValue | undefined>((value, step) => {
    if (typeof value !== "object" || value === null) return undefined;
    return new Map<string, JsonValue>(Object.entries(value)).get(step);
  }, event);
}

const PATH_FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ["that is the root", /^\$$/],
  ["without $", /^[^$]/],
  ["with several names", /^\$\.[^.[]+\.[^.[]/],
  ["with an index", /\[\d+\]/],
  ["with a name behind an index", /\[\d+\]\./],
  ["with [*]", /\[\*\]/],
  ["with .*", /\.\*/],
  ["with a name in brackets", /\[['"]/],
  ["with a negative index", /\[-/],
  ["with a range", /\[\d*:/],
  ["with ..", /\.\./],
  ["with a dash in a name", /[a-z]-[a-z]/],
  ["with an underscore in a name", /_/],
  ["with a slash in a name", /\//],
];

function pathFeatures(path: string): string[] {
  return PATH_FORMS.filter(([, form]) => form.test(path)).map(([name]) => name);
}

function templateForm(template: string): string {
  const start = template.trimStart().charAt(0);
  if (start === "{") return "an object";
  if (start === '"') return template.includes("\n") ? "several texts" : "a text";
  if (start === "[") return "a list";
  return /^<[^<>]+>$/.test(template) ? "a lone placeholder" : "another";
}

function placeholderFeatures(template: string, map: Readonly<Record<string, string>>, event: JsonValue): string[] {
  return Array.from(template.matchAll(/<([^<>\s]+)>/g), (match) => {
    const [, name = ""] = match;
    const path = map[name];
    const value =
      path === undefined ? `<${name.startsWith("aws.") ? name : "undefined"}>` : typeOf(lookUp(path, event));
    return `${value} ${placeOf(template, match.index)}`;
  });
}

/** Where a placeholder stands: the quotes before it, not counting escaped ones, say whether it is inside of a text. */
function placeOf(template: string, offset: number): string {
  const before = template.slice(0, offset).replace(/\\./g, "");
  const quoted = (before.split('"').length - 1) % 2 === 1;
  const form = templateForm(template);
  if (form !== "an object") return `in ${form}`;
  if (quoted) return "in quotes in an object";
  return /[[,]\s*$/.test(before) && before.lastIndexOf("[") > before.lastIndexOf("]")
    ? "in a list in an object"
    : "in an object";
}
