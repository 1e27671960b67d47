/** Wherever a plan can hold a credential, no report shows it. */
import fc from "fast-check";
import { readShownStack } from "#simulator/topology";
import {
  auditInSarif,
  auditOf,
  gate,
  planReport,
  readPlan,
  readStoredReport,
  reportInMarkdown,
  suppress,
} from "../../review";
import { reportInWords, verdictInWords } from "../../cli/text/plan-report-text";
import { plan, reportOf, resource, type Planned } from "./plans";

const CANARY = "canary7q2z";

/** Text that nothing but its place tells to be a credential. */
const PLAIN = fc.constantFrom(CANARY, `${CANARY} word`, `${CANARY}@acme.example`, `$.detail.x ${CANARY}`.slice(11));

/** Text that looks like a credential wherever it stands. */
const SHAPED = fc.constantFrom(
  `AKIA${CANARY.toUpperCase()}ABCDEF ${CANARY}`,
  `ghp_${CANARY}abcdefghijklmnop`,
  `xoxb-1234-${CANARY}`,
  `sk_live_${CANARY}`,
  `Bearer ${CANARY}`,
  `Basic ${CANARY}==`,
  `https://user:${CANARY}@api.example`,
  `https://hooks.slack.com/services/T0/B0/${CANARY}`,
  `password=${CANARY}`,
  `api_key: ${CANARY}`,
  `https://api.example/?token=${CANARY}`,
  `eyJhbGciOi${CANARY}`,
  `-----BEGIN PRIVATE KEY-----\n${CANARY}`,
  `${CANARY}wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY`,
  `${"0123456789abcdef".repeat(3)} ${CANARY}`,
);

/** A value of any shape around a canary. */
function around(text: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return text.chain((canary) =>
    fc.constantFrom<unknown>(canary, [canary], [{ value: canary, key: "k" }], { nested: { value: canary } }, [
      [canary],
    ]),
  );
}

const TYPES = [
  ...["aws_cloudwatch_event_connection", "aws_cloudwatch_event_target", "aws_cloudwatch_event_rule", "aws_sqs_queue"],
  ...["aws_lambda_function", "aws_ssm_parameter", "aws_secretsmanager_secret", "aws_secretsmanager_secret_version"],
  ...["aws_iam_role", "aws_cloudwatch_event_bus_policy", "aws_cloudwatch_event_api_destination", "other_thing"],
] as const;

/** Places whose values are never shown, whatever they look like and whatever Terraform marks. */
const HIDDEN_PLACES: ((value: unknown) => Record<string, unknown>)[] = [
  (value) => ({ secret_string: value }),
  (value) => ({ value }),
  (value) => ({ insecure_value: typeof value === "string" ? value : JSON.stringify({ a: value }) }),
  (value) => ({ password: value }),
  (value) => ({ something_new: value }),
  (value) => ({ environment: [{ variables: { NAME: value } }] }),
  (value) => ({ auth_parameters: [{ api_key: [{ key: "X-Api-Key", value }] }] }),
  (value) => ({ auth_parameters: [{ basic: [{ username: value, password: value }] }] }),
  (value) => ({
    auth_parameters: [
      { oauth: [{ authorization_endpoint: value, client_parameters: [{ client_id: value, client_secret: value }] }] },
    ],
  }),
  ...["header", "body", "query_string"].map((kind) => (value: unknown) => ({
    auth_parameters: [{ invocation_http_parameters: [{ [kind]: [{ key: "X", value, is_value_secret: false }] }] }],
  })),
  (value) => ({
    auth_parameters: [{ oauth: [{ oauth_http_parameters: [{ body: [{ key: "grant_type", value }] }] }] }],
  }),
  (value) => ({ invocation_endpoint: typeof value === "string" ? `https://api.example/${encodeURI(value)}` : value }),
  (value) => ({ invocation_endpoint: typeof value === "string" ? `https://api.example?${encodeURI(value)}` : value }),
  (value) => ({ http_target: [{ header_parameters: { "X-Key": value }, query_string_parameters: { q: value } }] }),
  (value) => ({ input: JSON.stringify({ token: value, nested: { clientSecret: value } }) }),
  (value) => ({ input_transformer: [{ input_template: JSON.stringify({ api_key: value, Authorization: value }) }] }),
  (value) => ({
    input_transformer: [
      { input_paths: { a: value }, input_template: `{"n": <a>, "password": ${JSON.stringify(value)}}` },
    ],
  }),
];

/** Templates that are no JSON, with members on one line and on several. */
for (const between of [": ", ":\n  ", " = "]) {
  HIDDEN_PLACES.push((value) => ({
    input_transformer: [{ input_template: `{"n": <a>\n "clientSecret"${between}${JSON.stringify(value)}, "b": <b>}` }],
  }));
}

