/** A catalogue that is eight times as large takes about eight times as long: to read, to check and to tell what is wrong. */
import { loadEnvironment } from "../../catalogue";
import { growsWithSize, series } from "../growth";
import { withEnvironment, written, type Edit } from "./environment-folder";
import { manyEvents } from "./many";

const TENANT = `owner: Operations team
contact: operations@example.com
runbook: https://wiki.example.com/runbooks/pagerduty
connection: { authorization: { type: BASIC } }
destinations:
  incidents:
    invocationEndpoint: https://events.pagerduty.com/v2/enqueue
    httpMethod: POST
    invocationRateLimitPerSecond: 2
    events:
`;
const EVENT = "      one:\n        eventPattern: { source: [com.acme.warehouse] }\n        input: { type: event }\n";
const tenant = (more: string): Edit => written("tenants/pagerduty.yaml", `${TENANT}${more}`);

const schemaOf = (fields: readonly string[]) =>
  JSON.stringify({
    properties: { detail: { properties: Object.fromEntries(fields.map((field) => [field, { type: "string" }])) } },
  });

const EDITS: readonly (readonly [what: string, size: number, edit: (size: number) => Edit])[] = [
  ["unknown keys", 500, (n) => tenant(EVENT + series(n, (i) => `key${i}: 1\n`).join(""))],
  ["keys written twice", 500, (n) => tenant(EVENT + series(n, (i) => `key${i}: 1\nkey${i}: 1\n`).join(""))],
  ["events of a tenant", 200, (n) => tenant(manyEvents(n, "com.acme.warehouse"))],
  ["wrong events of a tenant", 100, (n) => tenant(manyEvents(n, "com.acme.nobody"))],
  [
    "fields of a pattern",
    300,
    (n) => tenant(EVENT.replace("] }", `], detail: { ${series(n, (i) => `f${i}: [1]`).join(", ")} } }`)),
  ],
  [
    "values of a pattern",
    300,
    (n) => tenant(EVENT.replace("] }", `], detail: { a: [${series(n, (i) => `v${i}`).join(", ")}] } }`)),
  ],
  ["aliases", 100, (n) => tenant(`${EVENT}x: &a 1\ny: [${series(n, () => "*a").join(", ")}]\n`)],
  ["mistakes of syntax", 2_000, (n) => tenant(`${EVENT}x: {a: b${"]".repeat(n)}\n`)],
  ["a long text", 50_000, (n) => tenant(`${EVENT}description: "${"a".repeat(n)}"\n`)],
  [
    "paths and placeholders of a template",
    100,
    (n) =>
      tenant(
        EVENT.replace(
          "{ type: event }",
          `{ type: transformer, paths: { ${series(n, (i) => `p${i}: $.detail.p${i}`).join(", ")} }, template: '{${series(n, (i) => `"k${i}":<p${i}>`).join()}}' }`,
        ),
      ),
  ],
  [
    "schemas of events",
    50,
    (n) => ({
      folders: ["schemas/com.acme.warehouse"],
      write: Object.fromEntries(series(n, (i) => [`schemas/com.acme.warehouse/Stock ${i}.json`, schemaOf(["level"])])),
    }),
  ],
  [
    "fields of a schema, of which none is the one that is asked for",
    300,
    (n) => ({
      folders: ["schemas/com.acme.warehouse"],
      write: {
        "schemas/com.acme.warehouse/Stock.json": schemaOf(series(n, (i) => `field${i}`)),
        "tenants/pagerduty.yaml": `${TENANT}${EVENT.replace("warehouse] }", "warehouse], detail-type: [Stock] }").replace("{ type: event }", "{ type: path, path: $.detail.unheard }")}`,
      },
    }),
  ],
  ["tenants", 20, (n) => ({ write: Object.fromEntries(series(n, (i) => [`tenants/t${i}.yaml`, TENANT + EVENT])) })],
  [
    "what an account publishes",
    300,
    (n) =>
      written(
        "sources/warehouse.yaml",
        `account: "210000000002"\nowner: W\npublishes: { sources: [${series(n, (i) => `com.acme.w${i}`).join(", ")}] }\n`,
      ),
  ],
];

describe("reading and checking grows with", () => {
  test.each(EDITS)("%s", (_, size, edit) => {
    // The files are written before the clock runs.
    const grows = (small: number): boolean => {
      const load = (n: number) => withEnvironment(edit(n), (folder) => measured(folder));
      return growsWithSize((n) => void load(n), small);
    };
    expect(grows(size)).toBe(true);
  });
});

function measured(folder: string): number {
  return loadEnvironment(folder).findings.length;
}

test("more than 10,000 aliases are refused where the first too many stands", () => {
  const edit = tenant(`${EVENT}x: &a 1\ny:\n${"  - *a\n".repeat(10_001)}`);
  const findings = withEnvironment(edit, (folder) => loadEnvironment(folder).findings);
  expect(findings.map(({ rule, line, column }) => [rule, line, column])).toContainEqual(["yaml-alias", 10_016, 5]);
});
