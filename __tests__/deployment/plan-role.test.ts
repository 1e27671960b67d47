import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { foldersIn } from "../../deployment";
import { planAs } from "../../deployment/plan-role";
import { environmentApp } from "../../stacks/environment-app";
import { deployedHub, sampleEnvironment } from "../sample-environment";

const outdir = mkdtempSync(path.join(tmpdir(), "plan-role-"));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

test("a stack is planned with the plan role of its account and of the state's, and what was emitted stays", () => {
  environmentApp(sampleEnvironment({ hub: deployedHub }), outdir).synth();
  const stack = foldersIn(outdir).find(({ name }) => name === "source-shop");
  if (stack === undefined) throw new Error("There is no source-shop");
  const file = path.join(stack.folder, "cdk.tf.json");
  const before = readFileSync(file, "utf8");
  const { s3 } = (JSON.parse(before) as { terraform: { backend: { s3: object } } }).terraform.backend;
  planAs("event-hub-plan", stack);
  expect(JSON.parse(readFileSync(path.join(stack.folder, "plan_role_override.tf.json"), "utf8"))).toEqual({
    terraform: {
      backend: { s3: { ...s3, assume_role: { role_arn: "arn:aws:iam::200000000009:role/event-hub-plan" } } },
    },
    provider: { aws: { assume_role: [{ role_arn: "arn:aws:iam::210000000001:role/event-hub-plan" }] } },
  });
  expect(readFileSync(file, "utf8")).toBe(before);
});
