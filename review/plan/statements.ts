/** How two policy documents differ, statement by statement, for people to read. */
import {
  isJsonMap,
  listOf,
  pairStatements,
  sidOf,
  statementsIn,
  type StatementJson,
} from "../../aws/policy-statements";
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
  const { gone, come, changed } = pairStatements(was, is, textOf);
  const previousOf = new Map(changed.map(([previous, one]) => [one, previous]));
  return [
    ...gone.map((one) => whole(one, "removed")),
    // In the order of the document.
    ...is
      .filter((one) => previousOf.has(one) || come.includes(one))
      .map((one): StatementChange => {
        const previous = previousOf.get(one);
        if (previous === undefined) return whole(one, "added");
        return {
          label: labelOf(one),
          change: "changed",
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
  return statementsIn(text)?.map(readStatement);
}

const ELEMENTS = ["Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

function readStatement(raw: StatementJson): Statement {
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
  const sid = sidOf(raw);
  return {
    sid: sid === undefined ? undefined : visibleText(sid),
    lines,
    isBroad: raw["Effect"] !== "Deny" && isBroad(raw),
  };
}

function isBroad(raw: StatementJson): boolean {
  const principals = isJsonMap(raw["Principal"]) ? Object.values(raw["Principal"]).flatMap(listOf) : [raw["Principal"]];
  const everybody = principals.includes("*") && raw["Condition"] === undefined;
  const everything = listOf(raw["Action"]).some((action) => action === "*" || /^[\w-]+:\*$/.test(String(action)));
  return everybody || everything || raw["NotAction"] !== undefined || raw["NotPrincipal"] !== undefined;
}

function conditionsOf(condition: unknown): string[] {
  if (condition === undefined) return ["condition      (none)"];
  if (!isJsonMap(condition)) return linesOf("condition", JSON.stringify(visibleJson(condition)));
  return Object.entries(condition)
    .sort(byKey)
    .flatMap(([operator, keys]) =>
      isJsonMap(keys)
        ? Object.entries(keys)
            .sort(byKey)
            .flatMap(([key, values]) => linesOf("condition", values, `${visibleText(operator)} ${visibleText(key)} = `))
        : linesOf("condition", keys, `${visibleText(operator)} `),
    );
}

/** `AWS 210000000003`, or just `*`. */
function grouped(element: string, value: unknown): string[] {
  if (!isJsonMap(value)) return linesOf(element, value);
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
