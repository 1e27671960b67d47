/** What a change does to publishers, events and limits: dev as it is, beside dev with something changed. */
import type { Delivery } from "#simulator/routing";
import type { ApiDestinationResource, Bus, Rule, Target, Topology } from "#simulator/topology";
import { effectsOn, headRoom, publishingOf, recipientOf, type SampleEvent } from "../../review";
import { devEvent, devTopology } from "../simulator/dev-topology";

const dev = devTopology();
const SHOP = "210000000001";
const IDENTITY = "210000000002";

interface Statement {
  Sid: string;
  Effect: string;
  Principal: unknown;
  Action: string;
  Resource: string;
  Condition?: Record<string, Record<string, unknown>>;
}

function withPolicy(change: (statements: Statement[]) => Statement[]): Topology {
  const buses = dev.buses.map((bus): Bus => {
    if (bus.origin !== "declared" || bus.policy.kind !== "document") return bus;
    const { Statement, ...rest } = JSON.parse(bus.policy.document) as { Statement: Statement[] };
    return {
      ...bus,
      policy: { kind: "document", document: JSON.stringify({ ...rest, Statement: change(Statement) }) },
    };
  });
  return { ...dev, buses };
}

function withRules(change: (rule: Rule) => Rule | undefined): Topology {
  return { ...dev, rules: dev.rules.flatMap((rule) => change(rule) ?? []) };
}

/** What salesforce gets goes to queues in its place. */
function inShadow({ rules, ...topology }: Topology): Topology {
  const shadow = (target: Target): Target => {
    const queueArn = `arn:aws:sqs:eu-central-1:200000000001:${target.id}_shadow`;
    return {
      ...target,
      roleArn: undefined,
      httpParameters: {},
      arn: queueArn,
      destination: { kind: "queue", queueArn },
      shadowOf: target,
    };
  };
  return {
    ...topology,
    rules: rules.map((rule) =>
      rule.stack === "tenant-salesforce" ? { ...rule, targets: rule.targets.map(shadow) } : rule,
    ),
  };
}

/** Salesforce is sent the same text for every event. */
function withConstantInput(): Topology {
  return withRules((rule) =>
    rule.stack === "tenant-salesforce"
      ? { ...rule, targets: rule.targets.map((target) => ({ ...target, input: { Input: '"changed"' } })) }
      : rule,
  );
}

/** The first bus of dev that Terraform declares. */
const central = dev.buses.find(({ origin }) => origin === "declared");

function statement(over: Partial<Statement>): Statement {
  return {
    Sid: "More",
    Effect: "Allow",
    Principal: { AWS: `arn:aws:iam::${IDENTITY}:root` },
    Action: "events:PutEvents",
    Resource: central?.arn ?? "",
    ...over,
  };
}

const changedCells = (head: Topology, base = dev) =>
  publishingOf(base, head)
    .filter(({ before, after }) => before !== after)
    .map(({ account, source, detailType, before, after }) => [account, source, detailType, before, after].join(" "));

