/** Where `simulate` and the local hub once gave two answers: one event, both sides, one answer. */
import { hubBus, NotAnEventError, parseEvent, simulate } from "#simulator/routing";
import type { ApiDestinationResource, Bus, Rule, Target, Topology } from "#simulator/topology";
import { RunningHub } from "../local/running-hub";
import { CENTRAL_BUS, HUB, SHOP, SMALL_HUB, STRANGER } from "../local/small-hub";

const region = "eu-central-1";

/** How AWS says that a role or the policy of a bus does not allow a rule to forward. */
const LACKING = {
  ERROR_CODE: "NO_PERMISSIONS",
  ERROR_MESSAGE: "Lack of permissions to invoke cross account target.",
};

function bus(account: string, name: string, policy: Bus["policy"]): Bus {
  const arn = `arn:aws:events:${region}:${account}:event-bus/${name}`;
  return { stack: "hub", address: `bus.${name}`, account, region, name, arn, origin: "declared", policy };
}

/** The small hub with one rule on its central bus, for every event of the shop. */
function hubWith(target: Partial<Target>, more: Partial<Rule> = {}): Topology {
  const rules = SMALL_HUB.rules.filter(({ name }) => name === "messages");
  const trigger = { kind: "pattern", pattern: JSON.stringify({ account: [SHOP] }) } as const;
  return {
    ...SMALL_HUB,
    rules: rules.map((rule) => ({
      ...rule,
      trigger,
      targets: rule.targets.map((one) => ({ ...one, input: {}, ...target })),
      ...more,
    })),
  };
}

/** What both sides say to one event. */
async function both(topology: Topology, on: Bus, account: string, detail = "{}") {
  const simulation = simulate({
    topology,
    bus: on,
    account,
    event: parseEvent(`{"source":"acme.shop","detail-type":"Order Placed","detail":${detail}}`),
  });
  let hub: RunningHub | undefined;
  await RunningHub.with(
    async (running) => {
      hub = running;
      const put = running.put(account, { DetailType: "Order Placed", Detail: detail, EventBusName: on.arn });
      // A bus that refuses the event refuses the call; the reports say why.
      await put.catch((error: unknown) => {
        expect(error).toMatchObject({ name: "AccessDeniedException" });
      });
      await running.hub.settled();
    },
    { topology },
  );
  if (hub === undefined) throw new Error("the hub did not run");
  const invocations = (await hub.hub.recorder.requests()).filter(({ kind }) => kind === "invocation");
  const { queues } = hub.hub;
  const letters = queues.queues.flatMap(({ arn }) => queues.letters(arn));
  return { simulation, reports: hub.reports, requests: invocations, letters, problems: hub.hub.problems };
}

const central = hubBus(SMALL_HUB);

test("a target that could not be read whole gets nothing: what it gets would be another request", async () => {
  const topology = hubWith({ address: "target.messages" });
  const unknown = [{ stack: "hub", address: "target.messages", what: "input: known only after apply" }];
  const { simulation, reports, requests } = await both({ ...topology, unknown }, central, SHOP);
  const reason = "target.messages: input: known only after apply";
  expect(simulation.deliveries).toMatchObject([{ request: null, unknown: [reason] }]);
  expect(reports).toMatchObject([{ kind: "accepted" }, { kind: "notSent", reason: `unknown: ${reason}` }]);
  expect(requests).toEqual([]);
});

describe("a bus whose policy nobody knows", () => {
  const shop = bus(SHOP, "shop", { kind: "unknown", what: "this Terraform does not declare the bus" });
  const topology = { ...SMALL_HUB, buses: [central, shop] };

  test("takes events of its own account, which needs no statement, and goes on to its rules", async () => {
    const { simulation, reports } = await both(topology, shop, SHOP);
    expect(simulation).toMatchObject({
      accepted: true,
      policy: { decision: "unknown", reason: "this Terraform does not declare the bus" },
      deliveries: [{ rule: "forward", forwardedTo: CENTRAL_BUS }],
    });
    expect(reports.map(({ kind }) => kind)).toEqual(["accepted", "accepted", "ended"]);
  });

  test("takes none of another account", async () => {
    const { simulation, reports } = await both(topology, shop, STRANGER);
    expect(simulation).toMatchObject({ accepted: false, policy: { decision: "unknown" } });
    expect(reports).toMatchObject([
      { kind: "refused", reason: expect.stringContaining("nobody knows whether its policy allows it") as string },
    ]);
  });
});

