import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { load } from "./catalogue/environment-folder";

const project = path.join(__dirname, "..");
const docs = readFileSync(path.join(project, "docs", "ingress.md"), "utf8");

const shop = `account: "210000000001"
owner: Shop
publishes:
  sources: [com.acme.shop.orders]
  detailTypes: [Order Placed]
`;

/** The function that the example of an API calls, of which the page shows nothing. */
const signup = `account: shop
owner: Shop
contact: shop@acme.example
runbook: https://wiki.acme.example/runbooks/user-signup
functions:
  create-user: { handler: create-user, description: Creates a user }
`;

test("the page's examples of an API and of functions are sound", () => {
  const [api = "", functions = "", ...others] = [...docs.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml]) => yaml);
  expect(others).toEqual([]);
  const folder = mkdtempSync(path.join(tmpdir(), "hub-docs-"));
  for (const name of ["sources", "functions", "ingress"]) mkdirSync(path.join(folder, name));
  copyFileSync(path.join(project, "environments/dev/hub.yaml"), path.join(folder, "hub.yaml"));
  writeFileSync(path.join(folder, "sources/shop.yaml"), shop);
  writeFileSync(path.join(folder, "ingress/orders.yaml"), api);
  writeFileSync(path.join(folder, "functions/orders.yaml"), functions);
  writeFileSync(path.join(folder, "functions/user-signup.yaml"), signup);
  const { environment, findings } = load(folder);
  rmSync(folder, { recursive: true });
  expect(findings).toEqual([]);
  expect(environment?.ingress[0]?.routes).toHaveLength(2);
  expect(environment?.functions[0]?.functions).toHaveLength(2);
});

test("the page fits on a page", () => {
  expect(docs.split("\n").length).toBeLessThanOrEqual(100);
});
