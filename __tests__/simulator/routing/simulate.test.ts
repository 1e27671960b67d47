import { readdirSync } from "node:fs";
import path from "node:path";
import { hubBus, parseEvent, simulate, type Simulation } from "#simulator/routing";
import type { Rule, Target, Topology } from "#simulator/topology";
import { devEvent, devTopology } from "../dev-topology";

const dev = devTopology();
const hub = hubBus(dev);
const now = new Date("2026-11-18T12:00:00.000Z");

/** The accounts of dev, and the sources that are theirs. */
const OWN_SOURCES = {
  "210000000001": ["com.acme.shop.orders", "com.acme.shop.customers"],
  "210000000002": ["com.acme.identity"],
  "210000000003": ["com.acme.billing"],
} as const;

const ofDev = (name: string) => simulate({ topology: dev, bus: hub, event: devEvent(name), now });

const put = (account: string, source: string, detailType: string) =>
  simulate({
    topology: dev,
    bus: hub,
    account,
    event: parseEvent(JSON.stringify({ source, "detail-type": detailType, detail: {} })),
  });

const receivers = ({ deliveries }: Simulation) => deliveries.map(({ stack }) => stack);

const eventBridgeHeaders = {
  "User-Agent": "Amazon/EventBridge/ApiDestinations",
  Range: "bytes=0-1048575",
  "Accept-Encoding": "gzip,deflate",
  Connection: "close",
};

test("all that dev emits is understood", () => {
  expect(dev.unknown).toEqual([]);
});

describe("each sample event of dev reaches the tenants that it should", () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    "customer-registered-with-consent": ["tenant-datadog", "tenant-hubspot", "tenant-salesforce"],
    "order-cancelled-by-customer": ["tenant-datadog", "tenant-parcelpoint", "tenant-salesforce"],
    "order-placed": ["tenant-datadog", "tenant-parcelpoint", "tenant-salesforce", "tenant-sendgrid"],
    "password-reset-requested": ["tenant-datadog", "tenant-sendgrid"],
    "payment-disputed-with-reason": ["tenant-datadog", "tenant-jira"],
    "payment-failed-above-500-eur": ["tenant-datadog", "tenant-slack"],
    "payment-gateway-degraded": ["tenant-datadog", "tenant-pagerduty"],
    "refused-identity-poses-as-shop": [],
  };

  test("and no sample is forgotten here", () => {
    const samples = readdirSync(path.join(__dirname, "..", "..", "..", "environments", "dev", "events"));
    expect(samples.sort()).toEqual(Object.keys(expected).map((name) => `${name}.json`));
  });

  test.each(Object.entries(expected))("%s", (name, tenants) => {
    const simulation = ofDev(name);
    expect(receivers(simulation).sort()).toEqual(tenants);
    for (const { request, notDelivered } of simulation.deliveries) {
      expect(request).not.toBeNull();
      expect(notDelivered).toBeNull();
    }
  });
});

describe("a rule that is disabled", () => {
  const isSlacks = ({ name }: Rule) => name === "acme-dev-slack_messages_payment-failed";
  const held: Topology = {
    ...dev,
    rules: dev.rules.map((rule) => (isSlacks(rule) ? { ...rule, state: "DISABLED" } : rule)),
  };
  const ofHeld = (name: string) => simulate({ topology: held, bus: hub, event: devEvent(name), now });

  test("delivers nothing, and what it would deliver is shown apart", () => {
    const simulation = ofHeld("payment-failed-above-500-eur");
    expect(receivers(simulation)).toEqual(["tenant-datadog"]);
    expect(simulation.ifEnabled).toEqual(
      ofDev("payment-failed-above-500-eur").deliveries.filter(({ stack }) => stack === "tenant-slack"),
    );
    expect(simulation.unmatched.find(({ stack }) => stack === "tenant-slack")?.reason).toBe("the rule is disabled");
  });

  test("would deliver nothing of an event that it does not match", () => {
    expect(ofHeld("order-placed").ifEnabled).toEqual([]);
  });
});

