/** What a report of plans says besides, where both sides of the change are at hand: events, publishers, who must approve. */
import {
  approvalsOf,
  approversIn,
  ATTENTION_KINDS,
  effectsOn,
  headRoom,
  planReport,
  publishingOf,
  REPORT_CHARACTERS,
  reportAsJson,
  reportInMarkdown,
  type ChangeContext,
  type Preview,
} from "../../review";
import { APPROVERS } from "../../catalogue/language/hub-schema";
import { reportInWords } from "../../cli/text/plan-report-text";
import { devEvent, devTopology } from "../simulator/dev-topology";
import { synthesizeEnvironment } from "../synthesized";
import { hub, sampleEnvironment } from "../sample-environment";
import { stack } from "./plans";

const CANARY = "canary-in-a-preview-5e1c";

const dev = devTopology();
const withoutSlack = { ...dev, rules: dev.rules.filter(({ stack }) => stack !== "tenant-slack") };
const samples = [
  { name: "failed.json", event: devEvent("payment-failed-above-500-eur") },
  { name: "placed.json", event: devEvent("order-placed") },
];

const slackGoes: Preview = {
  publishing: publishingOf(dev, withoutSlack),
  events: effectsOn(dev, withoutSlack, samples),
  headRoom: headRoom(dev, withoutSlack),
  audit: { added: [], gone: [], same: 0 },
};
const context: ChangeContext = {
  base: "0123456789abcdef0123456789abcdef01234567",
  head: "working tree",
  removed: ["tenant-jira"],
  notAffected: ["central-bus", "source-shop"],
  notPlanned: [],
  preview: slackGoes,
  approvals: [{ by: "@acme/security", for: ["delivery"] }],
};
const rule = (name: string) =>
  planReport([
    stack(name, [
      {
        address: "aws_cloudwatch_event_rule.r",
        actions: ["update"],
        before: { event_pattern: '{"source":["a"]}' },
        after: { event_pattern: '{"source":["b"]}' },
      },
    ]),
  ]);

test("the comment names both sides, what becomes of events, stacks that are gone, and who must approve", () => {
  const shown = reportInMarkdown(rule("tenant-slack"), context);
  expect(shown).toContain("From `0123456789ab` to the working tree.");
  expect(shown).toContain("Nothing changes in `central-bus`, `source-shop`.");
  expect(shown).toContain("No longer declared, and left as it is unless it is destroyed: `tenant-jira`.");
  expect(shown).toContain("```diff\n  failed.json\n-   tenant-slack: to acme-dev-slack_messages\n```");
  expect(shown).toContain("- @<!-- -->acme/security must approve: `delivery`");
});

test("a changed rule says which sample events its stack gains and loses", () => {
  const entry = (name: string) => /- \*\*Delivery\*\* .*/.exec(reportInMarkdown(rule(name), context))?.[0];
  expect(entry("tenant-slack")).toMatch(/Of 2 sample events, 1 lost: failed\.json\.$/);
  expect(entry("tenant-crm")).toMatch(/No sample event is gained or lost \(of 2\)\.$/);
  const none = { ...context, preview: { ...slackGoes, events: [] } };
  expect(reportInMarkdown(rule("tenant-slack"), none)).toContain("There are no sample events that would show");
  expect(reportInMarkdown(rule("tenant-slack"))).toContain("hub preview --base REVISION shows");
});

test("the same stands in the report for a terminal", () => {
  const shown = reportInWords(rule("tenant-slack"), context).join("\n");
  for (const part of [
    "no longer declared: tenant-jira",
    "unchanged: central-bus, source-shop",
    "1 lost: failed.json",
    "- tenant-slack: no longer to acme-dev-slack_messages",
    "@acme/security must approve: delivery",
  ]) {
    expect(shown).toContain(part);
  }
});

describe("what is expected of an API destination", () => {
  const room = { what: "API destination", name: "acme-dev-slack_messages", of: "peak per second" } as const;
  const reportOf = (before: number, after: number, limit: number) => ({
    ...context,
    preview: { ...slackGoes, events: [], publishing: [], headRoom: [{ ...room, before, after, limit }] },
  });

  test("is marked in the comment where its rate is exceeded, also where only the rate has changed", () => {
    expect(reportInMarkdown(rule("tenant-slack"), reportOf(0.5, 3, 1))).toContain(
      "- acme-dev-slack_messages: peak per second: 0.5\n" +
        "+ acme-dev-slack_messages: peak per second: 3 of 1, exceeded\n",
    );
    expect(reportInMarkdown(rule("tenant-slack"), reportOf(3, 3, 2))).toContain(
      "\n  acme-dev-slack_messages: peak per second: 3 of 2, exceeded\n",
    );
  });

  test("is not in the comment where it stays and there is room, and always in the text", () => {
    expect(reportInMarkdown(rule("tenant-slack"), reportOf(3, 3, 10))).not.toContain("peak per second");
    expect(reportInWords(rule("tenant-slack"), reportOf(3, 3, 10))).toContain(
      "  acme-dev-slack_messages  peak per second  3  of 10",
    );
  });

  test("is in the JSON with both sides and the rate", () => {
    const { preview } = JSON.parse(reportAsJson(rule("tenant-slack"), reportOf(0.5, 3, 1))) as { preview: Preview };
    expect(preview.headRoom).toEqual([{ ...room, before: 0.5, after: 3, limit: 1 }]);
  });
});

