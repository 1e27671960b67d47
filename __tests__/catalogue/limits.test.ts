import { eventBusArn } from "../../aws/arn";
import { busPolicyDocument } from "../../aws/bus-policy";
import { loadEnvironment } from "../../catalogue";
import { printedFindings, readSound, replaced, withEnvironment, type Edit } from "./environment-folder";
import { manyEvents, manyHeaders, manyPaths, manyPlaceholders, manyTags } from "./many";

/** What AWS allows passes, one more does not. Each limit is reached by an edit that makes so many of something. */
interface Limit {
  readonly what: string;
  readonly allowed: number;
  readonly edit: (amount: number) => Edit;
  readonly says: string;
}

const source = { source: ["com.acme.shop"] };

/** The pattern of salesforce's first event, filled up so that the emitted rule pattern has so many characters. */
function patternOf(characters: number): Edit {
  const emitted = JSON.stringify({ account: ["100000000002"], ...source, detail: { note: [""] } }).length;
  const detail = `detail: { note: ["${"x".repeat(characters - emitted)}"] }`;
  return replaced("tenants/salesforce.yaml", "detail-type: [Order Placed]", detail);
}

function forwardOf(characters: number): Edit {
  const emitted = JSON.stringify({ ...source, detail: { note: [""] } }).length;
  const detail = `detail: { note: ["${"x".repeat(characters - emitted)}"] }`;
  return replaced("sources/shop.yaml", "detail-type: [Order Placed, Order Cancelled]", detail);
}

/** Detail-types of the shop that make the whole bus policy so many characters long. */
function policyOf(characters: number): Edit {
  const place = { account: "100000000001", region: "eu-central-1" };
  const policy = (detailTypes: string[]) =>
    busPolicyDocument({
      busArn: eventBusArn(place, "acme-dev-central"),
      region: place.region,
      organizationId: "o-a1b2c3d4e5",
      publishers: [
        { alias: "shop", account: "100000000002", sources: ["com.acme.shop", "com.acme.billing"], detailTypes },
        { alias: "warehouse", account: "100000000003", sources: ["com.acme.warehouse"] },
      ],
    });
  const types = ["Order Placed", "Order Cancelled", "Invoice Issued"];
  let missing = characters - JSON.stringify(policy(types)).length;
  while (missing > 0) {
    // A member costs two quotes and a comma; the last ones share what is left.
    const size = missing > 250 ? 103 : missing > 125 ? Math.floor(missing / 2) : missing;
    types.push(`${types.length} `.padEnd(size - 3, "x"));
    missing -= size;
  }
  expect(JSON.stringify(policy(types))).toHaveLength(characters);
  return replaced("sources/shop.yaml", "[Order Placed, Order Cancelled, Invoice Issued]", JSON.stringify(types));
}

/** A body parameter of pagerduty's that makes the connection's spec, as Parameter Store keeps it, so many characters long. */
function specOf(characters: number): Edit {
  const emitted = JSON.stringify({
    name: "acme-dev-pagerduty",
    secretName: "acme/dev/tenants/pagerduty",
    authorization: { type: "API_KEY", apiKeyName: "Authorization" },
    invocationHttpParameters: { header: { "X-Routing-Key": { secretKey: "routingKey" } }, body: { note: "" } },
    kmsKeyIdentifier: "arn:aws:kms:eu-central-1:100000000001:alias/acme-dev-hub",
  }).length;
  const header = "X-Routing-Key: { secretKey: routingKey }\n";
  const note = "x".repeat(characters - emitted);
  return replaced("tenants/pagerduty.yaml", header, `${header}    body:\n      note: ${note}\n`);
}

/** So many events in all; the two other tenants have three. */
function eventsOf(amount: number, wanted = "com.acme.billing"): Edit {
  return replaced(
    "tenants/pagerduty.yaml",
    readSound("tenants/pagerduty.yaml", "      invoice-issued:"),
    manyEvents(amount, wanted),
  );
}

function input(type: string, rest: string): Edit {
  const [was] = readSound("tenants/pagerduty.yaml", "          type: constant").split("\n          constant");
  const constant = "          constant: { event_action: trigger }";
  return replaced("tenants/pagerduty.yaml", was ?? "", `          type: ${type}`, constant, `          ${rest}`);
}

const forwards = (amount: number) =>
  Array.from({ length: amount }, (_, n) => `  f${n}: { eventPattern: { source: [com.acme.warehouse] } }\n`).join("");

