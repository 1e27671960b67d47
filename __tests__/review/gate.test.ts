/** What the gate lets pass, and what it says of what it does not. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import {
  AlteredReportError,
  gate,
  planReport,
  readPlan,
  readStoredReport,
  type PlannedStack,
  type StoredReport,
} from "../../review";
import { plan, stack, type Planned } from "./plans";

const RULE = "aws_cloudwatch_event_rule.r";
const QUEUE = "aws_sqs_queue.q";

const update = (before: object, after: object, more: object = {}): Planned => ({
  address: RULE,
  actions: ["update"],
  before,
  after,
  ...more,
});
const described = (text: string) => update({ description: "a" }, { description: text });

function kept(...stacks: readonly PlannedStack[]): StoredReport {
  const report = readStoredReport(JSON.parse(JSON.stringify(planReport(stacks))));
  if (report === undefined) throw new Error("a report is a report");
  return report;
}

function verdict(approved: StoredReport | string, now: readonly PlannedStack[], allowed: readonly string[] = []) {
  return gate(planReport(now), approved, allowed);
}

test("plans that are those of the report pass, by the report and by its digest", () => {
  const approved = kept(stack("a", [described("b")]), stack("b", []));
  for (const one of [approved, approved.digest]) {
    expect(verdict(one, [stack("a", [described("b")]), stack("b", [])])).toMatchObject({
      differences: [],
      notAllowed: [],
    });
  }
});

test("serials, times, the order of resources and what stays as it is do not count", () => {
  const other: Planned = { address: QUEUE, actions: ["create"], after: { name: "q" } };
  const [approved] = [kept(stack("a", [described("b"), other]))];
  const again = stack(
    "a",
    [
      other,
      update({ description: "a", arn: "x", last_modified: "1" }, { description: "b", arn: "x", last_modified: "2" }),
    ],
    {
      timestamp: "2027-01-01T00:00:00Z",
      prior_state: { serial: 7 },
    },
  );
  expect(verdict(approved.digest, [again]).differences).toEqual([]);
});

describe("another plan is refused, and what differs is said", () => {
  const approved = kept(stack("a", [described("b")]));
  test.each([
    ["a value", [stack("a", [described("c")])], `a: ${RULE}: description not as approved`],
    [
      "an action",
      [stack("a", [{ ...described("b"), actions: ["delete", "create"] }])],
      `a: ${RULE}: replace instead of update`,
    ],
    [
      "a resource more",
      [stack("a", [described("b"), { address: QUEUE, actions: ["create"], after: {} }])],
      `a: ${QUEUE}: create was not approved`,
    ],
    [
      "another resource",
      [stack("a", [{ ...described("b"), address: `${RULE}2` }])],
      `a: no longer plans to update ${RULE}`,
    ],
    ["another stack", [stack("b", [described("b")])], "b: was not approved to change"],
    [
      "an output",
      [stack("a", [described("b")], { output_changes: { o: { actions: ["create"], after: 1 } } })],
      "a: its outputs change otherwise",
    ],
    [
      "another backend",
      [{ ...stack("a", [described("b")]), backend: "s3://other/key" }],
      "a: state s3://other/key instead of s3://state/a.tfstate",
    ],
    [
      "another account",
      [{ ...stack("a", [described("b")]), account: "200000000002" }],
      "a: account 200000000002 instead of 200000000001",
    ],
    [
      "changes left for later",
      [stack("a", [described("b")], { complete: false })],
      "a: Terraform deferred some of its changes to another plan",
    ],
  ])("%s", (_, now, difference) => {
    expect(verdict(approved, now).differences).toContain(difference);
    expect(verdict(approved.digest, now).differences).not.toEqual([]);
  });

  test("a value that nobody is shown", () => {
    const secret = (value: string) => stack("a", [update({ secret_string: "a" }, { secret_string: value })]);
    expect(verdict(kept(secret("canary-one")), [secret("canary-two")]).differences).toEqual([
      `a: ${RULE}: a value that is not shown differs`,
    ]);
  });

  test("what becomes known only after apply", () => {
    const now = stack("a", [update({ description: "a" }, {}, { unknown: { description: true } })]);
    expect(verdict(approved, [now]).differences).toEqual([`a: ${RULE}: description not as approved`]);
  });
});

test("with a report, a part of its stacks may be given, and one that is done already", () => {
  const approved = kept(stack("a", [described("b")]), stack("b", [described("c")]), stack("c", [described("d")]));
  expect(verdict(approved, [stack("a", [described("b")]), stack("b", [])])).toMatchObject({
    differences: [],
    notes: ["b: nothing is left to do", "1 approved stacks were not given: c"],
  });
});

test("a report that was changed after it was made is refused", () => {
  const report = planReport([stack("a", [described("b")])]);
  const altered = { ...report, stacks: report.stacks.map((one) => ({ ...one, account: "200000000002" })) };
  expect(() => readStoredReport(JSON.parse(JSON.stringify(altered)))).toThrow(AlteredReportError);
  expect(readStoredReport({ some: "JSON" })).toBeUndefined();
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every leaf of a value, changed once. */
function* mutations(value: Json): Generator<Json> {
  if (typeof value !== "object" || value === null) {
    yield typeof value === "number" ? value + 1 : typeof value === "boolean" ? !value : `${String(value)}x`;
  } else if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) for (const other of mutations(item)) yield value.with(at, other);
  } else {
    for (const [key, member] of Object.entries(value)) {
      // When something was made is no part of what is planned.
      if (/_date$|^last_modified$/.test(key)) continue;
      for (const other of mutations(member)) yield { ...value, [key]: other };
    }
  }
}