/** Places that are shown, and so must be looked at. */
const SHOWN_PLACES: readonly ((text: string) => Record<string, unknown>)[] = [
  (text) => ({ name: text }),
  (text) => ({ description: text }),
  (text) => ({ tags: { owner: text }, tags_all: { owner: text } }),
  (text) => ({ tags: { [text]: "x" } }),
  (text) => ({ alarm_actions: [text], dimensions: { Name: text } }),
  (text) => ({ event_pattern: JSON.stringify({ source: [text], detail: { [text]: [{ prefix: text }] } }) }),
  (text) => ({ event_pattern: text }),
  (text) => ({
    policy: JSON.stringify({
      Statement: [{ Sid: text, Effect: "Allow", Principal: { AWS: text }, Action: text, Resource: text }],
    }),
  }),
  (text) => ({
    policy: JSON.stringify({
      Statement: {
        Effect: text,
        Principal: text,
        Condition: { StringEquals: { [text]: [text] } },
        [text]: { x: text },
      },
    }),
  }),
  (text) => ({ assume_role_policy: text }),
  (text) => ({ input: text }),
  (text) => ({ input: JSON.stringify([text]) }),
  (text) => ({ input_transformer: [{ input_template: `Hello <name>, ${text}\nand more` }] }),
  (text) => ({ input_transformer: [{ input_template: JSON.stringify({ text, [text]: 1 }) }] }),
  (text) => ({ input_path: text }),
  (text) => ({ redrive_policy: JSON.stringify({ x: text }) }),
  (text) => ({ environment: [{ variables: { [text]: "x" } }] }),
];

/** Parameters whose very name is marked. */
const markedName = PLAIN.map((name) => ({
  values: {
    auth_parameters: [{ invocation_http_parameters: [{ header: [{ key: name, value: "x" }] }] }],
    tags: [{ name }],
  },
  marks: {
    auth_parameters: [{ invocation_http_parameters: [{ header: [{ key: true, value: true }] }] }],
    tags: [{ name: true }],
  },
}));

const MARKS: readonly ((values: Record<string, unknown>) => unknown)[] = [
  (values) => Object.fromEntries(Object.keys(values).map((key) => [key, true])),
  () => true,
  // Of another shape than the value: nobody can tell what is meant.
  (values) => Object.fromEntries(Object.keys(values).map((key) => [key, [true]])),
];

const ACTIONS = fc.constantFrom(
  ["create"],
  ["update"],
  ["delete"],
  ["delete", "create"],
  ["create", "delete"],
  ["forget"],
  ["new"],
);

/** Attributes with a canary, and Terraform's marks on them. */
const attributes: fc.Arbitrary<{ values: Record<string, unknown>; marks: unknown }> = fc.oneof(
  markedName,
  fc
    .tuple(fc.constantFrom(...HIDDEN_PLACES), around(fc.oneof(PLAIN, SHAPED)))
    .map(([place, value]) => ({ values: place(value), marks: {} })),
  fc.tuple(fc.constantFrom(...SHOWN_PLACES), SHAPED).map(([place, text]) => ({ values: place(text), marks: {} })),
  fc.tuple(fc.constantFrom(...SHOWN_PLACES), PLAIN, fc.constantFrom(...MARKS)).map(([place, text, mark]) => {
    const values = place(text);
    return { values, marks: mark(values) };
  }),
);

/** The same attributes with the canary in every text twice, so that they differ in what must not be shown. */
function doubled({ values, marks }: { values: Record<string, unknown>; marks: unknown }) {
  const text = JSON.stringify(values).replaceAll(CANARY, `${CANARY}${CANARY}`);
  return { values: JSON.parse(text) as Record<string, unknown>, marks };
}

const planned: fc.Arbitrary<Planned> = fc
  .record({
    type: fc.constantFrom(...TYPES),
    actions: ACTIONS,
    was: fc.option(attributes),
    is: attributes,
    inAddress: fc.option(SHAPED),
    importing: fc.option(around(fc.oneof(PLAIN, SHAPED)).map((id) => ({ id }))),
    unmoved: fc.boolean(),
  })
  .map(({ was, is, ...others }) => ({ ...others, is, was: was ?? doubled(is) }))
  .map(({ type, actions, was, is, inAddress, unmoved, importing }) => ({
    ...(importing === null ? {} : { importing }),
    address: `${type}.x${inAddress === null ? "" : `[${JSON.stringify(inAddress)}]`}`,
    actions,
    before:
      actions[0] === "create" && actions.length === 1
        ? null
        : { ...was.values, arn: "arn:aws:sqs:eu-central-1:200000000001:q" },
    after: actions[0] === "delete" && actions.length === 1 ? null : is.values,
    sensitive: was.marks === true || is.marks === true ? true : { ...(was.marks as object), ...(is.marks as object) },
    ...(unmoved || inAddress === null
      ? {}
      : { previousAddress: `${type}.${inAddress}`, reason: inAddress, deposed: inAddress }),
    replacePaths: inAddress === null ? [["name"]] : [["name"], [inAddress]],
  }));

