/** Policies of buses, queues and roles: what AWS holds against what is declared, statement by statement. */
import { isSymbolic } from "#simulator/topology";
import {
  isJsonMap,
  listOf,
  pairStatements,
  sidOf,
  statementsIn,
  type StatementJson,
} from "../../aws/policy-statements";
import { all, count } from "../../catalogue/wording";
import { joined, shown } from "./differences";

/** A statement in a form in which two that say the same are equal. */
interface Statement {
  readonly sid: string | undefined;
  /** `action`, `condition StringEquals aws:SourceAccount` ... to its values, which are a set. */
  readonly elements: ReadonlyMap<string, readonly string[]>;
}

/** What is compared. */
export interface ComparedPolicy {
  /** JSON text; undefined where no policy is declared. */
  readonly declared: string | undefined;
  /** JSON text; undefined where AWS has none. */
  readonly live: string | undefined;
  /** How the policy is called in a phrase. */
  readonly called?: string;
  /** Whether there may be statements that are declared and cannot be read, so that more than is known is no fault. */
  readonly mayHaveMore?: boolean;
}

/** What the policy that is there says otherwise than the declared one, each statement in a phrase. */
export function policyProblems({
  declared = "",
  live = "",
  called = "its policy",
  mayHaveMore = false,
}: ComparedPolicy): string[] {
  const wanted = statementsIn(declared);
  const there = statementsIn(live);
  // AWS refuses what is no policy when it is applied.
  if (wanted === undefined) return [];
  if (there === undefined) return [`${called} is not a policy document`];
  const { gone, come, changed } = pairStatements(
    (filled(wanted, there) as StatementJson[]).map(readStatement),
    there.map(readStatement),
    ({ sid, elements }) => JSON.stringify([sid, ...elements]),
  );
  return [
    ...(mayHaveMore ? [] : come).map((one) => `${called} has a statement nobody declared: ${inWords(one)}`),
    ...changed.map(
      ([before, after]) =>
        `${called} has statement ${labelOf(after)} otherwise than declared: ${joined(elementDifferences(before, after))}`,
    ),
    ...gone.map((one) => `${called} lacks a declared statement: ${inWords(one)}`),
  ];
}

/** What the statements of a document allow and deny, the first few of them. */
export function statementsInWords(document: string): string {
  return joined((statementsIn(document) ?? []).map((one) => inWords(readStatement(one))));
}

const NAMES: Readonly<Record<string, string>> = {
  Effect: "effect",
  Principal: "principal",
  NotPrincipal: "not principal",
  Action: "action",
  NotAction: "not action",
  Resource: "resource",
  NotResource: "not resource",
};

function readStatement(raw: StatementJson): Statement {
  const elements = new Map<string, readonly string[]>();
  const add = (name: string, values: unknown, textOf = text) => {
    elements.set(name, [...new Set(listOf(values).map(textOf))].sort());
  };
  for (const [element, value] of Object.entries(raw)) {
    if (element === "Sid") continue;
    if (element.endsWith("Principal")) elements.set(NAMES[element] ?? element, principalsOf(value));
    else if (element === "Condition" && isJsonMap(value)) {
      for (const [operator, keys] of Object.entries(value)) {
        if (!isJsonMap(keys)) add(`condition ${operator}`, keys);
        else for (const [key, values] of Object.entries(keys)) add(`condition ${operator} ${key}`, values);
      }
    } else add(NAMES[element] ?? element, value);
  }
  return { sid: sidOf(raw), elements: new Map([...elements].sort(([one], [other]) => (one < other ? -1 : 1))) };
}

/** A condition's `true` and `"true"` are one. */
function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/**
 * `"*"` and `{"AWS": "*"}` are one (reference_policies_elements_principal), as are an account's id and the ARN of its root,
 * which AWS makes of it.
 */
