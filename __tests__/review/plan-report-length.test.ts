/** However much changes, the report fits a comment, and counts what it leaves out. */
import { planReport, REPORT_CHARACTERS, reportInMarkdown, type PlannedStack } from "../../review";
import { stack, type Planned } from "./plans";

/** A tenant's plan with something of every kind; with a number in it, it is like no other tenant's. */
function tenant(n: number, own: number | undefined): PlannedStack {
  const name = `acme-prod-t${n}`;
  const differs = own === undefined ? "" : ` ${own * 7 + 100_000}`;
  const policy = (action: string) => ({
    policy: JSON.stringify({
      Statement: [
        {
          Sid: "S",
          Effect: "Allow",
          Principal: "*",
          Action: action,
          Resource: `arn:aws:sqs:eu-central-1:200000000001:${name}${differs}`,
        },
      ],
    }),
  });
  const resources: Planned[] = [
    {
      address: "aws_sqs_queue.q",
      actions: ["delete", "create"],
      before: { name, description: `x${differs}` },
      after: { name: `${name}-2` },
      replacePaths: [["name"]],
    },
    { address: "aws_cloudwatch_metric_alarm.a", actions: ["delete"], before: { name } },
    {
      address: "aws_iam_role_policy.p",
      actions: ["update"],
      before: policy("sqs:SendMessage"),
      after: policy("sqs:ReceiveMessage"),
    },
    {
      address: "aws_cloudwatch_event_rule.r",
      actions: ["update"],
      before: { event_pattern: '{"source":["a"]}' },
      after: { event_pattern: `{"source":["b${differs}"]}` },
    },
    ...Array.from({ length: 10 }, (_, i): Planned => ({
      address: `aws_cloudwatch_event_target.to-${i}`,
      actions: ["create"],
      after: { input: '{"a":1}', rule: name },
    })),
  ];
  return stack(`tenant-t${n}`, resources);
}

function tenants(count: number, distinct: boolean): PlannedStack[] {
  return Array.from({ length: count }, (_, n) => tenant(n, distinct ? n : undefined));
}

test.each([1, 50, 1000])("%i stacks that differ fit, and nothing of them is left uncounted", (count) => {
  const shown = reportInMarkdown(planReport(tenants(count, true)));
  expect(shown.length).toBeLessThanOrEqual(REPORT_CHARACTERS);
  expect(shown).toContain(
    `${count} to destroy, ${count} to replace, ${10 * count} to create, ${2 * count} to change; ${count} of these with permissions.`,
  );

  const rows = shown.split("\n").filter((line) => line.startsWith("| "));
  expect(rows.length - 1).toBeLessThanOrEqual(101);
  // The numbers of all rows, and of what is counted below them, are all that there is.
  const destroyed = rows.slice(1).map((row) => Number(row.split("|")[2]));
  expect(destroyed.reduce((sum, n) => sum + n, 0)).toBe(count);

  for (const [kind, each] of [
    ["Destroy", 1],
    ["Replace", 1],
    ["Permissions", 1],
    ["Delivery", 1],
  ] as const) {
    const listed = shown.match(new RegExp(`^- \\*\\*${kind}\\*\\*`, "gm"))?.length ?? 0;
    const counted = new RegExp(`And there is more than fits here.*${kind} (\\d+)`).exec(shown)?.[1] ?? "0";
    expect([kind, listed + Number(counted)]).toEqual([kind, each * count]);
  }
  const isCut = count > 1;
  expect(shown.includes("> Left out for length:")).toBe(isCut);
});

test("a thousand that are the same are one row, one entry of each kind and one fold, whole", () => {
  const shown = reportInMarkdown(planReport(tenants(1000, false)));
  expect(shown.length).toBeLessThan(10_000);
  expect(shown).not.toContain("Left out");
  expect(shown.match(/^\| <code>tenant-t0 and 999 more/gm)).toHaveLength(1);
  expect(shown.match(/^- \*\*/gm)).toHaveLength(4);
  expect(shown).toContain("1000 to replace");
});

test("one change of many pages fits, and says what it left out", () => {
  const text = (letter: string) => JSON.stringify(Array.from({ length: 500 }, (_, i) => `${letter} ${i}`));
  const huge = stack(
    "tenant-huge",
    Array.from({ length: 100 }, (_, i): Planned => ({
      address: `aws_cloudwatch_event_target.to-${i}`,
      actions: ["update"],
      before: { input: text("a") },
      after: { input: text("b") },
    })),
  );
  const shown = reportInMarkdown(planReport([huge]));
  expect(shown.length).toBeLessThanOrEqual(REPORT_CHARACTERS);
  expect(shown).toContain("Left out for length");
});