describe("who may publish what", () => {
  test("is the same where nothing changes, and lists what each account may", () => {
    const cells = publishingOf(dev, dev);
    expect(cells.every(({ before, after }) => before === "allowed" && after === "allowed")).toBe(true);
    expect(cells).toContainEqual({
      bus: "acme-dev-central",
      account: IDENTITY,
      source: "com.acme.identity",
      detailType: "*",
      before: "allowed",
      after: "allowed",
    });
  });

  test("an account that may pose as another is a new cell", () => {
    const head = withPolicy((statements) => [
      ...statements,
      statement({ Condition: { StringEquals: { "events:source": "com.acme.shop.orders" } } }),
    ]);
    expect(changedCells(head)).toEqual([`${IDENTITY} com.acme.shop.orders * denied allowed`]);
    expect(changedCells(dev, head)).toEqual([`${IDENTITY} com.acme.shop.orders * allowed denied`]);
  });

  test("a statement for everybody is said of any account", () => {
    const head = withPolicy((statements) => [...statements, statement({ Principal: "*" })]);
    expect(changedCells(head)).toEqual(["* * * denied allowed"]);
  });

  test("a pattern of sources is one cell, as the policy writes it", () => {
    const head = withPolicy((statements) => [
      ...statements,
      statement({ Condition: { StringLike: { "events:source": "com.acme.*" } } }),
    ]);
    expect(changedCells(head)).toEqual([`${IDENTITY} com.acme.* * denied allowed`]);
  });

  test("a Deny takes away what a statement allows", () => {
    const head = withPolicy((statements) => [
      ...statements,
      statement({
        Effect: "Deny",
        Principal: "*",
        Condition: { "ForAnyValue:StringEquals": { "events:source": "com.acme.identity" } },
      }),
    ]);
    expect(changedCells(head)).toEqual([`${IDENTITY} com.acme.identity * allowed denied`]);
  });

  test("what hangs on something that is not known is not said to be allowed", () => {
    const head = withPolicy((statements) => [
      ...statements,
      statement({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } }),
    ]);
    expect(changedCells(head)).toEqual(["* * * denied unknown"]);
  });

  test("a bus that is new is absent before", () => {
    expect(changedCells(dev, { ...dev, buses: [] })[0]).toMatch(new RegExp(`^${SHOP} com\\.acme\\..* absent allowed$`));
  });
});

describe("a sample event", () => {
  const samples: SampleEvent[] = [{ name: "order placed", event: devEvent("order-placed") }];
  const [same] = effectsOn(dev, dev, samples);

  test("has the same deliveries where nothing changes", () => {
    expect(same).toMatchObject({ event: "order placed", lost: [], added: [], changed: [] });
    expect(same?.same).toBeGreaterThan(1);
  });

  test("is lost to a rule that is gone or disabled, and added the other way round", () => {
    const isSalesforce = (stack: string) => stack === "tenant-salesforce";
    for (const head of [
      withRules((rule) => (isSalesforce(rule.stack) ? undefined : rule)),
      withRules((rule) => (isSalesforce(rule.stack) ? { ...rule, state: "DISABLED" } : rule)),
    ]) {
      const [effect] = effectsOn(dev, head, samples);
      expect(effect?.lost.map(({ stack }) => stack)).toEqual(["tenant-salesforce"]);
      const [back] = effectsOn(head, dev, samples);
      expect(back?.added.map(({ stack }) => stack)).toEqual(["tenant-salesforce"]);
    }
  });

  test("is lost to a product that goes into the shadow, and new to its queue, and the other way round", () => {
    const shadow = inShadow(dev);
    const words = (deliveries: readonly Delivery[] = []) => deliveries.map(recipientOf);
    const [effect] = effectsOn(dev, shadow, samples);
    const [product = ""] = words(effect?.lost);
    expect(product).toMatch(/^acme-dev-salesforce_/);
    expect([words(effect?.added), effect?.changed]).toEqual([[`the shadow queue of ${product}`], []]);
    const [back] = effectsOn(shadow, dev, samples);
    expect([words(back?.lost), words(back?.added)]).toEqual([words(effect?.added), words(effect?.lost)]);
  });

  test("is sent otherwise in the shadow by what the product would get", () => {
    const [effect] = effectsOn(inShadow(dev), inShadow(withConstantInput()), samples);
    expect(effect?.changed.map(({ differences }) => differences.map(({ path }) => path))).toEqual([
      [expect.stringMatching(/^request\.body/)],
    ]);
  });

  test("is refused where its account may no longer publish", () => {
    const [effect] = effectsOn(
      dev,
      withPolicy(() => []),
      samples,
    );
    expect(effect).toMatchObject({ before: { accepted: true }, after: { accepted: false } });
    expect(effect?.lost.length).toBe(same?.same);
  });

  test("is sent otherwise: the differences are named, also inside the body", () => {
    const head = withRules((rule) => ({
      ...rule,
      targets: rule.targets.map((target) => {
        if (target.destination.kind !== "apiDestination" || rule.stack !== "tenant-sendgrid") return target;
        const { apiDestination } = target.destination;
        return {
          ...target,
          input: { Input: '{"personalizations":[]}' },
          destination: { kind: "apiDestination", apiDestination: { ...apiDestination, rateLimitPerSecond: 9 } },
        };
      }),
    }));
    const [effect] = effectsOn(dev, head, samples);
    expect([effect?.lost, effect?.added, effect?.changed.length]).toEqual([[], [], 1]);
    const paths = effect?.changed[0]?.differences.map(({ path }) => path) ?? [];
    expect(paths).toContain("rateLimitPerSecond");
    expect(paths).toContain("request.body.personalizations[0]");
  });
});

