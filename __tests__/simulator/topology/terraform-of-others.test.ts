/** What Terraform of others leaves open is never a firm verdict: it is named, and what hangs on it is said. */
import { rmSync } from "node:fs";
import { hubBus, parseEvent, simulate, type Simulation } from "#simulator/routing";
import { readTopology, type Topology } from "#simulator/topology";
import { emittedFolder } from "./emitted-folder";

const OWNER = "111111111111";
const PARTNER = "222222222222";
const STRANGER = "333333333333";
const fenced = { aws: [{ region: "eu-west-1", allowed_account_ids: [OWNER] }] };
const queue = `arn:aws:sqs:eu-west-1:${OWNER}:q`;

const outdirs: string[] = [];
afterEach(() => {
  for (const outdir of outdirs.splice(0)) rmSync(outdir, { recursive: true });
});

function read(resource: object, provider: object = fenced): Topology {
  const outdir = emittedFolder({ app: { provider, resource } });
  outdirs.push(outdir);
  return readTopology({ kind: "cdktf", outdir });
}

/** What becomes of an order that an account puts on a bus. */
function put(topology: Topology, account: string, busName?: string): Simulation {
  const event = parseEvent('{"source":"shop","detail-type":"Order","detail":{}}');
  return simulate({ topology, event, bus: hubBus(topology, busName), account });
}

const decision = (topology: Topology, account: string, busName?: string) =>
  put(topology, account, busName).policy.decision;

const buses = { aws_cloudwatch_event_bus: { one: { name: "one" }, two: { name: "two" } } };
const permission = { principal: PARTNER, statement_id: "partner" };

describe("a permission whose bus is not known", () => {
  const topology = read({
    ...buses,
    aws_cloudwatch_event_rule: { r: { name: "r", event_pattern: '{"source":["shop"]}' } },
    aws_cloudwatch_event_permission: { p: { ...permission, event_bus_name: "${var.bus}" } },
  });

  test.each(["one", "two"])("may let its account put events on %s, and nobody knows whether it does", (name) => {
    const { decision: decided, reason } = put(topology, PARTNER, name).policy;
    expect(decided).toBe("unknown");
    expect(reason).toMatch(/^aws_cloudwatch_event_permission\.p: event_bus_name: \$\{var\.bus\} is/);
  });

  test("is not given to the default bus", () => {
    expect(decision(topology, PARTNER, "default")).toBe("unknown");
  });

  test("changes nothing for the owner: a permission only allows", () => {
    expect(decision(topology, OWNER, "one")).toBe("allowed");
  });
});

test("a permission whose principal is not known may be for anybody, on its bus alone", () => {
  const topology = read({
    ...buses,
    aws_cloudwatch_event_permission: { p: { ...permission, principal: "${var.account}", event_bus_name: "one" } },
  });
  expect(decision(topology, PARTNER, "one")).toBe("unknown");
  expect(decision(topology, PARTNER, "two")).toBe("denied");
});

test("permissions of which only a plan knows how many there are may be for anybody", () => {
  const topology = read({
    ...buses,
    aws_cloudwatch_event_permission: {
      p: { ...permission, event_bus_name: "one", for_each: "${toset(var.accounts)}", principal: "${each.value}" },
    },
  });
  expect(decision(topology, PARTNER, "one")).toBe("unknown");
});

test("a policy document whose bus is not known may deny the owner too", () => {
  const topology = read({
    ...buses,
    aws_cloudwatch_event_bus_policy: { p: { event_bus_name: "${var.bus}", policy: '{"Statement":[]}' } },
  });
  for (const account of [OWNER, PARTNER]) expect(decision(topology, account, "one")).toBe("unknown");
});

test("a bus that is only referred to may have permissions of others: a stranger is not known to be refused", () => {
  const topology = read({ aws_cloudwatch_event_permission: { p: { ...permission, event_bus_name: "default" } } });
  expect(decision(topology, PARTNER)).toBe("allowed");
  expect(decision(topology, STRANGER)).toBe("unknown");
});

