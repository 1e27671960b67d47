/** A null in a file takes away what is below it: what a base says, and what a preset says. */
import { mkdirSync, writeFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { mergedTenant } from "../../catalogue/merged-tenant";
import { withEnvironment } from "./environment-folder";

/** What a tenant on a base amounts to, or the messages of why it cannot be. */
function merged(tenant: string, base: string): unknown {
  return withEnvironment({ write: { "tenants/alerts.yaml": `extends: ../base/alerts.yaml\n${tenant}` } }, (folder) => {
    mkdirSync(path.join(folder, "base"));
    writeFileSync(path.join(folder, "base", "alerts.yaml"), base);
    const result = mergedTenant(folder, "alerts");
    return "file" in result ? result.file.value : result;
  });
}

const ALERT = "preset: pagerduty-events\ndestinations:\n  alert:\n    events:\n      low:\n";

test("takes away the preset's method, though a base says another", () => {
  const base = `${ALERT}        input: {}\n    httpMethod: PUT\n`;
  expect(merged("destinations: { alert: { httpMethod: null } }\n", base)).not.toHaveProperty(
    "destinations.alert.httpMethod",
  );
});

test("takes away the operation that a base names, and all that comes with it", () => {
  const base = `${ALERT}        input: { type: event }\n    operation: alert\n`;
  const value = merged("destinations: { alert: { operation: null } }\n", base);
  expect(value).not.toHaveProperty("destinations.alert.operation");
  expect(value).not.toHaveProperty("destinations.alert.invocationEndpoint");
});

test("takes away the preset that a base names", () => {
  const base = `${ALERT}        input: { type: event }\n`;
  expect(merged("preset: null\n", base)).not.toHaveProperty("connection");
});

test("a base that is a link to a file outside of the folder of environments is not read", () => {
  withEnvironment({ write: { "tenants/alerts.yaml": "extends: ../linked.yaml\n" } }, (folder) => {
    const outside = path.join(folder, "..", "..", "secrets.yaml");
    writeFileSync(outside, "owner: canary-of-a-file-elsewhere\n");
    symlinkSync(outside, path.join(folder, "linked.yaml"));
    const result = mergedTenant(folder, "alerts");
    expect(JSON.stringify(result)).not.toContain("canary-of-a-file-elsewhere");
    expect(result).toMatchObject({ findings: [{ rule: "base-file" }] });
  });
});
