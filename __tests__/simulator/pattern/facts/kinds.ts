import { conditionsOf, readFields, type Field } from "./pattern-fields";
import { refusalKind } from "./refusal-kind";
import { valueAt } from "./value-at";

/** A pattern with what came of it: a case of ours or a recording, in one shape. */
export interface PatternProof {
  readonly pattern: string;
  readonly event: string | undefined;
  readonly outcome: "matches" | "misses" | "accepted" | "refused" | "event refused";
  /** Why it was refused, in AWS's words. */
  readonly reason?: string;
}

/**
 * The kinds of thing a case proves, each a short sentence. They are read off the case alone, so that a case of ours and
 * a recording can be laid side by side: what no case of ours proves has no kind among ours.
 */
export function kindsOf(proof: PatternProof): readonly string[] {
  switch (proof.outcome) {
    case "refused":
      return [refusalKind(proof.pattern, proof.reason ?? "")];
    case "event refused":
      return [`an event ${eventFault(proof.event ?? "")}: refused`];
    case "accepted":
      return conditionsOf(readFields(proof.pattern)).map((condition) => `${formOf(condition)}: accepted`);
    case "matches":
    case "misses":
      return matchingFeatures(proof).map((feature) => `${feature}: ${proof.outcome}`);
  }
}

function matchingFeatures({ pattern, event = "{}" }: PatternProof): string[] {
  const fields = readFields(pattern);
  const conditions = conditionsOf(fields);
  return [
    ...singleFeatures(fields, event),
    ...conditions.flatMap(textFeatures),
    ...numberFeatures(pattern).map((feature) => `${feature} in the pattern`),
    ...(fields.length === 1 ? numberFeatures(event).map((feature) => `${feature} in the event`) : []),
    ...shapeFeatures(pattern, event, fields),
    ...listFeatures(fields, event),
  ];
}

/** Where a pattern has one condition only, the outcome is that condition's answer to a value. */
function singleFeatures(fields: readonly Field[], event: string): string[] {
  const [field, ...more] = fields;
  const [condition, ...others] = field?.conditions ?? [];
  if (field === undefined || more.length > 0 || others.length > 0) return [];
  return [`${formOf(condition)} of ${valueAt(event, field.path).type}`];
}

/** A condition without its values: `prefix`, `anything-but suffix list`, `numeric > <=`. */
function formOf(condition: unknown): string {
  if (typeof condition === "string") return "exact text";
  if (typeof condition === "number") return "exact number";
  if (typeof condition !== "object" || condition === null) return `exact ${String(condition)}`;
  const [operator, value] = firstEntry(condition);
  switch (operator) {
    case "exists":
      return `exists ${String(value)}`;
    case "numeric":
      return `numeric ${asList(value)
        .filter((part) => typeof part === "string")
        .join(" ")}`;
    case "cidr":
      return `cidr ${String(value).includes(":") ? "IPv6" : "IPv4"}`;
    case "anything-but":
      return `anything-but ${innerForm(value)}`;
    default:
      return typeof value === "object" ? `${operator} ignoring case` : operator;
  }
}

function innerForm(value: unknown): string {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    const [operator, inner] = firstEntry(value);
    return Array.isArray(inner) ? `${operator} list` : operator;
  }
  return Array.isArray(value) ? `${typeof value[0]} list` : typeof value;
}

function firstEntry(object: object): readonly [name: string, value: unknown] {
  return Object.entries(object)[0] ?? ["", undefined];
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** What is special about the texts of a condition. */
function textFeatures(condition: unknown): string[] {
  const form = formOf(condition);
  return textsOf(condition).flatMap((text) => [
    ...(text === "" ? [`${form}, empty`] : []),
    ...(/[^\u0020-\u007e]/.test(text) ? [`${form}, beyond ASCII`] : []),
    ...(form === "exact text" && /^[0-9.]+\.[0-9]+$|^[0-9a-f:]*::[0-9a-f:]*$/i.test(text) ? ["exact address"] : []),
    ...(form.includes("wildcard") ? wildcardFeatures(text).map((feature) => `${form}, ${feature}`) : []),
  ]);
}

function textsOf(condition: unknown): string[] {
  if (typeof condition === "string") return [condition];
  if (typeof condition !== "object" || condition === null) return [];
  return Object.values(condition).flatMap(textsOf);
}

function wildcardFeatures(text: string): string[] {
  const stars = text.replace(/\\./g, "").split("*").length - 1;
  return [
    ...(stars === 0 ? ["no star"] : stars > 1 ? ["several stars"] : ["one star"]),
    ...(text.startsWith("*") ? ["star first"] : []),
    ...(text.length > 1 && /(?:^|[^\\])\*$/.test(text) ? ["star last"] : []),
    ...(text.includes("\\*") ? ["escaped star"] : []),
    ...(text.includes("\\\\") ? ["escaped backslash"] : []),
  ];
}

const NUMBER_FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ["negative", /^-/],
  ["with a fraction", /\./],
  ["with an exponent", /e/i],
  ["of more than 15 digits", /[0-9](?:\.?[0-9]){15}/],
  ["zero", /^-?0(?:\.0*)?$/],
];