describe("an event whose lists can be combined in too many ways to try them all", () => {
  const list = (from: number) =>
    `"l":${JSON.stringify(Array.from({ length: 600 }, (_, n) => ({ a: 1, b: 1, c: n + from })))}`;
  const detail = `{${list(0)},${list(5_000)}}`;
  const pattern = JSON.stringify({ detail: { l: { a: [1], b: [1], c: [-1, { exists: true }] } } });
  const topology = hubWith({}, { trigger: { kind: "pattern", pattern } });
  const why = "has lists within lists that can be combined in too many ways to try them all";

  test("is refused in a sentence where it is put", async () => {
    const event = parseEvent(`{"source":"acme.shop","detail-type":"Order Placed","detail":${detail}}`);
    expect(() => simulate({ topology, bus: central, account: SHOP, event })).toThrow(new NotAnEventError(why));
    await RunningHub.with(
      async (running) => {
        const put = await running.put(SHOP, { DetailType: "Order Placed", Detail: detail, EventBusName: CENTRAL_BUS });
        expect(put).toMatchObject({
          FailedEntryCount: 1,
          Entries: [{ ErrorCode: "InternalFailure", ErrorMessage: `The event ${why}.` }],
        });
        expect(running.reports).toMatchObject([
          { kind: "refused", bus: CENTRAL_BUS, reason: `InternalFailure: The event ${why}.` },
        ]);
      },
      { topology },
    );
  });

  test("is told of where a rule forwards it", async () => {
    const shop = bus(SHOP, "shop", { kind: "none" });
    const forward = SMALL_HUB.rules.filter(({ name }) => name === "forward");
    const withShop = { ...topology, buses: [central, shop], rules: [...topology.rules, ...forward] };
    const { reports } = await both(withShop, shop, SHOP, detail);
    expect(reports).toMatchObject([
      { kind: "accepted", bus: shop.arn },
      { kind: "notSent", rule: "forward", reason: `the event ${why}` },
    ]);
  });
});

