/** What a change does, for people to read. */
import type { Delivery } from "#simulator/routing";
import {
  recipientOf,
  roomMark,
  type AuditChanges,
  type AuditFinding,
  type ChangedDelivery,
  type EventEffect,
  type HeadRoom,
  type PublishingCell,
  type Preview,
} from "../../review";
import { counted, formatNumber } from "../../catalogue/wording";
import { columns, folded } from "./terminal";

/** Who may publish what, what becomes of the sample events, how much room is left, what an audit finds. */
export function previewInWords({ publishing, events, headRoom, audit }: Preview): string[] {
  return [
    "Who may publish what",
    ...publishingInWords(publishing),
    "",
    "Sample events",
    ...eventsInWords(events),
    "",
    "Room left",
    ...roomInWords(headRoom),
    "",
    "Audit",
    ...auditInWords(audit),
  ];
}

function auditInWords({ added, gone, same }: AuditChanges): string[] {
  const line = (mark: string) => (finding: AuditFinding) => {
    const { severity, rule, stack, resource, says } = finding;
    return folded(`  ${mark} ${severity}: ${stack}: ${resource} ${says} [${rule}]`, "      ");
  };
  return [
    ...added.flatMap(line("+")),
    ...gone.flatMap(line("-")),
    added.length + gone.length > 0
      ? `  ${counted(same, "finding")} as before`
      : same > 0
        ? `  nothing changes for ${counted(same, "finding")}`
        : "  nothing is found on either side",
  ];
}

const MARKS = { "+": "may now", "-": "may no longer", "?": "cannot be told" } as const;

function publishingInWords(cells: readonly PublishingCell[]): string[] {
  const changed = cells.filter(({ before, after }) => before !== after);
  const same = counted(cells.length - changed.length, "permission");
  if (changed.length === 0) return [`  nothing changes for ${same}`];
  const rows = changed.map(({ account, source, detailType, after }) => {
    const mark = after === "allowed" ? "+" : after === "unknown" ? "?" : "-";
    return [
      `  ${mark} ${wild(account, "any account")}`,
      MARKS[mark],
      wild(source, "any source"),
      wild(detailType, "any detail-type"),
    ];
  });
  return [...columns(rows), `  ${same} as before`];
}

function wild(value: string, any: string): string {
  return value === "*" ? any : value;
}

/**
 * What becomes of sample events.
 *
 * @param addedInWords what is told of a delivery that is new
 */
export function eventsInWords(
  effects: readonly EventEffect[],
  addedInWords: (delivery: Delivery) => string[] = (delivery) =>
    folded(`    + ${delivery.stack}: now to ${recipientOf(delivery)}`, "      "),
): string[] {
  if (effects.length === 0) return ["  there are none: put some into events/, and see here what a change does to them"];
  const touched = effects.filter(isTouched);
  const same = effects.length - touched.length;
  return [
    ...touched.flatMap((effect) => effectInWords(effect, addedInWords)),
    touched.length === 0
      ? `  nothing changes for ${counted(same, "event")}`
      : `  nothing changes for ${counted(same, "other event")}`,
  ];
}

function isTouched({ before, after, lost, added, changed }: EventEffect): boolean {
  return before.accepted !== after.accepted || lost.length + added.length + changed.length > 0;
}

function effectInWords(
  { event, before, after, lost, added, changed }: EventEffect,
  addedInWords: (delivery: Delivery) => string[],
): string[] {
  const admission =
    before.accepted === after.accepted
      ? []
      : folded(`    ${after.accepted ? "accepted now" : "refused now"}: ${after.reason}`, "      ");
  return [
    `  ${event}`,
    ...admission,
    ...lost.flatMap((one) => folded(`    - ${one.stack}: no longer to ${recipientOf(one)}`, "      ")),
    ...added.flatMap(addedInWords),
    ...changed.flatMap(changedInWords),
  ];
}

function changedInWords({ after, differences }: ChangedDelivery): string[] {
  return [
    ...folded(`    ~ ${after.stack}: to ${recipientOf(after)} otherwise`, "      "),
    ...differences.flatMap(({ path, before, after: now }) =>
      folded(`      ${path}: ${valueInWords(before)} -> ${valueInWords(now)}`, "        "),
    ),
  ];
}

function valueInWords(value: unknown): string {
  return value === undefined ? "(none)" : JSON.stringify(value);
}

/** Buses, API destinations and accounts in columns of their own: their names are not of one length. */
function roomInWords(rooms: readonly HeadRoom[]): string[] {
  const tables = (["bus", "API destination", "account"] as const).map((wanted) =>
    rooms.filter(({ what }) => what === wanted),
  );
  return tables.flatMap((table) => columns(table.map(roomCells)).flatMap((line) => folded(line, "      ")));
}

function roomCells(room: HeadRoom): string[] {
  const { name, of, before, after, limit } = room;
  return [
    `  ${name}`,
    of,
    before === after ? formatNumber(after) : `${formatNumber(before)} -> ${formatNumber(after)}`,
    `of ${formatNumber(limit)}${roomMark(room)}`,
  ];
}
