/** What this project emits keeps every rule of the audit. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { loadEnvironment } from "../../../catalogue";
import type { Environment } from "../../../catalogue/model";
import { readFromEmitted } from "../../../cli/input/synthesize";
import { auditOf, type Audit } from "../../../review";
import { bootstrapApp } from "../../../stacks/bootstrap-app";
import { sampleApplications } from "../../sample-applications";
import { deployedHub } from "../../sample-environment";

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

test("what hub bootstrap emits has no finding either", () => {
  const environment = { ...sampleApplications, hub: deployedHub };
  const outdir = mkdtempSync(path.join(tmpdir(), "bootstrap-"));
  try {
    bootstrapApp(environment, { outdir, requiresTls: true }).synth();
    expect(auditOf(readEmittedStacks(outdir))).toEqual({ findings: [], notKnown: [], unread: [] });
  } finally {
    rmSync(outdir, { recursive: true });
  }
});
