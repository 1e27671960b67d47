/**
 * What AWS's documentation shows as right passes the check: patterns and templates of EventBridge's user guide and API
 * reference. Sources and detail-types are exchanged for those that the environment publishes, which is a rule of this
 * project; examples that show a publisher's field without its place stand under detail, where events have it. Schedules:
 * __tests__/aws/schedule.test.ts.
 */
import { load, withEnvironment } from "./environment-folder";

const detail = (fields: object) => ({ detail: fields });
const either = [{ Location: ["New York"] }, { Day: ["Monday"] }];

/** By the page of docs.aws.amazon.com/eventbridge/latest/userguide that shows them. */
const PATTERNS: Readonly<Record<string, readonly object[]>> = {
  "eb-event-patterns": [
    detail({ state: ["terminated"] }),
    detail({ responseElements: [null] }),
    detail({ "risk-score": [80], trigger: { risk: [8] } }),
  ],
  "eb-event-patterns-arrays": [
    {
      resources: ["111122223333", "123456789012"].map(
        (account) => `arn:aws:ec2:us-east-1:${account}:instance/i-b188560f`,
      ),
    },
  ],
  "eb-event-patterns-null-values": [detail({ eventVersion: [""] }), detail({ responseElements: [null] })],
  "eb-event-patterns-content-based-filtering": [
    { time: [{ prefix: "2017-10-02" }] },
    detail({ state: [{ "anything-but": ["stopped", "overloaded"] }] }),
    detail({ "x-limit": [{ "anything-but": 123 }] }),
    detail({ "x-limit": [{ "anything-but": [100, 200, 300] }] }),
    detail({ state: [{ "anything-but": { prefix: "init" } }] }),
    detail({
      "c-count": [{ numeric: [">", 0, "<=", 5] }],
      "d-count": [{ numeric: ["<", 10] }],
      "x-limit": [{ numeric: ["=", 3.018e2] }],
    }),
    detail({ sourceIPAddress: [{ cidr: "10.0.0.0/24" }] }),
    detail({ "c-count": [{ exists: false }] }),
    { time: [{ prefix: "2017-10-02" }], detail: { state: [{ "anything-but": "initializing" }] } },
  ],
  "eb-create-pattern-operators": [
    detail({ Location: ["New York"], Day: ["Monday"] }),
    detail({ state: [{ "anything-but": "initializing" }] }),
    detail({ Region: [{ "anything-but": { prefix: "us-" } }] }),
    detail({ FileName: [{ "anything-but": { suffix: ".png" } }] }),
    detail({ state: [{ "anything-but": { "equals-ignore-case": "initializing" } }] }),
    detail({ FilePath: [{ "anything-but": { wildcard: "*/lib/*" } }] }),
    detail({ Region: [{ prefix: "us-" }] }),
    detail({ service: [{ prefix: { "equals-ignore-case": "eventb" } }] }),
    detail({ LastName: [""] }),
    detail({ Name: ["Alice"] }),
    detail({ Name: [{ "equals-ignore-case": "alice" }] }),
    detail({ FileName: [{ suffix: ".png" }] }),
    detail({ service: [{ suffix: { "equals-ignore-case": "tbridge" } }] }),
    detail({ $or: either }),
  ],
};

const EC2 = { timestamp: "$.time", instance: "$.detail.instance-id", state: "$.detail.state" };
const STATUS = { instance: "$.detail.instance", status: "$.detail.status" };

/** Paths and template, by the page that shows them. */
const TEMPLATES: Readonly<Record<string, readonly (readonly [paths: Record<string, string>, template: string])[]>> = {
  "eb-transform-target-input": [
    [EC2, '"instance <instance> is in <state>"'],
    [EC2, '"instance \\"<instance>\\" is in <state>"'],
    [EC2, '{\n  "instance" : <instance>,\n  "state": <state>\n}'],
    [EC2, '{"instance": <instance>, "state": "<state>", "instanceStatus": "instance \\"<instance>\\" is in <state>"}'],
    [EC2, '{"instance" : <instance>, "state": [ 9, <state>, true ], "Transformed" : "Yes"}'],
    [
      EC2,
      '{"instance": <instance>, "state": <state>, "ruleArn": <aws.events.rule-arn>, "ruleName": <aws.events.rule-name>, "originalEvent": <aws.events.event.json>}',
    ],
    [{}, '"<aws.events.rule-name> triggered"'],
    [EC2, '{"timestamp" : <timestamp>, "message": "instance \\"<instance>\\" is in <state>"}'],
  ],
  API_InputTransformer: [
    [STATUS, '"<instance> is in state <status>"'],
    [STATUS, '"<instance> is in state \\"<status>\\""'],
    [STATUS, '{"myInstance": <instance>,"myStatus": "<instance> is in state \\"<status>\\""}'],
  ],
  "eb-input-transformer-tutorial": [[{ "detail-type": "$.detail-type" }, '"This event was of <detail-type> type."']],
};

const constant = { type: "constant", constant: {} };

/** The findings of a tenant with one event for each pattern and input, as `severity: message [rule]`. */
function findings(events: readonly { readonly eventPattern?: object; readonly input?: object }[]): string[] {
  const written = events.map(({ eventPattern = {}, input = constant }, index) => [
    `example-${index}`,
    { eventPattern: { source: ["com.acme.billing"], ...eventPattern }, input },
  ]);
  const tenant = {
    ...{ owner: "AWS", contact: "aws@example.com", runbook: "https://docs.aws.amazon.com/eventbridge" },
    connection: { authorization: { type: "BASIC" } },
    destinations: {
      examples: {
        ...{
          invocationEndpoint: "https://api.example.com/events",
          httpMethod: "POST",
          invocationRateLimitPerSecond: 5,
        },
        events: Object.fromEntries(written) as object,
      },
    },
  };
  // JSON is YAML too.
  const edit = { write: { "tenants/examples.yaml": JSON.stringify(tenant, null, 2) } };
  return withEnvironment(edit, (folder) =>
    load(folder).findings.map(({ severity, message, rule }) => `${severity}: ${message} [${rule}]`),
  );
}

test.each(Object.entries(PATTERNS))("the patterns of %s pass without a word", (_, patterns) => {
  expect(findings(patterns.map((eventPattern) => ({ eventPattern })))).toEqual([]);
});

test.each(Object.entries(TEMPLATES))("the templates of %s pass", (_, templates) => {
  const inputs = templates.map(([paths, template]) => ({ input: { type: "transformer", paths, template } }));
  expect(findings(inputs).filter((line) => line.startsWith("error: "))).toEqual([]);
});

// An empty header and one of several lines, which it took, too, the provider refuses: broken/requests.ts has those.
test("the values of API destinations that PutTargets was recorded to take, and the provider can plan, pass", () => {
  const tenant = (folder: string) => load(folder).findings.filter(({ severity }) => severity === "error");
  const edit = {
    replace: {
      "tenants/jira.yaml": [
        ["[$.detail.issueKey]", '["path value", two]'],
        ["X-Trace-Id: $.id", "x-public: target"],
        [
          "          headerParameters:",
          '          queryStringParameters: { key: "one\\ntwo" }\n          headerParameters:',
        ],
      ],
    },
  } as const;
  expect(withEnvironment(edit, tenant)).toEqual([]);
});