describe("a rule that forwards", () => {
  const roleArn = `arn:aws:iam::${HUB}:role/forward`;
  const toBus = (busArn: string) => ({ arn: busArn, destination: { kind: "eventBus", busArn }, roleArn }) as const;
  const open: Bus["policy"] = {
    kind: "document",
    document: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "events:PutEvents" } }),
  };

  test("meets the policy of the next bus", async () => {
    const closed = bus(STRANGER, "closed", { kind: "none" });
    const topology = { ...hubWith(toBus(closed.arn), ruleFor(HUB)), buses: [central, closed] };
    const { simulation, reports } = await both(topology, central, HUB);
    expect(simulation.deliveries[0]?.notDelivered).toMatch(/^the policy of .* does not allow it: no statement/);
    expect(simulation.deliveries[0]?.deadLetter).toEqual({
      code: LACKING.ERROR_CODE,
      message: LACKING.ERROR_MESSAGE,
      body: JSON.stringify(simulation.event),
    });
    expect(reports).toMatchObject([
      { kind: "accepted" },
      { kind: "refused", bus: closed.arn },
      {
        kind: "ended",
        target: { rule: "messages", request: `bus closed of ${STRANGER}` },
        outcome: { letter: { attributes: LACKING } },
      },
    ]);
  });

  test("meets the policies of its role, in the same words and inside one account as well", async () => {
    const second = bus(HUB, "second", open);
    const place = { stack: "hub", address: "role.forward", account: HUB, region, name: "forward", arn: roleArn };
    const own = { inlinePolicies: [], attachedPolicies: [], permissionsBoundary: undefined };
    const allowing = (Resource: string) =>
      JSON.stringify({ Statement: { Effect: "Allow", Action: "events:PutEvents", Resource } });
    const given = (policies: readonly string[], unreadPolicies: readonly string[] = [], trustPolicy?: string) =>
      both(
        {
          ...hubWith(toBus(second.arn)),
          buses: [central, second],
          roles: [{ ...place, ...own, policies, unreadPolicies, trustPolicy }],
        },
        central,
        SHOP,
      );

    const without = await given([allowing(CENTRAL_BUS)]);
    expect(without.simulation.deliveries[0]).toMatchObject({
      notDelivered: expect.stringMatching(/^role forward: events:PutEvents/) as string,
      deadLetter: { code: "NO_PERMISSIONS" },
    });
    expect(without.reports).toMatchObject([
      { kind: "accepted" },
      { kind: "refused", bus: second.arn, reason: expect.stringContaining("role forward") as string },
      { kind: "ended", outcome: { letter: { attributes: LACKING } } },
    ]);
    const withGrant = await given([allowing(second.arn)]);
    expect(withGrant.simulation.deliveries).toMatchObject([{ forwardedTo: second.arn, notDelivered: null }]);
    const trust = (Service: string) =>
      JSON.stringify({ Statement: { Effect: "Allow", Principal: { Service }, Action: "sts:AssumeRole" } });
    const trusting = await given([allowing(second.arn)], [], trust("events.amazonaws.com"));
    expect(trusting.simulation.deliveries).toMatchObject([{ forwardedTo: second.arn }]);
    const distrusting = await given([allowing(second.arn)], [], trust("scheduler.amazonaws.com"));
    expect(distrusting.reports.at(-1)).toMatchObject({ kind: "ended", outcome: { letter: { attributes: LACKING } } });
    for (const policies of [[], [allowing(second.arn)]]) {
      const unread = await given(policies, ["arn:aws:iam::aws:policy/Any"]);
      expect(unread.simulation.deliveries).toMatchObject([
        { notDelivered: null, unknown: [expect.stringContaining("policy/Any is not read") as string] },
      ]);
    }
  });

  test("has a role: PutTargets refuses a target without one, and one that is the rule's own bus", async () => {
    const second = bus(HUB, "second", open);
    const topology = { ...hubWith({ ...toBus(second.arn), roleArn: undefined }), buses: [central, second] };
    const none = await both(topology, central, SHOP);
    const reason = `AWS refuses the target: RoleArn is required for target ${second.arn}.`;
    expect(none.simulation.deliveries).toMatchObject([{ notDelivered: reason }]);
    expect(none.reports.at(-1)).toMatchObject({ kind: "notSent", reason });
    const own = await both(hubWith(toBus(CENTRAL_BUS)), central, SHOP);
    expect(own.reports.at(-1)).toMatchObject({
      kind: "notSent",
      reason: "AWS refuses the target: Source EventBus and Target EventBus must not be the same.",
    });
  });

  /** Rules that take every event of the hub's account along a way of buses. */
  function along(...way: readonly Bus[]): Topology {
    const rules = way.slice(1).flatMap((next, index) =>
      hubWith(toBus(next.arn), ruleFor(HUB)).rules.map((rule) => ({
        ...rule,
        name: `to-${next.name}`,
        arn: `${way[index]?.arn.replace(":event-bus/", ":rule/") ?? ""}/to-${next.name}`,
        region: way[index]?.region ?? region,
        busArn: way[index]?.arn ?? "",
      })),
    );
    return { ...SMALL_HUB, buses: [...new Set(way)], rules };
  }

  test("takes an event to one other bus of a Region, whatever the account, and a loop ends there", async () => {
    const second = bus(HUB, "second", open);
    for (const third of [bus(HUB, "third", open), central]) {
      const topology = along(central, second, third);
      const { simulation, reports } = await both(topology, central, HUB);
      expect(simulation.deliveries).toMatchObject([{ forwardedTo: second.arn }]);
      const [first] = topology.rules;
      const next = simulate({
        topology,
        bus: second,
        event: parseEvent(JSON.stringify(simulation.event)),
        forwardedBy: first,
      });
      const message = (id: string) =>
        `Event ingestion rejected for event ${id} because an event can be sent to an event bus target only once. ` +
        "This event was previously delivered to an event bus target.";
      const { id } = simulation.event;
      if (typeof id !== "string") throw new Error("it has no id");
      expect(next.deliveries).toMatchObject([
        { deadLetter: { code: "THIRD_ACCOUNT_HOP_DETECTED", message: message(id), body: JSON.stringify(next.event) } },
      ]);
      const [accepted] = reports;
      if (accepted?.kind !== "accepted") throw new Error("it was not accepted");
      expect(reports.slice(1)).toMatchObject([
        { kind: "accepted", bus: second.arn },
        {
          kind: "ended",
          outcome: {
            letter: {
              attributes: { ERROR_CODE: "THIRD_ACCOUNT_HOP_DETECTED", ERROR_MESSAGE: message(accepted.event.id) },
            },
          },
        },
      ]);
    }
  });

  test("takes an event to one other Region, before or after the other bus of its own, and to no third", async () => {
    const [near, far, farther, third] = [
      bus(HUB, "near", open),
      inRegion("us-west-2", "far"),
      inRegion("us-west-2", "farther"),
      inRegion("eu-west-1", "third"),
    ];
    const lastOf = async (...way: readonly Bus[]) => (await both(along(...way), central, HUB)).reports.at(-1);
    expect(await lastOf(central, near, far)).toMatchObject({ kind: "accepted", bus: far.arn });
    expect(await lastOf(central, far, farther)).toMatchObject({ kind: "accepted", bus: farther.arn });
    const code = (ERROR_CODE: string) => ({ kind: "ended", outcome: { letter: { attributes: { ERROR_CODE } } } });
    expect(await lastOf(central, far, third)).toMatchObject(code("THIRD_REGION_HOP_DETECTED"));
    const last = inRegion("us-west-2", "last");
    expect(await lastOf(central, far, farther, last)).toMatchObject(code("THIRD_ACCOUNT_HOP_DETECTED"));
  });

  function inRegion(where: string, name: string): Bus {
    const one = bus(HUB, name, open);
    return { ...one, region: where, arn: one.arn.replace(region, where) };
  }

  test("does not take an event that another account put to a third account", async () => {
    const theirs = bus(STRANGER, "theirs", open);
    const topology = { ...hubWith(toBus(theirs.arn)), buses: [central, theirs] };
    const { simulation, reports } = await both(topology, central, SHOP);
    expect(simulation.deliveries[0]?.notDelivered).toContain("does not forward it to a bus of another account");
    expect(reports).toMatchObject([
      { kind: "accepted", bus: CENTRAL_BUS },
      { kind: "ended", outcome: { letter: { attributes: { ERROR_CODE: "THIRD_ACCOUNT_HOP_DETECTED" } } } },
    ]);
  });

  test("has no target with an input: AWS refuses one", async () => {
    const second = bus(HUB, "second", open);
    const input = { Id: "second", InputPath: "$.detail" };
    const topology = { ...hubWith({ ...toBus(second.arn), input }), buses: [central, second] };
    const { simulation, reports } = await both(topology, central, SHOP);
    const reason = "AWS refuses the target: Modifying the input for target second is not supported.";
    expect(simulation.deliveries).toMatchObject([{ notDelivered: reason }]);
    expect(reports).toMatchObject([{ kind: "accepted" }, { kind: "notSent", reason }]);
  });

  test("to a bus of other Terraform is as far as anybody can see", async () => {
    const elsewhere = `arn:aws:events:${region}:${HUB}:event-bus/elsewhere`;
    const { simulation, reports } = await both(hubWith(toBus(elsewhere)), central, SHOP);
    expect(simulation.deliveries).toMatchObject([
      {
        input: JSON.stringify(simulation.event),
        unknown: [expect.stringContaining("not in this Terraform") as string],
      },
    ]);
    expect(reports.at(-1)).toMatchObject({
      kind: "notSent",
      reason: expect.stringContaining("not in this Terraform") as string,
    });
  });

  function ruleFor(account: string): Partial<Rule> {
    return { trigger: { kind: "pattern", pattern: JSON.stringify({ account: [account] }) } };
  }
});

