import { loadEnvironment } from "../../catalogue";
import { printedFindings, withEnvironment } from "./environment-folder";

describe("a sound environment", () => {
  const { environment, findings } = withEnvironment({}, loadEnvironment);

  it("has no findings", () => {
    expect(findings).toEqual([]);
  });

  it("lists sources and tenants by file name", () => {
    expect(environment?.sources.map((source) => source.alias)).toEqual(["shop", "warehouse"]);
    expect(environment?.tenants.map((tenant) => tenant.id)).toEqual(["jira", "pagerduty", "salesforce"]);
  });

  it("keeps destinations, events and forwards in the order they were written", () => {
    const salesforce = environment?.tenants[2];
    expect(salesforce?.destinations[0]?.events.map((event) => event.id)).toEqual(["order-placed", "order-cancelled"]);
    expect(environment?.sources[0]?.forwards).toEqual([
      {
        id: "orders",
        bus: "shop",
        eventPattern: { source: ["com.acme.shop"], "detail-type": ["Order Placed", "Order Cancelled"] },
      },
    ]);
  });

  it("fills in what the files leave out", () => {
    expect(environment?.tenants[0]?.destinations[0]?.events[0]?.retryPolicy).toEqual({
      maximumEventAgeInSeconds: 86_400,
      maximumRetryAttempts: 185,
    });
    expect(environment?.sources[1]?.forwards).toEqual([]);
    const bare = withEnvironment(
      {
        replace: {
          "hub.yaml": [
            ["alerts:\n  emails: [integration-platform@example.com]\n", ""],
            ['tags:\n  cost-centre: "4711"\n', ""],
          ],
        },
      },
      loadEnvironment,
    ).environment;
    expect(bare?.hub).toMatchObject({ alerts: { emails: [] }, tags: {}, quotas: {} });
  });
});

describe("findings", () => {
  it("of all files come in one run, by file, line and column", () => {
    const findings = printedFindings({
      replace: { "hub.yaml": [["region:", "regoin:"]] },
      write: { "sources/shop.yaml": "account: [\n", "tenants/salesforce.yaml": "" },
    });
    expect(findings.map((line) => /^\S+:\d+:\d+/.exec(line)?.[0])).toEqual([
      "hub.yaml:6:1",
      "sources/shop.yaml:2:1",
      "tenants/salesforce.yaml:1:1",
    ]);
  });

  it("leave no environment when one of them is an error", () => {
    const broken = { write: { "tenants/salesforce.yaml": "" } };
    expect(withEnvironment(broken, loadEnvironment).environment).toBeUndefined();
  });

  it("that are warnings leave an environment", () => {
    const stray = { write: { "tenants/notes.txt": "" } };
    const { environment, findings } = withEnvironment(stray, loadEnvironment);
    expect(findings.map((finding) => finding.severity)).toEqual(["warning"]);
    expect(environment).toBeDefined();
  });
});
