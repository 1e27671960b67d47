/** The room that is left, as a preview shows it to people. */
import { previewInWords } from "../../cli/text/preview-text";
import type { HeadRoom, Preview } from "../../review";

const nothing: Preview = { publishing: [], events: [], headRoom: [], audit: { added: [], gone: [], same: 0 } };

const bus = { what: "bus", name: "acme-dev-central" } as const;
const slack = { what: "API destination", name: "acme-dev-slack_messages", of: "peak per second" } as const;
const contacts = { ...slack, name: "acme-dev-salesforce_contacts" } as const;

function roomShown(headRoom: readonly HeadRoom[]): string[] {
  const lines = previewInWords({ ...nothing, headRoom });
  return lines.slice(lines.indexOf("Room left") + 1, lines.indexOf("Audit") - 1);
}

test("buses and API destinations stand in columns of their own, and what is exceeded is marked", () => {
  const shown = roomShown([
    { ...bus, of: "policy characters", before: 10_000, after: 10_300, limit: 10_240 },
    { ...bus, of: "rules", before: 17, after: 17, limit: 300 },
    { ...slack, before: 0.5, after: 3, limit: 1 },
    { ...contacts, before: 0, after: 0.0001, limit: 300 },
  ]);
  expect(shown).toEqual([
    "  acme-dev-central  policy characters  10,000 -> 10,300  of 10,240, exceeded unless AWS has raised it",
    "  acme-dev-central  rules              17                of 300",
    "  acme-dev-slack_messages       peak per second  0.5 -> 3     of 1, exceeded",
    "  acme-dev-salesforce_contacts  peak per second  0 -> 0.0001  of 300",
  ]);
});

test("the lines of API destinations fit 80 columns", () => {
  const shown = roomShown([
    { ...contacts, before: 2.5, after: 12.5, limit: 10 },
    { ...slack, before: 120, after: 120, limit: 300 },
  ]);
  expect(shown).toHaveLength(2);
  for (const line of shown) expect(line.length).toBeLessThanOrEqual(80);
});

test("a name as long as AWS allows is folded on a narrow terminal", () => {
  const { isTTY, columns } = process.stdout;
  Object.assign(process.stdout, { isTTY: true, columns: 80 });
  try {
    const shown = roomShown([{ ...slack, name: "acme-dev-".padEnd(64, "x"), before: 1, after: 2, limit: 1 }]);
    expect(shown.length).toBeGreaterThan(1);
    for (const line of shown) expect(line.length).toBeLessThanOrEqual(80);
  } finally {
    Object.assign(process.stdout, { isTTY, columns });
  }
});
