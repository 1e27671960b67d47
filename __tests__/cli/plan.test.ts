import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stacksOfPlans } from "../../cli/input/plan-files";
import { notUnderstood } from "../../cli/text/terraform-text";
import { readTopology } from "#simulator/topology";
import { emittedFolder } from "../simulator/topology/emitted-folder";
import { endStartedHubs, hub, project, startHub } from "./hub-process";

const fixtures = path.join(project, "__tests__", "simulator", "topology", "show-json");
const state = path.join(fixtures, "module-state.json");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-plan-"));
});

afterAll(() => {
  endStartedHubs();
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | object): string {
  const written = path.join(folder, name);
  mkdirSync(path.dirname(written), { recursive: true });
  writeFileSync(written, typeof content === "string" ? content : JSON.stringify(content));
  return written;
}

/** A plan of dev whose provider is fenced to its account, as this project's are. */
function devPlan(stack: string): string {
  const text = readFileSync(path.join(fixtures, `dev-${stack}-plan.json`), "utf8");
  const fence = '"allowed_account_ids":{"constant_value":["200000000001"]},"region":{"constant_value"';
  return file(`${stack}.json`, text.replace(/"region":\s*\{\s*"constant_value"/, fence));
}

describe("--plan", () => {
  test("simulates an event over the plans of several stacks, called as their files are", () => {
    const event = path.join(project, "environments", "dev", "events", "customer-registered-with-consent.json");
    const plans = [devPlan("central-bus"), devPlan("tenant-salesforce")];
    const { code, stdout } = hub("simulate", "--plan", ...plans, "--event", event, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: true,
      policy: { statement: "PublishShop" },
      deliveries: [
        {
          stack: "tenant-salesforce",
          request: { method: "PATCH", url: expect.stringMatching(/Acme_Customer_Id__c\/CUS-100042$/) as string },
        },
      ],
      unknown: [],
    });
  });

  test("lists states with what they route, and says what of a plan is not understood", () => {
    const { code, stdout } = hub("list", "--plan", state, path.join(fixtures, "module-plan.json"));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^module-state +123456789012 +eu-west-1 +13$/m);
    expect(stdout).toContain("    Order Placed -> POST https://crm.example.com/orders\n");
    expect(stdout).toContain("\nNot understood in the Terraform");
    expect(stdout).toContain("  module-plan aws_cloudwatch_event_target.late: input: known only after apply");
  });

  test("waits for standard input, as long as Terraform takes to print", () => {
    const script = `(sleep 2; cat '${state}') | '${path.join(project, "hub")}' list --plan -`;
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script], { encoding: "utf8" });
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^plan +123456789012 +eu-west-1 +13$/m);
  });

  test("runs a hub, and says that functions have no code", async () => {
    const values = { function_name: "tell", handler: "index.handler", runtime: "nodejs22.x", filename: "tell.zip" };
    const lambda = { mode: "managed", type: "aws_lambda_function", name: "tell", address: "aws_lambda_function.tell" };
    const arn = "arn:aws:lambda:eu-west-1:111122223333:function:tell";
    const resources = [{ ...lambda, values: { ...values, arn, role: "arn:aws:iam::111122223333:role/tell" } }];
    const plan = file("functions.json", { format_version: "1.0", values: { root_module: { resources } } });
    const running = startHub(["local", "--port", "0", "--plan", state, plan, "--json"]);
    const listening = JSON.parse((await running.nextLine()) ?? "") as object;
    await running.interrupt();
    expect(listening).toMatchObject({
      kind: "listening",
      buses: ["arn:aws:events:eu-west-1:123456789012:event-bus/orders"],
      functionsWithoutCode: ["tell"],
    });
  });

  test.each(["--out", "--env"])("is the one source: not beside %s", (option) => {
    const { code, stderr } = hub("simulate", "--plan", state, option, "dev", "--event", "x.json");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      new RegExp(`^error: option '--plan <file\\.\\.\\.>' cannot be used with option '${option} `),
    );
  });
});

describe("the files of --plan", () => {
  test("of one name are told apart by their folders", () => {
    const copies = ["one", "two"].map((name) => {
      const copy = path.join(folder, name, "plan.json");
      mkdirSync(path.dirname(copy), { recursive: true });
      cpSync(state, copy);
      return copy;
    });
    expect(stacksOfPlans(copies).map(({ name }) => name)).toEqual(["one/plan", "two/plan"]);
    expect(() => stacksOfPlans([state, state])).toThrow("two files are called show-json/module-state");
  });

  test("may begin with a byte order mark", () => {
    const copy = file("marked.json", `\uFEFF${readFileSync(state, "utf8")}`);
    expect(stacksOfPlans([copy])[0]?.resources).toHaveLength(13);
  });

  test.each<[what: string, content: string | object | undefined, message: RegExp]>([
    ["there is none", undefined, /: no such file$/],
    ["not JSON", "resource {}", / is not JSON; it must be what terraform show -json prints$/],
    ["UTF-16, as PowerShell writes it", "\0{\0}", / is not JSON; save it as UTF-8; it must be/],
    [
      "a plan as Terraform writes it",
      "PK\u0003\u0004...",
      /own format; print it: terraform show -json .* > plan\.json$/,
    ],
    ["a state as Terraform writes it", { version: 4, serial: 1, lineage: "x" }, /is a state in Terraform's own format/],
    ["other JSON", { a: 1 }, /is JSON, but not what terraform show -json prints; print a plan: terraform plan -out/],
    ["a log", '{"@level":"info"}\n{"@level":"info"}\n', /is the log of terraform plan -json; print the plan itself/],
    ["a plan that failed", { format_version: "1.2", errored: true, planned_values: {} }, /that failed.* plan again: /],
  ])("are named with what to do: %s", (_, content, message) => {
    const written = content === undefined ? path.join(folder, "none.json") : file("wrong.json", content);
    expect(() => stacksOfPlans([written])).toThrow(message);
    expect(() => stacksOfPlans([written])).toThrow(written);
  });
});

test("what CDKTF writes and only a plan tells is said with the option that reads the plan", () => {
  const rule = { name: "each", count: 2, event_pattern: '{"source":["a"]}' };
  const outdir = emittedFolder({ s: { resource: { aws_cloudwatch_event_rule: { each: rule } }, module: { hub: {} } } });
  const { unknown } = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  expect(notUnderstood(unknown)).toEqual([
    expect.stringMatching(/^Not understood/),
    "  s module.hub: a module's resources are not in what CDKTF writes; read the plan instead (terraform show -json, and --plan)",
    expect.stringMatching(/ count: what it makes is only in the plan \(terraform show -json, read with --plan\)$/),
  ]);
});