test("each value of each change that was recorded counts: changed once, it is another digest", () => {
  const folder = path.join(__dirname, "plans");
  let tried = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const recorded = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as { resource_changes: Recorded[] };
    for (const change of recorded.resource_changes) {
      const digest = digestOfChange(change);
      const side = change.change.after === null ? "before" : "after";
      if (change.change.actions.join() === "no-op") continue;
      for (const value of mutations(change.change[side])) {
        tried += 1;
        const mutated = { ...change, change: { ...change.change, [side]: value } };
        if (digestOfChange(mutated) === digest) throw new Error(`${file}: ${JSON.stringify(value)}`);
      }
    }
  }
  expect(tried).toBeGreaterThan(500);
});

interface Recorded {
  readonly change: { readonly actions: readonly string[]; readonly before: Json; readonly after: Json };
}

function digestOfChange(change: Recorded): string {
  return planReport([readPlan({ name: "a", backend: undefined, json: plan([], { resource_changes: [change] }) })])
    .digest;
}

describe("what applying again does not bring back", () => {
  test.each([
    QUEUE,
    "aws_secretsmanager_secret.s",
    "aws_cloudwatch_event_bus.b",
    "aws_kms_key.k",
    "aws_cloudwatch_event_archive.a",
    "aws_dynamodb_table.t",
  ])("%s goes only where its address is named", (address) => {
    for (const actions of [["delete"], ["delete", "create"], ["create", "delete"]]) {
      const now = [stack("a", [{ address, actions, before: {}, after: {} }])];
      const approved = planReport(now).digest;
      const action = actions.length === 1 ? "delete" : "replace";
      expect(verdict(approved, now).notAllowed).toEqual([{ stack: "a", address, action }]);
      expect(verdict(approved, now, ["b:x", `b:${address}`]).notAllowed).toHaveLength(1);
      expect(verdict(approved, now, [address]).notAllowed).toEqual([]);
      expect(verdict(approved, now, [`a:${address}`]).notAllowed).toEqual([]);
    }
  });

  test("anything else goes as approved", () => {
    const now = [stack("a", [{ address: "aws_cloudwatch_metric_alarm.a", actions: ["delete"], before: {} }])];
    expect(verdict(planReport(now).digest, now).notAllowed).toEqual([]);
  });
});

describe("a shadow queue", () => {
  const shadow = { name: "acme-dev-crm_orders_placed_shadow", tags: { "shadow-of": "acme-dev-crm_orders" } };
  const gone = (before: object) => stack("tenant-crm", [{ address: QUEUE, actions: ["delete"], before }]);

  test("may go without being named: it holds copies", () => {
    const plans = [gone(shadow)];
    expect(verdict(planReport(plans).digest, plans).notAllowed).toEqual([]);
    expect(planReport(plans).stacks[0]?.attention).toMatchObject([
      { kind: "destroy", sentences: ["destroys 1 aws_sqs_queue."] },
    ]);
  });

  test.each([
    ["without its tag, a queue", { ...shadow, tags: {} }],
    ["without its name, a queue", { ...shadow, name: "acme-dev-crm_orders_placed_dlq" }],
    ["without tags, a queue", { name: shadow.name, tags: null }],
  ])("%s has to be named, as any other", (_, before) => {
    const plans = [gone(before)];
    expect(verdict(planReport(plans).digest, plans).notAllowed).toEqual([
      { stack: "tenant-crm", address: QUEUE, action: "delete" },
    ]);
  });

  test("stays one in a kept report, which is put together with others", () => {
    expect(kept(gone(shadow)).stacks[0]?.changes[0]).toMatchObject({ holdsCopies: true });
  });
});