describe("the room that is left", () => {
  const of = (what: string, base: Topology, head: Topology) =>
    headRoom(base, head).find((room) => room.of === what && room.name === "acme-dev-central");

  test("counts the characters of the policy", () => {
    const characters = central?.policy.kind === "document" ? central.policy.document.length : 0;
    expect(
      of(
        "policy characters",
        dev,
        withPolicy(() => []),
      ),
    ).toEqual({
      what: "bus",
      name: "acme-dev-central",
      of: "policy characters",
      before: characters,
      after: expect.any(Number) as number,
      limit: 10_240,
    });
  });

  test("counts the rules of the bus, and those with a wildcard", () => {
    const rules = dev.rules.filter(({ busArn }) => busArn === central?.arn);
    const pattern = '{"source":["com.acme.shop"],"detail":{"wildcard":["a field"],"sku":[{"wildcard":"A-*"}]}}';
    const head = withRules((rule) => {
      if (rule === rules[0]) return undefined;
      return rule === rules[1] ? { ...rule, trigger: { kind: "pattern", pattern } } : rule;
    });
    expect(of("rules", dev, head)).toMatchObject({ before: rules.length, after: rules.length - 1, limit: 300 });
    expect(of("rules with a wildcard", dev, head)).toMatchObject({ before: 0, after: 1, limit: 30 });
  });
});

describe("the peaks that are expected of an API destination", () => {
  const MAIL = "acme-dev-sendgrid_mail";
  const isToMail = ({ targets }: Rule) =>
    targets.some(({ destination }) => "apiDestination" in destination && destination.apiDestination.name === MAIL);

  /** Dev, in which each rule that sends mail declares so much, and SendGrid takes so much. */
  function expecting(peak: number | undefined, rateLimitPerSecond = 2): Topology {
    const limited = (one: ApiDestinationResource) => (one.name === MAIL ? { ...one, rateLimitPerSecond } : one);
    const { rules, ...others } = withRules((rule) =>
      peak !== undefined && isToMail(rule) ? { ...rule, expectedPeakPerSecond: peak } : rule,
    );
    return { ...others, rules, apiDestinations: dev.apiDestinations.map(limited) };
  }
  const rooms = (base: Topology, head: Topology) =>
    headRoom(base, head).filter(({ what }) => what === "API destination");
  const none = expecting(undefined);
  const { length } = dev.rules.filter(isToMail);
  const room = { what: "API destination", name: MAIL, of: "peak per second" };

  test("are no line where neither side declares any", () => {
    expect(rooms(none, none)).toEqual([]);
  });

  test("are added up over its rules, those of a draft among them, and zero where none is declared", () => {
    expect(length).toBeGreaterThan(1);
    const draft = expecting(0.1);
    const head = { ...draft, rules: draft.rules.map((rule): Rule => ({ ...rule, state: "DISABLED" })) };
    expect(rooms(none, head)).toEqual([{ ...room, before: 0, after: length / 10, limit: 2 }]);
    expect(rooms(head, none)).toEqual([{ ...room, before: length / 10, after: 0, limit: 2 }]);
  });

  test("stand beside the rate that it has after, or had where it is gone", () => {
    expect(rooms(expecting(1, 5), expecting(1, 1))).toEqual([{ ...room, before: length, after: length, limit: 1 }]);
    const gone = { ...none, apiDestinations: [], rules: [] };
    expect(rooms(expecting(1, 5), gone)).toEqual([{ ...room, before: length, after: 0, limit: 5 }]);
  });
});