function numberFeatures(pattern: string): string[] {
  const numbers = withoutTexts(pattern).match(/-?[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?/g) ?? [];
  return numbers.flatMap((number) =>
    NUMBER_FORMS.filter(([, form]) => form.test(number)).map(([name]) => `a number ${name}`),
  );
}

function shapeFeatures(pattern: string, event: string, fields: readonly Field[]): string[] {
  const names = fields.flatMap(({ path }) => path);
  const paths = fields.map(({ path }) => path.join("."));
  const or = fields.filter(({ branches }) => branches > 0);
  const inAndOutside = or.some(({ path }) =>
    fields.some((other) => other.branches === 0 && other.path.join(".") === path.join(".")),
  );
  return [
    ...(new Set(paths).size > 1 ? ["several fields"] : []),
    ...(fields.some(({ conditions }) => conditions.length > 1) ? ["several conditions of a field"] : []),
    ...(fields.some(({ path }) => path.length > 3) ? ["a field more than three levels deep"] : []),
    ...(names.some((name) => name.includes(".")) ? ["a name with dots in the pattern"] : []),
    ...(names.includes("") ? ["a name that is empty"] : []),
    ...(/"[^"]*\.[^"]*"\s*:/.test(event) ? ["a name with dots in the event"] : []),
    ...(hasEqualNames(pattern) ? ["equal names in the pattern"] : []),
    ...(hasEqualNames(event) ? ["equal names in the event"] : []),
    ...(or.length > 0 ? ["$or"] : []),
    ...(or.some(({ path, orDepth }) => orDepth > 0 && path.length > orDepth) ? ["$or below the root"] : []),
    ...(or.some(({ branches }) => branches > 1) ? ["$or inside $or"] : []),
    ...(or.length > 0 && or.length < fields.length ? ["$or beside other fields"] : []),
    ...(inAndOutside ? ["$or with a field that is also beside it"] : []),
  ];
}

/** Two fields that lie in one list of objects have to agree on the element. */
function listFeatures(fields: readonly Field[], event: string): string[] {
  const inLists = fields.filter(({ path }) => valueAt(event, path).lists > 0);
  const absent = fields.filter(({ conditions }) =>
    conditions.some((condition) => JSON.stringify(condition) === '{"exists":false}'),
  );
  return [
    ...(inLists.length > 1 ? ["several fields within lists"] : []),
    ...(fields.some(({ path }) => valueAt(event, path).lists > 1) ? ["a field within lists within lists"] : []),
    ...(absent.some((field) => inLists.includes(field)) && fields.length > 1
      ? ["a field that is absent from some elements, beside others"]
      : []),
  ];
}

/** Whether an object in the text has two keys with one name: there are more colons than keys. */
function hasEqualNames(text: string): boolean {
  try {
    return withoutTexts(text).split(":").length - 1 > countKeys(JSON.parse(text));
  } catch {
    return false;
  }
}

function countKeys(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner) => sum + countKeys(inner), own);
}

function withoutTexts(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

/** What TestEventPattern has against an event: what it is instead of an object, or what it lacks. */
function eventFault(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return "that is null";
    if (typeof value !== "object") return `that is a ${typeof value}`;
    if (Array.isArray(value)) return "that is a list";
    const missing = ["id", "detail-type", "source", "account", "time", "region"].filter((name) => !(name in value));
    return missing.length === 0
      ? "with a wrong time"
      : missing.length > 1
        ? "without several fields"
        : `without ${missing.join()}`;
  } catch {
    return "that is no JSON";
  }
}