describe("what is sent", () => {
  test("on an assumption is shown, and the assumption said", async () => {
    const input = { InputTransformer: { InputPathsMap: { id: "$.detail.id" }, InputTemplate: '{"id":"<id>"}' } };
    const { simulation, reports, requests } = await both(hubWith({ input }), central, SHOP, '{"id":null}');
    const unknown = ["<id>: how AWS writes null inside the quotes of an object"];
    expect(simulation.deliveries).toMatchObject([{ request: { body: '{"id":"null"}' }, unknown }]);
    expect(requests).toMatchObject([{ body: '{"id":"null"}' }]);
    expect(reports[1]).toMatchObject({ kind: "assumed", unknowns: unknown });
  });

  test("is the whole event as it came, its numbers included, for a target without an input", async () => {
    const { requests } = await both(hubWith({}), central, SHOP, '{"amount":1.10,"id":9007199254740993}');
    expect(requests[0]?.body).toContain('"detail":{"amount":1.10,"id":9007199254740993}');
  });

  test("keeps its numbers and its keys through a template", async () => {
    const detail = '{"amount":1.10,"id":9007199254740993,"zero":-0,"huge":1e400,"__proto__":{"a":1}}';
    const input = { InputTransformer: { InputPathsMap: { all: "$.detail" }, InputTemplate: '{"all":<all>}' } };
    const { simulation, requests } = await both(hubWith({ input }), central, SHOP, detail);
    expect(simulation.deliveries).toMatchObject([{ request: { body: `{"all":${detail}}` } }]);
    expect(requests).toMatchObject([{ body: `{"all":${detail}}` }]);
  });

  test("matches by every value of a key that is written twice, and by all digits of a number", async () => {
    const detail = '{"kind":"gift","id":9007199254740993,"kind":"order"}';
    const trigger = (pattern: object) => ({ kind: "pattern", pattern: JSON.stringify(pattern) }) as const;
    const twice = hubWith({}, { trigger: trigger({ detail: { kind: ["gift"] } }) });
    const { simulation, requests } = await both(twice, central, SHOP, detail);
    expect(simulation.deliveries).toMatchObject([{ request: { body: expect.stringContaining(detail) as string } }]);
    expect(requests).toMatchObject([{ body: expect.stringContaining(detail) as string }]);
    const rounded = hubWith({}, { trigger: trigger({ detail: { id: [9007199254740992] } }) });
    const other = await both(rounded, central, SHOP, detail);
    expect([other.simulation.deliveries, other.requests]).toEqual([[], []]);
  });

  test("is a dead letter where the input makes no JSON of the event", async () => {
    const input = { InputTransformer: { InputPathsMap: { to: "$.detail.to" }, InputTemplate: '{"to":"<to>"}' } };
    // The queue of this rule takes its letters.
    const contacts = SMALL_HUB.rules.find(({ name }) => name === "contacts");
    const [sent] = contacts?.targets ?? [];
    if (contacts === undefined || sent === undefined) throw new Error("no rule");
    const topology = hubWith({ ...sent, input }, { arn: contacts.arn });
    const { simulation, reports, requests, letters } = await both(topology, central, SHOP, '{"to":["a"]}');
    const body = '{"to":"["a"]"}';
    const attributes = {
      RULE_ARN: contacts.arn,
      TARGET_ARN: sent.arn,
      ERROR_CODE: "INVALID_JSON",
      ERROR_MESSAGE: "Invalid input for target.",
    };
    expect(simulation.deliveries).toMatchObject([{ request: null, deadLetter: { code: "INVALID_JSON", body } }]);
    expect(reports).toMatchObject([{ kind: "accepted" }, { kind: "ended", outcome: { kind: "deadLettered" } }]);
    expect(letters).toEqual([{ body, attributes }]);
    expect(requests).toEqual([]);
  });

  test("is nothing over an endpoint that AWS refuses", async () => {
    const [message] = SMALL_HUB.apiDestinations.filter(({ name }) => name === "messages");
    const apiDestination = { ...message, endpoint: "http://chat.example" } as ApiDestinationResource;
    const topology = hubWith({ destination: { kind: "apiDestination", apiDestination } });
    const { simulation, reports } = await both(topology, central, SHOP);
    const reason = "the endpoint of an API destination is an HTTPS URL, not http://chat.example";
    expect(simulation.deliveries).toMatchObject([{ notDelivered: reason }]);
    expect(reports).toMatchObject([{ kind: "accepted" }, { kind: "notSent", reason }]);
  });

  test("is the time of arrival to the millisecond, where a template asks for it", async () => {
    const input = { InputTransformer: { InputTemplate: '{"at": "<aws.events.event.ingestion-time>"}' } };
    const { simulation, requests } = await both(hubWith({ input }), central, SHOP);
    const at = /^\{"at":\s*"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"\}$/;
    expect(simulation.deliveries[0]?.request?.body).toMatch(at);
    expect(requests[0]?.body).toMatch(at);
  });
});