const limits: readonly Limit[] = [
  {
    what: "characters of a tenant's pattern, accounts included",
    allowed: 2048,
    edit: patternOf,
    says: "the pattern has 2,049 characters with the accounts that the hub adds",
  },
  {
    what: "characters of a forward's pattern",
    allowed: 2048,
    edit: forwardOf,
    says: "the pattern has 2,049 characters, AWS allows 2,048",
  },
  {
    what: "characters of the bus policy without a warning",
    allowed: 9216,
    edit: policyOf,
    says: "warning: publishes: the bus policy has 9,217 characters",
  },
  {
    what: "rules on the hub bus",
    allowed: 300,
    edit: (n) => eventsOf(n - 3),
    says: "301 rules on the hub bus, 300 are allowed",
  },
  {
    what: "rules on the hub bus in Milan",
    allowed: 100,
    edit: (n) => ({
      replace: { ...eventsOf(n - 3).replace, "hub.yaml": [["region: eu-central-1", "region: eu-south-1"]] },
    }),
    says: "101 rules on the hub bus, 100 are allowed in eu-south-1",
  },
  {
    what: "rules with wildcards on the hub bus",
    allowed: 30,
    edit: (n) => eventsOf(n, "{ wildcard: com.*.billing }"),
    says: "31 rules on the hub bus use wildcard",
  },
  {
    what: "forwards on one bus",
    allowed: 300,
    edit: (n) => replaced("sources/warehouse.yaml", "publishes:", `forwards:\n${forwards(n)}publishes:`),
    says: "this is rule 301 on the bus default",
  },
  {
    what: "input paths",
    allowed: 100,
    edit: (n) =>
      replaced(
        "tenants/salesforce.yaml",
        "            total: $.detail.total\n",
        manyPaths(n - 1),
        "<total>",
        `"${manyPlaceholders(n - 1)}"`,
      ),
    says: "101 paths, AWS allows 100",
  },
  {
    what: "characters of a template",
    allowed: 8192,
    edit: (n) => input("transformer", `template: '"${"x ".repeat(n).slice(0, n - 2)}"'`),
    says: "a template of 8,193 characters",
  },
  {
    what: "characters of a constant",
    allowed: 8192,
    edit: (n) => input("constant", `constant: "${"x ".repeat(n).slice(0, n - 2)}"`),
    says: "a constant of 8,193 characters",
  },
  {
    what: "characters of a path",
    allowed: 256,
    edit: (n) => input("path", `path: ${"$.detail.".padEnd(n, "x")}`),
    says: "a path of 257 characters",
  },
  {
    what: "header parameters of a connection",
    allowed: 100,
    edit: (n) => replaced("tenants/pagerduty.yaml", "      X-Routing-Key: { secretKey: routingKey }\n", manyHeaders(n)),
    says: "101 parameters, AWS allows 100",
  },
  {
    what: "requests per second without a warning",
    allowed: 300,
    edit: (n) => replaced("tenants/jira.yaml", "PerSecond: 5", `PerSecond: ${n}`),
    says: "301 is above the quota of 300",
  },
  {
    what: "events per second at a destination that takes as many, without a warning",
    allowed: 5,
    edit: (n) => replaced("tenants/jira.yaml", "        input:", `        expectedPeakPerSecond: ${n}\n        input:`),
    says: "add up to 6, above 5 per second",
  },
  {
    what: "characters of a rule's name",
    allowed: 64,
    edit: (n) =>
      replaced(
        "tenants/salesforce.yaml",
        "order-cancelled:",
        `${"o".padEnd(n - "acme-dev-salesforce_orders_".length, "x")}:`,
      ),
    says: "of the rule is 1 character longer than the 64",
  },
  {
    what: "tags",
    allowed: 45,
    edit: (n) => replaced("hub.yaml", "tags:\n", `tags:\n${manyTags(n - 1)}`),
    says: "46 tags beside the 5 of the stacks, AWS allows 50 of a resource",
  },
  {
    what: "characters of an endpoint",
    allowed: 2048,
    edit: (n) =>
      replaced(
        "tenants/jira.yaml",
        "https://acme.atlassian.net/rest/api/3/issue/*/comment",
        "https://acme.atlassian.net/*/".padEnd(n, "x"),
      ),
    says: "at most 2,048 characters",
  },
  {
    what: "characters of a connection's spec",
    allowed: 8192,
    edit: specOf,
    says: "connection: 8,193 characters as an SSM parameter, AWS allows 8,192",
  },
];

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

describe("a bus policy", () => {
  it("of 10,240 characters is warned about, of 10,241 refused", () => {
    expect(printedFindings(policyOf(10_240))[0]).toContain("warning: publishes: the bus policy has 10,240 characters");
    expect(printedFindings(policyOf(10_241))[0]).toContain("error: publishes: the bus policy has 10,241 characters");
  });
});

describe("quotas that AWS has raised", () => {
  const raised = ["tags:", "quotas:\n  rulesPerBus: 301\n  invocationsPerSecond: 500\ntags:"] as const;

  it("are written in hub.yaml and hold from then on", () => {
    const edit = {
      replace: { ...eventsOf(298).replace, "hub.yaml": [raised], "tenants/jira.yaml": [["Second: 5", "Second: 500"]] },
    } as const;
    const { environment, findings } = withEnvironment(edit, loadEnvironment);
    expect(findings).toEqual([]);
    expect(environment?.hub.quotas).toEqual({ rulesPerBus: 301, invocationsPerSecond: 500 });
  });
});