function principalsOf(value: unknown): string[] {
  if (!isJsonMap(value)) return [...new Set(listOf(value).map(text))].sort();
  const principals = Object.entries(value).flatMap(([kind, values]) =>
    listOf(values).map((one) => {
      const principal = text(one);
      if (kind !== "AWS") return principal;
      return /^arn:[^:]+:iam::(\d{12}):root$/.exec(principal)?.[1] ?? principal;
    }),
  );
  return [...new Set(principals)].sort();
}

function elementDifferences({ elements: declared }: Statement, { elements: live }: Statement): string[] {
  return [...new Set([...declared.keys(), ...live.keys()])].flatMap((name) => {
    const [wanted, there] = [declared.get(name), live.get(name)];
    if (wanted === undefined) return [`${name} is ${listed(there ?? [])}, which nobody declared`];
    if (there === undefined) return [`${name} is missing, which is declared ${listed(wanted)}`];
    const lost = wanted.filter((value) => !there.includes(value));
    const added = there.filter((value) => !wanted.includes(value));
    if (lost.length === 0 && added.length === 0) return [];
    if (wanted.length === lost.length) return [`${name} is ${listed(there)} instead of ${listed(wanted)}`];
    return [
      ...(added.length === 0 ? [] : [`${name} also has ${listed(added)}`]),
      ...(lost.length === 0 ? [] : [`${name} lacks ${listed(lost)}`]),
    ];
  });
}

function inWords(statement: Statement): string {
  const { elements } = statement;
  const of = (name: string) => elements.get(name) ?? [];
  const does = of("effect").includes("Deny") ? "denies" : "allows";
  const what = elements.has("action") ? listed(of("action"), plain) : `all but ${listed(of("not action"), plain)}`;
  const whom = elements.has("not principal")
    ? ` to everybody but ${listed(of("not principal"), principalInWords)}`
    : elements.has("principal")
      ? ` to ${listed(of("principal"), principalInWords)}`
      : ` on ${listed([...of("resource"), ...of("not resource").map((one) => `all but ${one}`)], plain)}`;
  const isConditional = [...elements.keys()].some((name) => name.startsWith("condition"));
  return `${labelOf(statement)} ${does} ${what}${whom}${isConditional ? ", on a condition" : ""}`;
}

function labelOf({ sid }: Statement): string {
  return sid === undefined ? "one without a Sid" : shown(sid);
}

function principalInWords(principal: string): string {
  if (principal === "*") return "everybody (*)";
  return /^\d{12}$/.test(principal) ? `account ${principal}` : principal;
}

const plain = (value: string) => value;

/** More are counted. */
const LISTED = 3;

function listed(values: readonly string[], show: (value: string) => string = shown): string {
  const first = values.slice(0, LISTED).map(show);
  const more = values.length - LISTED;
  return more > 0 ? `${first.join(", ")} and ${count(more, "more", "more")}` : all(first);
}

/**
 * The declared statements with the live text in place of what only AWS knows, such as the id of a key. A wildcard is
 * nothing that AWS makes up, so that one put there by hand is found; nor is what is declared elsewhere.
 */
function filled(declared: unknown, live: unknown): unknown {
  const literal = new Set(textsIn(declared));
  const made = textsIn(live).filter((text) => !literal.has(text));
  const fill = (value: unknown): unknown => {
    if (typeof value === "string") return isSymbolic(value) ? (made.find(fits(value)) ?? value) : value;
    if (Array.isArray(value)) return value.map(fill);
    if (!isJsonMap(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
  };
  return fill(declared);
}

function fits(symbol: string): (text: string) => boolean {
  const [start = "", ...rest] = symbol.split(/<[^>]*>/).map(escaped);
  const begins = start === "" && symbol.includes(".arn>") ? "arn:" : start;
  const pattern = new RegExp(`^${[begins, ...rest].join("[^*?]+")}$`, "s");
  return (text) => pattern.test(text);
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function escaped(literal: string): string {
  return literal.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&");
}
