/** What this project emits keeps every rule of the audit. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { loadEnvironment } from "../../../catalogue";
import type { Environment } from "../../../catalogue/model";
import { readFromEmitted } from "../../../cli/input/synthesize";
import { auditOf, type Audit } from "../../../review";
import { sampleApplications } from "../../sample-applications";

const project = path.join(__dirname, "..", "..", "..");
const folders = ["environments", "examples"].flatMap((folder) =>
  readdirSync(path.join(project, folder)).map((name) => path.join(folder, name)),
);

function auditOfEnvironment(environment: Environment | undefined): Audit {
  if (environment === undefined) throw new Error("the environment has errors");
  return readFromEmitted(environment, (_, stacks) => auditOf(stacks));
}

test.each(folders)("%s has no finding, and nothing of it is left open", (folder) => {
  const { environment } = loadEnvironment(path.join(project, folder));
  expect(auditOfEnvironment(environment)).toEqual({ findings: [], notKnown: [], unread: [] });
});

test("of every kind of route, function, connection and table, only the route that is said to be public is found", () => {
  const { findings, notKnown } = auditOfEnvironment(sampleApplications);
  expect(findings.map(({ rule, stack, resource }) => `${rule} ${stack} ${resource}`)).toEqual([
    "route-guarded ingress-signup aws_apigatewayv2_route.api_routes_create-user",
  ]);
  expect(notKnown).toEqual([]);
});