describe("the whole of a delivery", () => {
  test("an API key and a text with values: Slack", () => {
    const { deliveries } = ofDev("payment-failed-above-500-eur");
    expect(deliveries.find(({ stack }) => stack === "tenant-slack")).toEqual({
      stack: "tenant-slack",
      rule: "acme-dev-slack_messages_payment-failed",
      target: "messages",
      destination: "acme-dev-slack_messages",
      request: {
        method: "POST",
        url: "https://slack.com/api/chat.postMessage",
        headers: {
          ...eventBridgeHeaders,
          "Content-Type": "application/json; charset=utf-8",
          Authorization: "<redacted>",
        },
        body:
          '{"channel":"C0DEVBILL01",' +
          '"text":"Payment of 1,249.50 EUR for invoice INV-2026-018804 failed: insufficient_funds"}',
      },
      authorization: { type: "API_KEY", header: "Authorization" },
      rateLimitPerSecond: 1,
      retry: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 20 },
      deadLetterQueue: "arn:aws:sqs:eu-central-1:200000000001:acme-dev-slack_messages_payment-failed_dlq",
      input: null,
      notDelivered: null,
      deadLetter: null,
      dropped: [],
      unknown: [],
    });
  });

  test("OAuth and a path parameter: Salesforce", () => {
    const { deliveries } = ofDev("customer-registered-with-consent");
    const delivery = deliveries.find(({ stack }) => stack === "tenant-salesforce");
    expect(delivery).toMatchObject({
      request: {
        method: "PATCH",
        url: "https://acme--dev.sandbox.my.salesforce.com/services/data/v66.0/sobjects/Contact/Acme_Customer_Id__c/CUS-100042",
        headers: {
          ...eventBridgeHeaders,
          "Content-Type": "application/json; charset=utf-8",
          Authorization: "Bearer <redacted>",
        },
      },
      authorization: {
        type: "OAUTH_CLIENT_CREDENTIALS",
        tokenRequest: {
          method: "POST",
          url: "https://acme--dev.sandbox.my.salesforce.com/services/oauth2/token",
          headers: [{ name: "Content-Type", value: "application/x-www-form-urlencoded", from: "connection" }],
          bodyParameters: [{ key: "grant_type", value: "client_credentials" }],
        },
      },
      rateLimitPerSecond: 5,
    });
    expect(JSON.parse(delivery?.request?.body ?? "")).toEqual({
      FirstName: "Lena",
      LastName: "Vogt",
      Email: "lena.vogt@mail.example",
      MailingCountryCode: "DE",
    });
  });

  test("the event as it is, and query parameters: Datadog", () => {
    const { event, deliveries } = ofDev("order-placed");
    const request = deliveries.find(({ stack }) => stack === "tenant-datadog")?.request;
    expect(request?.url).toBe(
      "https://http-intake.logs.datadoghq.eu/api/v2/logs?ddsource=eventbridge&service=event-hub&ddtags=env%3Adev",
    );
    expect(request?.body).toBe(JSON.stringify(event));
  });
});