describe("a rule whose bus is not known", () => {
  const topology = read({
    ...buses,
    aws_cloudwatch_event_rule: {
      lost: { name: "lost", event_bus_name: "${var.bus}", event_pattern: '{"source":["shop"]}' },
    },
    aws_cloudwatch_event_target: { t: { rule: "lost", event_bus_name: "${var.bus}", arn: queue } },
  });

  test("is on no bus, the default one neither, and is named", () => {
    expect(topology.buses.map(({ name }) => name)).toEqual(["one", "two"]);
    const { deliveries, unknown } = put(topology, OWNER, "one");
    expect(deliveries).toEqual([]);
    expect(unknown).toContainEqual(
      expect.objectContaining({
        address: "aws_cloudwatch_event_rule.lost",
        what: expect.stringMatching(/^event_bus_name: /) as string,
      }),
    );
  });

  test("has its target all the same, by its name", () => {
    expect(topology.rules[0]?.targets.map(({ arn }) => arn)).toEqual([queue]);
    expect(topology.unknown.filter(({ address }) => address === "aws_cloudwatch_event_target.t")).toHaveLength(1);
  });
});

describe("a rule that matches and whose targets cannot be read", () => {
  const reasonWith = (target: object) => {
    const topology = read({
      aws_cloudwatch_event_rule: { r: { name: "r", event_pattern: '{"source":["shop"]}' } },
      aws_cloudwatch_event_target: { t: target },
    });
    return put(topology, OWNER).unmatched.map(({ reason }) => reason);
  };

  test.each<[what: string, target: object, why: RegExp]>([
    ["an ARN that is not known", { rule: "r", arn: "${var.queue}" }, /aws_cloudwatch_event_target\.t: arn: /],
    ["a rule that is not known", { rule: "${var.rule}", arn: queue }, /aws_cloudwatch_event_target\.t: rule: /],
    ["several of which only a plan knows", { rule: "r", arn: queue, count: 2 }, /only a plan tells how many/],
  ])("is not said to have none: %s", (_, target, why) => {
    const [reason] = reasonWith(target);
    expect(reason).toMatch(/^the rule matches, and what it sends to is not known: /);
    expect(reason).toMatch(why);
  });

  test("of another name is said to have none", () => {
    expect(reasonWith({ rule: "s", arn: "${var.queue}" })).toEqual(["the rule matches and has no target"]);
  });
});

test("a target id that is not known matters to nobody", () => {
  const topology = read({
    aws_cloudwatch_event_rule: { r: { name: "r", event_pattern: '{"source":["shop"]}' } },
    aws_cloudwatch_event_target: { t: { rule: "r", arn: queue, target_id: "${lookup(var.t, 0)}" } },
  });
  expect(topology.unknown).toEqual([]);
  expect(put(topology, OWNER).deliveries).toMatchObject([{ unknown: [], input: expect.any(String) as string }]);
});

describe("an account that Terraform does not tell", () => {
  const untold = { aws: [{ region: "eu-west-1" }] };

  test("may be anybody's: whoever puts the event may own the bus", () => {
    const { policy, accepted } = put(read({ aws_cloudwatch_event_bus: { one: { name: "one" } } }, untold), OWNER);
    expect([policy.decision, accepted]).toEqual(["unknown", false]);
    expect(policy.reason).toMatch(/^the Terraform does not tell the account of app: if it is 111111111111, /);
  });

  test("changes nothing where a statement is for whoever puts the event", () => {
    const topology = read(
      {
        aws_cloudwatch_event_bus: { one: { name: "one" } },
        aws_cloudwatch_event_permission: { p: { ...permission, event_bus_name: "one" } },
      },
      untold,
    );
    expect(decision(topology, PARTNER)).toBe("allowed");
    expect(decision(topology, STRANGER)).toBe("unknown");
  });

  test.each([
    ["allowed_account_ids", { allowed_account_ids: [OWNER] }],
    ["the role that the provider takes on", { assume_role: [{ role_arn: `arn:aws:iam::${OWNER}:role/deploy` }] }],
    ["the same, as a single block", { assume_role: { role_arn: `arn:aws:iam::${OWNER}:role/deploy` } }],
  ])("is told by %s", (_, settings) => {
    const { buses: read1 } = read(buses, { aws: [{ region: "eu-west-1", ...settings }] });
    expect(read1.map(({ account }) => account)).toEqual([OWNER, OWNER]);
  });

  test.each(["${var.account}", "1234"])("is not told by %s", (id) => {
    const { buses: read1 } = read(buses, { aws: [{ region: "eu-west-1", allowed_account_ids: [id] }] });
    expect(read1.map(({ account }) => account)).toEqual(["<account of app>", "<account of app>"]);
  });
});