describe("a rule that nobody can match", () => {
  test.each<[what: string, trigger: Rule["trigger"], said: RegExp]>([
    ["AWS refuses its pattern", { kind: "pattern", pattern: '{"a":1}' }, /event_pattern: Event pattern is not valid/],
    ["its pattern is not known", { kind: "unknown", what: "it has neither pattern nor schedule" }, /neither pattern/],
  ])("is named by both alike: %s", async (_, trigger, said) => {
    const { simulation, problems } = await both(hubWith({}, { trigger }), central, SHOP);
    const sentences = simulation.unknown.map(({ stack, address, what }) => `${stack}: ${address}: ${what}`);
    expect(problems).toEqual(sentences);
    expect(problems).toEqual([expect.stringMatching(said)]);
    expect(simulation.deliveries).toEqual([]);
  });

  test("is named once, where the reader of the Terraform has named it already", async () => {
    const trigger = {
      kind: "unknown",
      what: "event_pattern: known only after apply; state: known only after apply",
    } as const;
    const unread = hubWith({}, { trigger });
    const unknown = ["event_pattern", "state"].map((argument) => ({
      stack: "hub",
      address: unread.rules[0]?.address ?? "",
      what: `${argument}: known only after apply`,
    }));
    const { simulation, problems } = await both({ ...unread, unknown }, central, SHOP);
    expect(simulation.unknown).toEqual(unknown);
    expect(problems).toHaveLength(2);
  });
});

