import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { declaredStack } from "./declared";
import { Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { declaredFor, foundIn, type Inventory } from "./inventory";
import { prepareAccounts } from "./landing-zone";
import { PROJECT, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { basicEnvironment, run, Terraform } from "./terraform";

jest.setTimeout(300_000);

const temporary = temporaryFolder();
/** Not the project's own cdktf.out: whoever runs the tests may have work in there. */
const output = path.join(temporary, "cdktf.out");

let emulator: Emulator;
let hub: Account;
let before: Inventory;
let emitted: Emitted;
let filesBefore: string[];

beforeAll(async () => {
  filesBefore = readdirSync(PROJECT);
  emulator = await Emulator.start();
  emitted = await synthesize("dev", path.join(temporary, "dev"));
  await prepareAccounts(emulator, emitted);
  hub = await emulator.account("200000000001");
  before = await foundIn(hub);
});
afterAll(() => emulator.stop());

/** CDKTF's own command line, as in CI: no terminal, nobody to ask, no network but the emulator, a provider that is installed. */
async function cdktf(environment: string, ...args: string[]): Promise<string> {
  const env = {
    ...basicEnvironment(),
    ...emulator.variables,
    CI: "true",
    HUB_ENV: environment,
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
  };
  const ending = await run("npx", ["cdktf", ...args, "--output", output], { cwd: PROJECT, env });
  if (ending.exitCode !== 0) throw new Error(`cdktf ${args.join(" ")} failed:\n${ending.output}`);
  return ending.output;
}

const UNATTENDED = ["--auto-approve", "--skip-provider-lock"];

function declared(...stacks: string[]): Inventory {
  return declaredFor(
    hub.id,
    stacks.map((stack) => declaredStack(emitted, stack)),
    before,
  );
}

/** Stack to what is emitted for it. */
function emittedTexts(folder: string): Record<string, string> {
  const stacks = readdirSync(path.join(folder, "stacks"));
  return Object.fromEntries(
    stacks.map((stack) => [stack, readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8")]),
  );
}

test.each(["prod", "dev"])("cdktf synth emits the same Terraform for %s as ./hub synth", async (environment) => {
  await cdktf(environment, "synth");
  const { folder } = await synthesize(environment, path.join(temporary, environment));
  expect(emittedTexts(output)).toEqual(emittedTexts(folder));
});

test("cdktf deploy brings the hub up, and nothing else", async () => {
  await cdktf("dev", "deploy", "central-bus", ...UNATTENDED);
  expect(await foundIn(hub)).toEqual(declared("central-bus"));
});

test("the gate passes what cdktf is about to deploy, and cdktf deploy plans it once more", async () => {
  const approved = path.join(temporary, "approved.json");
  const env = { ...basicEnvironment(), ...emulator.variables, HUB_ENV: "dev" };
  const planned = await runHub(["plan", "tenant-slack", "--keep", approved], env);
  expect([planned.exitCode, planned.stderr]).toEqual([3, ""]);

  await cdktf("dev", "synth");
  const terraform = new Terraform(path.join(output, "stacks", "tenant-slack"), env);
  await terraform.init();
  await terraform.plan();
  const plan = path.join(terraform.folder, "plan.json");
  writeFileSync(plan, JSON.stringify(await terraform.show("plan")));
  expect(await runHub(["gate", "--approved", approved, plan], env)).toMatchObject({ exitCode: 0 });

  // The saved plan that the gate has seen plays no part any more.
  rmSync(path.join(terraform.folder, "plan"));
  expect(await cdktf("dev", "deploy", "tenant-slack", "--ignore-missing-stack-dependencies", ...UNATTENDED)).toContain(
    "to add",
  );
  expect(await foundIn(hub)).toEqual(declared("central-bus", "tenant-slack"));
});

test("cdktf diff says that the tenant is as declared", async () => {
  expect(await cdktf("dev", "diff", "tenant-slack", "--skip-provider-lock")).toContain("No changes.");
});

// One stack a command: with several, `cdktf destroy --ignore-missing-stack-dependencies` never ends.
test("cdktf destroy takes the tenant away, then the hub", async () => {
  await cdktf("dev", "destroy", "tenant-slack", ...UNATTENDED);
  expect(await foundIn(hub)).toEqual(declared("central-bus"));
  await cdktf("dev", "destroy", "central-bus", "--ignore-missing-stack-dependencies", ...UNATTENDED);
  expect(await foundIn(hub)).toEqual(before);
});

test("the project's folder is as it was", () => {
  expect(existsSync(output)).toBe(true);
  expect(readdirSync(PROJECT)).toEqual(filesBefore);
});