describe("a plan", () => {
  const event = { name: "b", address: "aws_cloudwatch_event_bus.b", mode: "managed", type: "aws_cloudwatch_event_bus" };
  const identity = (name: string, account: string) => ({
    ...{ address: `data.aws_caller_identity.${name}`, mode: "data", type: "aws_caller_identity", name },
    values: { account_id: account },
  });
  const planOf = (data: object[], configured: object[], more: object = {}) => ({
    format_version: "1.2",
    planned_values: { root_module: { resources: [{ ...event, values: { name: "b" } }] } },
    prior_state: { format_version: "1.0", values: { root_module: { resources: data } } },
    configuration: {
      provider_config: { aws: { expressions: { region: { constant_value: "eu-west-1" } } } },
      root_module: { resources: configured },
    },
    ...more,
  });
  const read1 = (json: object) => readTopology({ kind: "showJson", stacks: [{ name: "p", json }] });
  const configuredData = (name: string, key: string) => ({
    ...{ address: `data.aws_caller_identity.${name}`, mode: "data", type: "aws_caller_identity", name },
    provider_config_key: key,
  });

  test("knows its account from the data that it has read", () => {
    const plan = planOf([identity("current", OWNER)], [configuredData("current", "aws")]);
    expect(read1(plan).buses.map(({ account }) => account)).toEqual([OWNER]);
  });

  test("does not take the account of another provider for its own", () => {
    const plan = planOf([identity("other", PARTNER)], [configuredData("other", "aws.other")]);
    expect(read1(plan).buses.map(({ account }) => account)).toEqual(["<account of p>"]);
  });

  test("follows each.value to the instance of the same key", () => {
    const of = (type: string, name: string, key: string, values: object) => ({
      ...{ address: `${type}.${name}["${key}"]`, mode: "managed", type, name, index: key, values },
    });
    const destination = {
      http_method: "POST",
      invocation_endpoint: "https://x.example.com/in",
      connection_arn: "arn:c",
    };
    const json = {
      format_version: "1.2",
      planned_values: {
        root_module: {
          resources: [
            of("aws_cloudwatch_event_api_destination", "d", "eu", { ...destination, name: "d-eu" }),
            of("aws_cloudwatch_event_api_destination", "d", "us", { ...destination, name: "d-us" }),
            of("aws_cloudwatch_event_rule", "r", "eu", { name: "r-eu", event_pattern: "{}" }),
            of("aws_cloudwatch_event_target", "t", "eu", { rule: "r-eu" }),
          ],
        },
      },
      resource_changes: [{ address: 'aws_cloudwatch_event_target.t["eu"]', change: { after_unknown: { arn: true } } }],
      configuration: {
        provider_config: { aws: { expressions: { region: { constant_value: "eu-west-1" } } } },
        root_module: {
          resources: [
            {
              ...{ mode: "managed", type: "aws_cloudwatch_event_target", name: "t" },
              expressions: { arn: { references: ["each.value.arn", "each.value"] } },
              for_each_expression: { references: ["aws_cloudwatch_event_api_destination.d"] },
            },
          ],
        },
      },
    };
    expect(read1(json).rules[0]?.targets).toMatchObject([
      { destination: { kind: "apiDestination", apiDestination: { name: "d-eu" } } },
    ]);
  });

  test("without resources is one, as an empty state is", () => {
    expect(read1({ format_version: "1.0" })).toMatchObject({ buses: [], unknown: [] });
  });

  test("of modules within modules, thousands of them, is refused in a sentence", () => {
    let module: object = { resources: [] };
    for (let level = 0; level < 20_000; level += 1) module = { child_modules: [module] };
    expect(() => read1({ format_version: "1.2", planned_values: { root_module: module } })).toThrow(
      "p is nested too deep",
    );
  });
});