/** What of a plan is no change at all, full of canaries. */
const elsewhere = around(fc.oneof(PLAIN, SHAPED)).map((value) => ({
  planned_values: { outputs: { o: { value } }, root_module: { resources: [{ address: "a.b", values: { value } }] } },
  prior_state: { values: { root_module: { resources: [{ address: "a.b", values: { value } }] } } },
  variables: { v: { value } },
  output_changes: { o: { actions: ["update"], before: value, after: value, after_unknown: false } },
  configuration: {
    provider_config: {
      aws: { expressions: { allowed_account_ids: { constant_value: [value] }, access_key: { constant_value: value } } },
    },
    root_module: { resources: [{ address: "a.b", expressions: { value: { constant_value: value } } }] },
  },
  deferred_changes: [{ reason: "unknown", resource_change: { address: "a.b", change: { after: { value } } } }],
  action_invocations: [{ address: "action.a.b", config_values: { value }, config_sensitive: {} }],
  relevant_attributes: [{ resource: "a.b", attribute: [value] }],
  checks: [value],
}));

/** Everything that a command can print of plans. */
function printed(json: unknown, other: unknown): string[] {
  const [report, changed] = [json, other].map((one) =>
    planReport([readPlan({ name: "tenant-a", backend: undefined, json: one })]),
  );
  if (report === undefined || changed === undefined) throw new Error("two plans, two reports");
  const stored = readStoredReport(JSON.parse(JSON.stringify(report)));
  if (stored === undefined) throw new Error("a report is a report");
  return [
    JSON.stringify(report),
    reportInMarkdown(report),
    reportInWords(report).join("\n"),
    ...[stored, "sha256:0"].map((approved) => verdictInWords(gate(changed, approved, [])).join("\n")),
  ];
}

test("a canary in every place that a plan can hold one is in no report of 2,000 plans", () => {
  fc.assert(
    fc.property(
      fc.array(planned, { minLength: 1, maxLength: 4 }),
      fc.array(planned, { maxLength: 2 }),
      elsewhere,
      (some, drift, more) => {
        const json = plan(some, { ...more, resource_drift: drift.map(resource) });
        expect(JSON.stringify(json).toLowerCase()).toContain(CANARY);
        const other = plan(some.slice(1), more);
        for (const text of printed(json, other)) expect(text.toLowerCase()).not.toContain(CANARY);
      },
    ),
    { numRuns: 2000 },
  );
});

/** The plan as what reads resources, and no changes, wants it. */
function withPlannedValues(some: readonly Planned[], more: object): Record<string, unknown> {
  const resources = some.map(({ address, after, sensitive }) => ({
    address,
    mode: "managed",
    type: address.split(".")[0],
    name: "x",
    values: after ?? {},
    sensitive_values: sensitive,
  }));
  const { configuration } = plan([]);
  return plan(some, { ...more, planned_values: { root_module: { resources } }, prior_state: undefined, configuration });
}

test("nor is it in an audit of 2,000 plans, as JSON or as SARIF", () => {
  let findings = 0;
  fc.assert(
    fc.property(fc.array(planned, { minLength: 1, maxLength: 4 }), elsewhere, (some, more) => {
      const json = withPlannedValues(some, more);
      const audit = suppress(auditOf([readShownStack({ name: "tenant-a", json })]), [], "2027-01-01");
      findings += audit.findings.length;
      for (const text of [JSON.stringify(audit), JSON.stringify(auditInSarif(audit, () => "plan.json"))]) {
        expect(text.toLowerCase()).not.toContain(CANARY);
      }
    }),
    { numRuns: 2000 },
  );
  // It had something to say.
  expect(findings).toBeGreaterThan(1000);
});

test("a canary where a report shows what it finds would have been noticed", () => {
  const report = reportOf([
    { address: "aws_sqs_queue.q", actions: ["update"], before: { name: "a" }, after: { name: CANARY } },
  ]);
  for (const text of [JSON.stringify(report), reportInMarkdown(report), reportInWords(report).join("\n")]) {
    expect(text).toContain(CANARY);
  }
});