describe("a function", () => {
  const functionArn = `arn:aws:lambda:${region}:${HUB}:function:tell`;
  const toFunction = { arn: functionArn, destination: { kind: "function", functionArn } } as const;

  test("that no permission lets EventBridge invoke gets nothing", async () => {
    const lambda = {
      ...{ stack: "hub", address: "aws_lambda_function.tell", account: HUB, region, name: "tell", arn: functionArn },
      ...{ codeFile: undefined, handler: "index.handler", runtime: "nodejs22.x", roleArn: "", environment: {} },
      ...{ timeoutSeconds: 3, memoryMegabytes: 128, reservedConcurrency: undefined, permissions: [] },
      asyncInvocation: { maximumRetryAttempts: 0, onFailure: undefined },
    };
    const { simulation, reports } = await both({ ...hubWith(toFunction), functions: [lambda] }, central, SHOP);
    const why = "no aws_lambda_permission lets events.amazonaws.com invoke tell";
    const message = `${functionArn} may not be invoked: ${why}`;
    expect(simulation.deliveries).toMatchObject([
      {
        input: null,
        notDelivered: `EventBridge may not invoke it: ${why}`,
        deadLetter: { code: "NO_PERMISSIONS", message, body: JSON.stringify(simulation.event) },
      },
    ]);
    expect(reports.at(-1)).toMatchObject({
      kind: "ended",
      outcome: { letter: { attributes: { ERROR_CODE: "NO_PERMISSIONS", ERROR_MESSAGE: message } } },
    });
  });

  test("of other Terraform gets what can be said, and is not run", async () => {
    const { simulation, reports } = await both(hubWith(toFunction), central, SHOP);
    expect(simulation.deliveries).toMatchObject([{ input: JSON.stringify(simulation.event) }]);
    expect(reports.at(-1)).toMatchObject({
      kind: "notSent",
      reason: `its target is not in this Terraform: ${functionArn}`,
    });
  });
});

test("another AWS service gets what simulate shows, and nobody to receive it on this machine", async () => {
  const arn = `arn:aws:sqs:${region}:${HUB}:orders`;
  const { simulation, reports } = await both(hubWith({ arn, destination: { kind: "other", arn } }), central, SHOP);
  expect(simulation.deliveries).toMatchObject([{ destination: arn, input: JSON.stringify(simulation.event) }]);
  expect(reports.at(-1)).toMatchObject({ kind: "notSent", reason: `its target is not simulated: ${arn}` });
});
