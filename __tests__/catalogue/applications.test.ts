import path from "node:path";
import { environmentApp } from "../../stacks/environment-app";
import { synthesize } from "../synthesized";
import { load, printedFindings, withEnvironment, type Edit } from "./environment-folder";
import { applications } from "./applications-folder";

const { environment } = withEnvironment(applications(), load);
const [orders, signup] = environment?.functions ?? [];
const [api] = environment?.ingress ?? [];

/** The same files without functions and ingress, or with empty folders of these names. */
const without: readonly (readonly [string, Edit])[] = [
  ["without the folders", {}],
  ["with empty folders", { folders: ["functions", "ingress"] }],
];

test.each(without)("an environment %s has no functions and no API", (_, edit) => {
  const result = withEnvironment(edit, load);
  expect(result.findings).toEqual([]);
  expect(result.environment).toMatchObject({ functions: [], ingress: [] });
});

test("a sound environment with functions and an API has no findings", () => {
  expect(printedFindings(applications())).toEqual([]);
});

test("functions and APIs change no byte of the stacks beside them", () => {
  const emitted = (edit: Edit) => {
    const loaded = withEnvironment(edit, load).environment;
    if (loaded === undefined) throw new Error("The environment has errors");
    return synthesize((outdir) => environmentApp(loaded, outdir)).files;
  };
  const [before, after] = [emitted({}), emitted(applications())];
  const stacks = [...before.keys()].filter((file) => file.endsWith(".tf.json"));
  expect(stacks).toContain("stacks/central-bus/cdk.tf.json");
  for (const file of stacks) expect(after.get(file)).toBe(before.get(file));
});

test("an alias becomes its account, and hub the hub's", () => {
  expect(orders?.account).toBe("100000000001");
  expect(signup?.account).toBe("100000000002");
  expect(api?.account).toBe("100000000002");
});

test("a handler becomes the file that exports it", () => {
  expect(signup?.functions[0]?.entry).toBe(path.join(__dirname, "handlers", "create-user", "index.ts"));
});

test("a function is run for events of the accounts that may publish them only", () => {
  expect(orders?.functions[0]?.consumes).toEqual([
    {
      id: "order-placed",
      rulePattern: { account: ["100000000002"], source: ["com.acme.shop"], "detail-type": ["Order Placed"] },
      retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
    },
  ]);
});

test("what files leave out is filled in", () => {
  expect(signup).toMatchObject({ logRetentionDays: 90, tables: [{ id: "users", deletionProtection: true }] });
  expect(signup?.functions[1]).toMatchObject({ timeoutSeconds: 10, memoryMegabytes: 256, environment: {} });
});

test("a function is told of the largest request that its route allows, and one without a route of none", () => {
  expect(signup?.functions.map(({ maximumRequestBytes }) => maximumRequestBytes)).toEqual([65_536, undefined]);
});

test("a route's function is named by file and id", () => {
  expect(api?.routes[0]?.integration).toEqual({ type: "function", file: "signup", id: "create-user" });
});

test("rules of functions count among those of the hub bus", () => {
  const consumers = Array.from(
    { length: 298 },
    (_, n) => `      e-${n}: { eventPattern: { source: [com.acme.shop] } }\n`,
  ).join("");
  const edit = applications("functions/orders.yaml", "      order-placed:\n", `${consumers}      order-placed:\n`);
  expect(printedFindings(edit)).toEqual([
    "hub.yaml:6:9: error: region: events of tenants and functions make 303 rules on the hub bus, 300 are allowed in eu-central-1; write fewer events with wider patterns, or quotas.rulesPerBus once AWS has raised it [too-many-rules]",
  ]);
});

test("environment variables hold 4,096 bytes as one JSON text, what is filled in among them, and no more", () => {
  // In words, as one long word would be taken for a credential.
  const variable = (bytes: number) =>
    applications("functions/signup.yaml", "TONE: polite", `TONE: ${"a ".repeat(bytes).slice(0, bytes - 1)}b`);
  const emitted = JSON.stringify({
    USERS_TABLE: "acme-dev_signup_users",
    BUS: "arn:aws:events:eu-central-1:100000000001:event-bus/acme-dev-central",
    TONE: "",
    MAXIMUM_REQUEST_BYTES: "65536",
  }).length;
  expect(printedFindings(variable(4_096 - emitted))).toEqual([]);
  expect(printedFindings(variable(4_097 - emitted))[0]).toContain("4,097 bytes as JSON, Lambda allows 4,096");
});

/** A limit of AWS: an edit that makes so many, and what is said of one too many. */
const limits: readonly {
  readonly what: string;
  readonly allowed: number;
  readonly edit: (n: number) => Edit;
  readonly says: string;
}[] = [
  {
    what: "routes of an API",
    allowed: 300,
    edit: (n) =>
      applications("ingress/signup.yaml", "routes:\n", `routes:\n${moreRoutes(n - 2, () => "{ type: IAM }")}`),
    says: "routes: 301 routes, AWS allows 300 of an API",
  },
  {
    what: "JWT authorizers of an API",
    allowed: 10,
    edit: (n) =>
      applications(
        "ingress/signup.yaml",
        "routes:\n",
        `routes:\n${moreRoutes(n - 1, (index) => `{ type: JWT, issuer: "https://login.example.com/", audience: [a-${index}] }`)}`,
      ),
    says: "routes: 11 pairs of issuer and audience, AWS allows 10 of an API",
  },
  {
    what: "audiences of a route",
    allowed: 50,
    edit: (n) => applications("ingress/signup.yaml", "[orders]", JSON.stringify(many(n, (index) => `a-${index}`))),
    says: "write at most 50 audiences",
  },
  {
    what: "scopes of a route",
    allowed: 10,
    edit: (n) =>
      applications(
        "ingress/signup.yaml",
        "[orders]",
        `[orders], scopes: ${JSON.stringify(many(n, (index) => `s-${index}`))}`,
      ),
    says: "write at most 10 scopes",
  },
  {
    what: "indexes of a table",
    allowed: 20,
    edit: (n) =>
      applications(
        "functions/signup.yaml",
        "    indexes:\n",
        `    indexes:\n${many(n - 1, (index) => `      by-${index}: { partitionKey: { name: k${index}, type: S } }\n`).join("")}`,
      ),
    says: "tables.users.indexes: 21 indexes, AWS allows 20 of a table",
  },
  {
    what: "characters of the statement in the function's policy",
    allowed: 100,
    edit: (n) =>
      applications("ingress/signup.yaml", "  create-user:\n", `  ${"r".repeat(n - "route_signup_".length)}:\n`),
    says: "of the statement of the function's policy is 1 character longer than the 100",
  },
];

function many<T>(n: number, each: (index: number) => T): T[] {
  return Array.from({ length: n }, (_, index) => each(index));
}

function moreRoutes(n: number, authorizer: (index: number) => string): string {
  const integration = "{ type: event, source: com.acme.shop, detailType: Order Placed }";
  const route = (index: number) =>
    `  r${index}: { method: GET, path: /r${index}, authorizer: ${authorizer(index)}, integration: ${integration} }\n`;
  return many(n, route).join("");
}

describe.each(limits)("$allowed $what", ({ allowed, edit, says }) => {
  it("pass", () => {
    expect(printedFindings(edit(allowed))).toEqual([]);
  });

  it("and one more does not", () => {
    const findings = printedFindings(edit(allowed + 1));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(says);
  });
});
