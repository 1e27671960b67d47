/** A preview within a report: by topic, what a reviewer must see of it, as the lines of a difference. */
import type { AuditFinding } from "../audit";
import { recipientOf, type ChangedDelivery, type EventEffect } from "../deliveries";
import { isNearlyFull, roomMark, type HeadRoom } from "../head-room";
import type { Preview } from "../preview";
import type { PublishingCell } from "../publishing";
import type { DifferenceLine } from "./line-difference";
import { HIDDEN_TEXT, namesCredential } from "./redaction/credential-shapes";
import { visibleJson, visibleText } from "./redaction/visible-text";

/** One topic of a preview. */
export interface PreviewSection {
  readonly title: string;
  /** Empty where nothing changes. */
  readonly lines: readonly DifferenceLine[];
}

/** Every topic, in the order in which reviewers ask. Values are redacted as those of plans are. */
export function previewSections({ publishing, events, headRoom, audit }: Preview): PreviewSection[] {
  return [
    { title: "Who may publish what", lines: publishing.flatMap(publishingLines) },
    { title: "Sample events", lines: events.flatMap(eventLines) },
    { title: "Room left", lines: headRoom.flatMap(roomLines) },
    {
      title: "Audit",
      lines: [...audit.added.map((one) => findingLine("+", one)), ...audit.gone.map((one) => findingLine("-", one))],
    },
  ];
}

function publishingLines({ bus, account, source, detailType, before, after }: PublishingCell): DifferenceLine[] {
  if (before === after) return [];
  const [sign, may] =
    after === "allowed"
      ? (["+", "may now publish"] as const)
      : after === "unknown"
        ? (["+", "may perhaps publish (this cannot be told)"] as const)
        : (["-", "may no longer publish"] as const);
  const what = `${wild(source, "any source")}, ${wild(detailType, "any detail-type")}`;
  return [{ sign, text: visibleText(`${wild(account, "any account")} ${may} ${what} on ${bus}`) }];
}

function wild(value: string, any: string): string {
  return value === "*" ? any : value;
}

function eventLines({ event, before, after, lost, added, changed }: EventEffect): DifferenceLine[] {
  const lines: DifferenceLine[] = [
    ...(before.accepted === after.accepted
      ? []
      : [
          {
            sign: after.accepted ? ("+" as const) : ("-" as const),
            text: `  ${after.accepted ? "accepted now" : "refused now"}: ${visibleText(after.reason)}`,
          },
        ]),
    ...lost.map((one) => ({ sign: "-" as const, text: `  ${one.stack}: to ${recipientOf(one)}` })),
    ...added.map((one) => ({ sign: "+" as const, text: `  ${one.stack}: to ${recipientOf(one)}` })),
    ...changed.flatMap(changedLines),
  ];
  return lines.length === 0 ? [] : [{ sign: " ", text: event }, ...lines];
}

function changedLines({ after, differences }: ChangedDelivery): DifferenceLine[] {
  return [
    { sign: " ", text: `  ${after.stack}: to ${recipientOf(after)} otherwise` },
    ...differences.flatMap(({ path, before, after: now }) => [
      ...valueLine("-", path, before),
      ...valueLine("+", path, now),
    ]),
  ];
}

function valueLine(sign: "-" | "+", path: string, value: unknown): DifferenceLine[] {
  if (value === undefined) return [];
  const shown = namesCredential(path) ? HIDDEN_TEXT : JSON.stringify(visibleJson(value));
  return [{ sign, text: `    ${visibleText(path)}: ${shown}` }];
}

/** What changes, and what is nearly used up. Every tenant changes what its account holds: that is told once it is so. */
function roomLines(room: HeadRoom): DifferenceLine[] {
  const { what, name, of, before, after, limit } = room;
  const changes = before !== after && what !== "account";
  if (!changes && !isNearlyFull(room)) return [];
  const used = visibleText(`${name}: ${of}`);
  const now = `${used}: ${after} of ${limit}${roomMark(room)}`;
  if (before === after) return [{ sign: " ", text: now }];
  // The rate of an API destination may have been another one before.
  const was = what === "API destination" ? String(before) : `${before} of ${limit}`;
  return [
    { sign: "-", text: `${used}: ${was}` },
    { sign: "+", text: now },
  ];
}

function findingLine(sign: "-" | "+", { severity, rule, stack, resource, says }: AuditFinding): DifferenceLine {
  return { sign, text: visibleText(`${severity}: ${stack}: ${resource} ${says} [${rule}]`) };
}