test("where nothing changes for events, one sentence says so", () => {
  const same: Preview = { ...slackGoes, publishing: [], events: effectsOn(dev, dev, samples), headRoom: [] };
  expect(reportInMarkdown(rule("tenant-slack"), { ...context, preview: same })).toContain(
    "### What becomes of events\n\nNothing changes for events and publishers.\n",
  );
});

test("a preview of any length fits, and its lines that do not are counted", () => {
  const [effect] = slackGoes.events;
  if (effect === undefined) throw new Error("no sample event");
  const events = Array.from({ length: 5_000 }, (_, n) => ({ ...effect, event: `event-${n}.json` }));
  const shown = reportInMarkdown(rule("tenant-slack"), { ...context, preview: { ...slackGoes, events } });
  expect(shown.length).toBeLessThanOrEqual(REPORT_CHARACTERS);
  const listed = shown.match(/^-? +(?:event-\d+\.json|tenant-slack: to \S+)$/gm)?.length ?? 0;
  const left = Number(/Left out for length: (\d+) lines on what becomes of events/.exec(shown)?.[1]);
  const [room] = [slackGoes.headRoom.filter(({ before, after }) => before !== after).length * 2];
  expect(listed + left).toBe(10_000 + room);
  expect(shown).toContain("--base REVISION --format text");
});

test("a credential in a header or a body of a sample's request is not shown", () => {
  const [effect] = slackGoes.events;
  const [delivery] = effect?.lost ?? [];
  if (effect === undefined || delivery === undefined) throw new Error("no delivery");
  const differences = [
    { path: "request.headers.Authorization", before: "x", after: CANARY },
    { path: "request.headers.X-Anything", before: `Bearer ${CANARY}`, after: undefined },
    { path: "request.body.apiKey", before: undefined, after: CANARY },
  ];
  const changed = [{ before: delivery, after: delivery, differences }];
  const preview = { ...slackGoes, events: [{ ...effect, lost: [], changed }] };
  const shown = reportInMarkdown(rule("tenant-slack"), { ...context, preview });
  expect(shown).toContain("request.headers.Authorization: (hidden)");
  expect(shown).not.toContain(CANARY);
});

test("the JSON of a report hides in requests what stands under the name of a credential", () => {
  const [effect] = slackGoes.events;
  const [delivery] = effect?.lost ?? [];
  if (effect === undefined || delivery?.request == null) throw new Error("no delivery");
  const headers = { ...delivery.request.headers, "X-Api-Key": CANARY };
  const lost = [{ ...delivery, request: { ...delivery.request, headers } }];
  const shown = reportAsJson(rule("tenant-slack"), {
    ...context,
    preview: { ...slackGoes, events: [{ ...effect, lost }] },
  });
  expect(shown).toContain('"X-Api-Key": "(hidden)"');
  expect(shown).not.toContain(CANARY);
});

describe("who must approve", () => {
  const approvers = { delivery: ["Security"], changes: ["Platform"], destroy: ["Owner"] };

  test("follows from the labels of the report, and everybody is named once", () => {
    expect(
      approvalsOf({ labels: ["changes", "delivery"] }, { ...approvers, changes: ["Platform", "Security"] }),
    ).toEqual([
      { by: "Platform", for: ["changes"] },
      { by: "Security", for: ["changes", "delivery"] },
    ]);
  });

  test("is carried by the emitted Terraform of the hub, which no resource uses", () => {
    const carried = (by: object) =>
      approversIn(
        synthesizeEnvironment(sampleEnvironment({ hub: { ...hub, review: { approvers: by } } })).stacks.map(
          ({ fileText }) => ({ terraform: Buffer.from(fileText) }),
        ),
      );
    expect(carried(approvers)).toEqual(approvers);
    expect(carried({})).toEqual({});
  });

  test("can be declared for every label that a report may have", () => {
    expect(new Set(Object.keys(APPROVERS))).toEqual(new Set(["changes", ...ATTENTION_KINDS]));
  });
});
