import {
  publicationsOf,
  routesOf,
  scheduledOf,
  type Bus,
  type Rule,
  type Schedule,
  type Topology,
} from "#simulator/topology";

const place = { stack: "s", address: "a", account: "111111111111", region: "eu-west-1" };
const arn = "arn:aws:events:eu-west-1:111111111111:event-bus/b";

const none = { stacks: [], apiDestinations: [], connections: [], queues: [], httpApis: [], functions: [] };
const topology = (more: Partial<Topology>): Topology => ({
  ...none,
  ...{ buses: [], rules: [], tables: [], roles: [], schedules: [], unknown: [] },
  ...more,
});

function publications(document: string) {
  const bus: Bus = { ...place, name: "b", arn, origin: "declared", policy: { kind: "document", document } };
  return publicationsOf(topology({ buses: [bus] }), "s");
}

const root = (account: string) => `arn:aws:iam::${account}:root`;

test.each<[what: string, statement: unknown, accounts: string[]]>([
  ["one account", [{ Effect: "Allow", Principal: { AWS: root("222222222222") } }], ["222222222222"]],
  [
    "two accounts",
    [{ Effect: "Allow", Principal: { AWS: [root("222222222222"), "333333333333"] } }],
    ["222222222222", "333333333333"],
  ],
  ["everybody", { Effect: "Allow", Principal: "*" }, ["*"]],
  ["a service, which is no account", [{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" } }], []],
  ["nobody, who is denied", [{ Effect: "Deny", Principal: "*" }], []],
])("a bus policy of others grants to %s", (_, Statement, accounts) => {
  expect(publications(JSON.stringify({ Statement })).map(({ account }) => account)).toEqual(accounts);
});

test("a policy that is none grants nothing, and a pattern that names no source is shown as it is", () => {
  expect(publications("{")).toEqual([]);
  const destination = { kind: "function", functionArn: "arn:aws:lambda:eu-west-1:111111111111:function:f" } as const;
  const target = {
    ...place,
    id: "t",
    arn: `${destination.functionArn}:live`,
    destination,
    input: {},
    httpParameters: {},
  };
  const limits = { retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 0 } };
  const rule: Rule = {
    ...{ ...place, name: "r", arn: "r", busArn: arn, state: "ENABLED", trigger: { kind: "pattern", pattern: "{" } },
    targets: [{ ...target, ...limits, roleArn: undefined, deadLetterArn: undefined }],
  };
  expect(routesOf(topology({ rules: [rule] }), "s")).toEqual([
    { rule: "r", bus: "b", state: "ENABLED", events: ["{"], target: "function f" },
  ]);
});

test("what runs on a schedule is told of rules and of EventBridge Scheduler, of one stack", () => {
  const nightly: Rule = {
    ...{ ...place, name: "nightly", arn: "n", busArn: arn, state: "DISABLED", targets: [] },
    trigger: { kind: "schedule", expression: "rate(1 day)" },
  };
  const daily: Schedule = {
    ...{ ...place, name: "daily", arn: "d", expression: "cron(0 6 * * ? *)", timeZone: "Europe/Berlin" },
    state: "ENABLED",
    ...{ targetArn: "arn:aws:lambda:eu-west-1:111111111111:function:f", roleArn: "r" },
    ...{ input: undefined, deadLetterArn: undefined },
  };
  const unread = { ...nightly, name: "unread", unreadTargets: ["its target is computed"] };
  const scheduled = topology({ rules: [nightly, unread], schedules: [daily, { ...daily, stack: "another" }] });
  expect(scheduledOf(scheduled, "s")).toEqual([
    {
      ...{ name: "nightly", service: "rule", expression: "rate(1 day)", timeZone: "UTC", state: "DISABLED" },
      target: "nothing: it has no target",
    },
    expect.objectContaining({ name: "unread", target: "not known" }),
    {
      ...{ name: "daily", service: "scheduler", expression: "cron(0 6 * * ? *)" },
      ...{ timeZone: "Europe/Berlin", state: "ENABLED", target: "function f" },
    },
  ]);
});
