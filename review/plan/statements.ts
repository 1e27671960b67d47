/** Policy documents as their statements, and how two of them differ. */
import { lineDifference, type DifferenceLine } from "./line-difference";
import { visibleJson, visibleText } from "./redaction/visible-text";

/** A statement that is not on both sides what it is on one. */
export interface StatementChange {
  /** Its Sid; without one, what it allows or denies. */
  readonly label: string;
  readonly change: "added" | "changed" | "removed";
  /** All of the statement: principal, action, resource and condition always, also where only one of them differs. */
  readonly lines: readonly DifferenceLine[];
  /** It lets everybody in, or everything be done, and the other side did not. */
  readonly isBroad: boolean;
}

interface Statement {
  readonly sid: string | undefined;
  readonly lines: readonly string[];
  readonly isBroad: boolean;
}

/** How the two documents differ, or undefined where a side is text that is no policy document. Empty text is none. */
export function statementChanges(before: string, after: string): StatementChange[] | undefined {
  const [was, is] = [statementsOf(before), statementsOf(after)];
  if (was === undefined || is === undefined) return undefined;
  const textOf = ({ sid, lines }: Statement) => JSON.stringify([sid, lines]);
  const [old, now] = [new Set(was.map(textOf)), new Set(is.map(textOf))];
  const gone = was.filter((one) => !now.has(textOf(one)));
  const come = is.filter((one) => !old.has(textOf(one)));
  const partner = (one: Statement, among: readonly Statement[]) =>
    one.sid === undefined ? undefined : among.find(({ sid }) => sid === one.sid);
  return [
    ...gone.filter((one) => partner(one, come) === undefined).map((one) => whole(one, "removed")),
    ...come.map((one) => {
      const previous = partner(one, gone);
      if (previous === undefined) return whole(one, "added");
      return {
        label: labelOf(one),
        change: "changed" as const,
        lines: lineDifference(previous.lines, one.lines),
        isBroad: one.isBroad && !previous.isBroad,
      };
    }),
  ];
}

function whole(statement: Statement, change: "added" | "removed"): StatementChange {
  const sign = change === "added" ? "+" : "-";
  return {
    label: labelOf(statement),
    change,
    lines: statement.lines.map((text) => ({ sign, text })),
    isBroad: change === "added" && statement.isBroad,
  };
}

function labelOf({ sid, lines }: Statement): string {
  return sid ?? `without Sid (${lines[0]?.replace(/^effect +/, "") ?? ""})`;
}

function statementsOf(text: string): Statement[] | undefined {
  if (text === "") return [];
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isValues(document)) return undefined;
  const statements = listOf(document["Statement"]);
  return statements.every(isValues) ? statements.map(readStatement) : undefined;
}

const ELEMENTS = ["Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** Not by a schema: what AWS adds to its language tomorrow must be seen, too. */
function readStatement(raw: Readonly<Record<string, unknown>>): Statement {
  const others = Object.keys(raw).filter((key) => key !== "Sid" && !ELEMENTS.includes(key));
  const lines = [
    ...linesOf("effect", raw["Effect"]),
    ...(raw["NotPrincipal"] === undefined
      ? grouped("principal", raw["Principal"] ?? "(whoever holds the policy)")
      : grouped("not principal", raw["NotPrincipal"])),
    ...linesOf("action", raw["Action"]),
    ...linesOf("not action", raw["NotAction"]),
    ...(raw["NotResource"] === undefined
      ? linesOf("resource", raw["Resource"] ?? "(what the policy belongs to)")
      : linesOf("not resource", raw["NotResource"])),
    ...conditionsOf(raw["Condition"]),
    ...others.flatMap((key) => linesOf(visibleText(key), JSON.stringify(visibleJson(raw[key])))),
  ];
  const sid = raw["Sid"];
  return {
    sid: typeof sid === "string" && sid !== "" ? visibleText(sid) : undefined,
    lines,
    isBroad: raw["Effect"] !== "Deny" && isBroad(raw),
  };
}

function isBroad(raw: Readonly<Record<string, unknown>>): boolean {
  const principals = isValues(raw["Principal"]) ? Object.values(raw["Principal"]).flatMap(listOf) : [raw["Principal"]];
  const everybody = principals.includes("*") && raw["Condition"] === undefined;
  const everything = listOf(raw["Action"]).some((action) => action === "*" || /^[\w-]+:\*$/.test(String(action)));
  return everybody || everything || raw["NotAction"] !== undefined || raw["NotPrincipal"] !== undefined;
}

function conditionsOf(condition: unknown): string[] {
  if (condition === undefined) return ["condition      (none)"];
  if (!isValues(condition)) return linesOf("condition", JSON.stringify(visibleJson(condition)));
  return Object.entries(condition)
    .sort(byKey)
    .flatMap(([operator, keys]) =>
      isValues(keys)
        ? Object.entries(keys)
            .sort(byKey)
            .flatMap(([key, values]) => linesOf("condition", values, `${visibleText(operator)} ${visibleText(key)} = `))
        : linesOf("condition", keys, `${visibleText(operator)} `),
    );
}

/** `AWS 210000000003`, or just `*`. */
function grouped(element: string, value: unknown): string[] {
  if (!isValues(value)) return linesOf(element, value);
  return Object.entries(value)
    .sort(byKey)
    .flatMap(([kind, values]) => linesOf(element, values, `${visibleText(kind)} `));
}

/** A line for each value, in an order that does not depend on who wrote it: lists of a policy are sets. */
function linesOf(element: string, value: unknown, before = ""): string[] {
  if (value === undefined) return [];
  return listOf(value)
    .map((one) => visibleText(typeof one === "string" ? one : JSON.stringify(visibleJson(one))))
    .sort()
    .map((one) => `${element.padEnd(14)} ${before}${one}`);
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

function listOf(value: unknown): unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

function isValues(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