describe("the bus policy of dev", () => {
  test("refuses identity posing as the shop, and says which statement is identity's", () => {
    expect(ofDev("refused-identity-poses-as-shop")).toMatchObject({
      accepted: false,
      policy: {
        decision: "denied",
        statement: null,
        reason: expect.stringMatching(
          /^no statement allows "Order Placed" of com\.acme\.shop\.orders from account 210000000002 \(PublishIdentity: events:source/,
        ) as string,
      },
      deliveries: [],
    });
  });

  const accounts = [...Object.keys(OWN_SOURCES), "999999999999"];
  const pairs = Object.entries(OWN_SOURCES).flatMap(([owner, sources]) =>
    sources.flatMap((source) => accounts.filter((one) => one !== owner).map((account) => ({ account, source }))),
  );

  test.each(pairs)("account $account cannot pose as $source", ({ account, source }) => {
    for (const detailType of ["Order Placed", "Payment Failed", "User Locked Out"]) {
      expect(put(account, source, detailType)).toMatchObject({ accepted: false, deliveries: [] });
    }
  });

  test.each(Object.entries(OWN_SOURCES))("account %s publishes its own sources", (account, sources) => {
    const detailType = { "210000000001": "Order Placed", "210000000003": "Payment Failed" }[account] ?? "Anything";
    for (const source of sources) expect(put(account, source, detailType).accepted).toBe(true);
  });

  test("pins detail-types where an account lists them", () => {
    expect(put("210000000003", "com.acme.billing", "Order Placed").accepted).toBe(false);
  });

  test.each([...accounts, "200000000001"])("account %s cannot pose as an AWS service", (account) => {
    for (const source of ["aws.s3", "aws.events", "aws."]) {
      expect(put(account, source, "Anything").policy).toMatchObject({
        decision: "denied",
        statement: "DenyAwsSources",
      });
    }
  });

  test("sources that only look like one's own are somebody else's", () => {
    for (const source of ["com.acme.identity.x", "com.acme", "Com.Acme.Identity", "com.acme.identity "]) {
      expect(put("210000000002", source, "User Locked Out").accepted).toBe(false);
    }
  });
});

describe("what EventBridge adds to an event", () => {
  const bare = parseEvent('{"source":"com.acme.billing","detail-type":"Payment Failed","detail":{}}');

  test("id, time, Region and account, where they are absent", () => {
    const { event } = simulate({ topology: dev, bus: hub, event: bare, now, newId: () => "an-id" });
    expect(event).toEqual({
      version: "0",
      id: "an-id",
      "detail-type": "Payment Failed",
      source: "com.acme.billing",
      account: "200000000001",
      time: "2026-11-18T12:00:00Z",
      region: "eu-central-1",
      resources: [],
      detail: {},
    });
  });

  test("the account is always the sender's, whatever the event says", () => {
    const event = devEvent("order-placed");
    const simulation = simulate({ topology: dev, bus: hub, event, account: "210000000003" });
    expect(simulation.event["account"]).toBe("210000000003");
    expect(simulation.accepted).toBe(false);
  });
});

describe("rules that do not deliver", () => {
  test("every one is there with its reason", () => {
    const { unmatched, deliveries } = ofDev("payment-failed-above-500-eur");
    const rules = dev.rules.filter(({ busArn }) => busArn === hub.arn);
    expect(unmatched).toHaveLength(rules.length - deliveries.length);
    expect(unmatched).toContainEqual({
      stack: "tenant-slack",
      rule: "acme-dev-slack_messages_user-locked-out",
      reason: 'account is "210000000003"; the pattern wants "210000000002"',
    });
  });

  const slack = dev.rules.filter(({ stack, name }) => stack === "tenant-slack" && name.endsWith("payment-failed"));
  const withRule = (change: Partial<Rule>): Topology => ({
    ...dev,
    rules: slack.map((rule) => ({ ...rule, ...change })),
  });
  const event = devEvent("payment-failed-above-500-eur");
  const of = (topology: Topology) => simulate({ topology, bus: hub, event });

  test.each<[what: string, change: Partial<Rule>, reason: RegExp]>([
    ["disabled", { state: "DISABLED" }, /^the rule is disabled$/],
    ["on a schedule", { trigger: { kind: "schedule", expression: "rate(1 day)" } }, /^the rule runs on a schedule/],
    ["not understood", { trigger: { kind: "unknown", what: "event_pattern: ..." } }, /^not known: event_pattern/],
    ["without a target", { targets: [] }, /^the rule matches and has no target$/],
    [
      "with a pattern that AWS refuses",
      { trigger: { kind: "pattern", pattern: '{"a":1}' } },
      /^Event pattern is not valid/,
    ],
  ])("%s", (_, change, reason) => {
    const { deliveries, unmatched } = of(withRule(change));
    expect(deliveries).toEqual([]);
    expect(unmatched).toMatchObject([{ reason: expect.stringMatching(reason) as string }]);
  });

  test("a pattern that AWS refuses is among the unknown as well", () => {
    expect(of(withRule({ trigger: { kind: "pattern", pattern: "{" } })).unknown).toHaveLength(1);
  });

  const withTarget = (change: Partial<Target>) =>
    withRule({ targets: slack.flatMap(({ targets }) => targets.map((target) => ({ ...target, ...change }))) });

  test("what an input makes no JSON of is a dead letter in the delivery's place", () => {
    const input = { InputTransformer: { InputPathsMap: { s: "$.detail" }, InputTemplate: '{"text": "of <s>"}' } };
    expect(of(withTarget({ input })).deliveries).toMatchObject([
      {
        rule: "acme-dev-slack_messages_payment-failed",
        request: null,
        notDelivered: expect.stringContaining("not JSON with <s> filled in") as string,
        deadLetter: {
          code: "INVALID_JSON",
          message: "Invalid input for target.",
          body: expect.stringMatching(/^\{"text": "of \{"/) as string,
        },
      },
    ]);
  });

  test("what an input makes empty goes nowhere", () => {
    const input = { InputTransformer: { InputPathsMap: { s: "$.detail.missing" }, InputTemplate: "<s>" } };
    expect(of(withTarget({ input })).deliveries).toMatchObject([
      { request: null, notDelivered: "what is rendered is empty, and AWS sends it to nobody", deadLetter: null },
    ]);
  });

  test("so is what nobody knows", () => {
    expect(of(withTarget({ input: { InputPath: "$.detail[?(@.id)]" } })).deliveries).toMatchObject([
      { request: null, notDelivered: null, unknown: [expect.stringContaining("InputPath")] },
    ]);
  });

  test("a target that could not be read whole has no request: it would be another one", () => {
    const [unread] = slack.flatMap(({ targets }) => targets);
    const unknown = [{ stack: "tenant-slack", address: unread?.address ?? "", what: "input: known only after apply" }];
    expect(of({ ...withTarget({}), unknown }).deliveries).toMatchObject([
      { request: null, unknown: [expect.stringContaining("input: known only after apply")] },
    ]);
  });

  test("PutTargets refuses an API destination without a role, and a log group with one", () => {
    const arn = slack[0]?.targets[0]?.arn ?? "";
    expect(of(withTarget({ roleArn: undefined })).deliveries).toMatchObject([
      { request: null, notDelivered: `AWS refuses the target: RoleArn is required for target ${arn}.` },
    ]);
    const logs = "arn:aws:logs:eu-central-1:200000000001:log-group:/aws/events/x";
    const logGroup = { arn: logs, destination: { kind: "other", arn: logs } } as const;
    expect(of(withTarget({ ...logGroup, roleArn: "arn:aws:iam::200000000001:role/r" })).deliveries).toMatchObject([
      { notDelivered: `AWS refuses the target: RoleArn is not supported for target ${logs}.` },
    ]);
    expect(of(withTarget({ ...logGroup, roleArn: undefined })).deliveries).toMatchObject([{ notDelivered: null }]);
  });

  test("PutTargets refuses what is no ARN, as target and as role", () => {
    const refusal = (arn: string) =>
      `AWS refuses the target: Parameter ${arn} is not valid. Reason: Provided Arn is not in correct format.`;
    expect(of(withTarget({ arn: "zzz", destination: { kind: "other", arn: "zzz" } })).deliveries).toMatchObject([
      { request: null, input: null, notDelivered: refusal("zzz") },
    ]);
    expect(of(withTarget({ roleArn: "not-an-arn" })).deliveries).toMatchObject([
      { request: null, notDelivered: refusal("not-an-arn") },
    ]);
  });

  test("an event of another account does not go on to a third account's bus", () => {
    const busArn = "arn:aws:events:eu-central-1:333333333333:event-bus/default";
    const target = {
      arn: busArn,
      destination: { kind: "eventBus", busArn },
      input: {},
      roleArn: "arn:aws:iam::200000000001:role/r",
    } as const;
    expect(of(withTarget(target)).deliveries[0]?.notDelivered).toContain(
      "does not forward it to a bus of another account",
    );
    const hubs = simulate({ topology: withTarget(target), bus: hub, event, account: hub.account });
    expect(hubs.deliveries).toEqual([]); // the rule matches billing's account only
  });
});

describe("an event", () => {
  const valid = { source: "a", "detail-type": "b", detail: {} };

  test.each<[what: string, text: string, message: RegExp]>([
    ["not JSON", "{", /^is not JSON: /],
    ["not an object", "[]", /^is not an event: /],
    [
      "without a source",
      JSON.stringify({ ...valid, source: undefined }),
      /^is not an event: source: missing, where text belongs$/,
    ],
    [
      "without a detail",
      JSON.stringify({ ...valid, detail: undefined }),
      /^is not an event: detail: missing, where an object belongs$/,
    ],
    [
      "with a detail that is text",
      JSON.stringify({ ...valid, detail: "{}" }),
      /^is not an event: detail: "{}", where an object belongs$/,
    ],
    [
      "an entry of PutEvents",
      JSON.stringify({ Source: "a", DetailType: "b", Detail: "{}" }),
      /^is an entry of PutEvents, not an event; write source for Source, detail-type for DetailType, and detail as an/,
    ],
    ["with an account that is a number", JSON.stringify({ ...valid, account: 210000000001 }), /account: /],
    [
      "with a detail-type that PutEvents refuses",
      JSON.stringify({ ...valid, "detail-type": "x".repeat(129) }),
      /^is not an event: detail-type: longer than the 128 characters that PutEvents takes$/,
    ],
    [
      "with a resource that PutEvents refuses",
      JSON.stringify({ ...valid, resources: ["arn", "x".repeat(2_049)] }),
      /^is not an event: resources\.1: longer than the 2,048 characters that PutEvents takes$/,
    ],
    ["with a time that is none", JSON.stringify({ ...valid, time: "today" }), /time: write a time such as/],
  ])("%s is refused", (_, text, message) => {
    expect(() => parseEvent(text)).toThrow(message);
  });

  test("may have the longest detail-type and resource that PutEvents takes", () => {
    const longest = { ...valid, "detail-type": "x".repeat(128), resources: ["x".repeat(2_048)] };
    expect(parseEvent(JSON.stringify(longest))).toMatchObject({ detailType: "x".repeat(128) });
  });

  test("may have 1,048,576 bytes as an entry of PutEvents, and not one more", () => {
    const room = 1_048_576 - '{"x":""}'.length - 2; // source and detail-type have one byte each
    const sized = (bytes: number) => JSON.stringify({ ...valid, detail: { x: "a".repeat(bytes) } });
    expect(() => parseEvent(sized(room))).not.toThrow();
    expect(() => parseEvent(sized(room + 1))).toThrow(/is too large: 1,048,577 bytes/);
    expect(() => parseEvent(JSON.stringify({ ...JSON.parse(sized(room - 13)), time: "2026-11-18T12:00:00Z" }))).toThrow(
      /is too large/,
    );
  });
});

test("which bus: the one that is declared, one by name, or a question", () => {
  expect(hub.name).toBe("acme-dev-central");
  expect(hubBus(dev, "shop").account).toBe("210000000001");
  expect(() => hubBus(dev, "none")).toThrow(
    /^no event bus is called none; there are .*acme-dev-central of 200000000001/,
  );
  expect(() => hubBus({ ...dev, buses: [] })).toThrow("there is no event bus in this Terraform");
});
