import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { deploy, type Selection, type StackOutcome, type Verification } from "../../deployment";
import type { EmittedFolder } from "../../deployment/stack";
import { FakeTerraform } from "./fake-terraform";

let terraform: FakeTerraform;
const own = { ...process.env };

beforeEach(() => {
  terraform = new FakeTerraform();
  Object.assign(process.env, terraform.environment);
});
afterEach(() => {
  process.env = { ...own };
  terraform.remove();
});

interface Options {
  readonly atOnce?: number;
  readonly removed?: readonly EmittedFolder[];
  readonly approved?: string;
  readonly allowDestroy?: readonly string[];
  readonly verify?: (stack: string) => Promise<Verification>;
  readonly interruption?: AbortSignal;
  readonly onOutcome?: (outcome: StackOutcome) => void;
}

function run(apply: Selection["apply"], { removed = [], ...options }: Options = {}) {
  return deploy({
    atOnce: 4,
    approved: undefined,
    allowDestroy: [],
    verify: undefined,
    keepUnsavedAs: (stack) => terraform.keptState(stack),
    interruption: new AbortController().signal,
    ...options,
    stacks: { apply, removed },
  });
}

/** Stack to how it ended. */
function kinds(outcomes: readonly StackOutcome[]): Record<string, string> {
  return Object.fromEntries(outcomes.map(({ stack, ending }) => [stack, ending.kind]));
}

function hub(): EmittedFolder[] {
  return [
    terraform.stack("hub"),
    terraform.stack("credentials", ["hub"]),
    terraform.stack("tenant-a", ["hub", "credentials"]),
    terraform.stack("tenant-b", ["hub", "credentials"]),
  ];
}

const QUEUE = { fails: { summary: "creating SQS Queue", detail: "AccessDenied: no", address: "aws_sqs_queue.queue" } };

test("a stack is planned and applied after those that it depends on, and its plan is what is applied", async () => {
  const { outcomes } = await run(hub(), { atOnce: 1 });
  expect(kinds(outcomes)).toEqual({
    hub: "applied",
    credentials: "applied",
    "tenant-a": "applied",
    "tenant-b": "applied",
  });
  expect(terraform.calls().filter((line) => line.startsWith("begin"))).toEqual(
    ["hub", "credentials", "tenant-a", "tenant-b"].flatMap((stack) =>
      ["init", "plan", "show", "apply"].map((command) => `begin ${command} ${stack}`),
    ),
  );
});

test("what can be done at once is, up to the number that is asked for", async () => {
  const stacks = ["a", "b", "c", "d", "e"].map((name) => terraform.stack(name));
  terraform.behave(Object.fromEntries(stacks.map(({ name }) => [name, { apply: { milliseconds: 500 } }])));
  await run(stacks, { atOnce: 3 });
  let now = 0;
  const atOnce = terraform.calls().flatMap((line) => {
    if (!line.includes(" apply ")) return [];
    now += line.startsWith("begin") ? 1 : -1;
    return [now];
  });
  expect(Math.max(...atOnce)).toBeGreaterThan(1);
  expect(Math.max(...atOnce)).toBeLessThanOrEqual(3);
});

test("a stack that fails stops only what depends on it, and the next run begins where it stopped", async () => {
  terraform.behave({ credentials: { apply: QUEUE } });
  const stacks = [...hub(), terraform.stack("source", ["hub"])];
  const first = await run(stacks);
  expect(kinds(first.outcomes)).toEqual({
    hub: "applied",
    credentials: "failed",
    "tenant-a": "not begun",
    "tenant-b": "not begun",
    source: "applied",
  });
  expect(first.outcomes[1]?.ending).toMatchObject({
    step: "apply",
    diagnostics: [{ address: "aws_sqs_queue.queue", summary: "creating SQS Queue", detail: ["AccessDenied: no"] }],
  });
  expect(first.outcomes[2]?.ending).toEqual({ kind: "not begun", because: "it waits for credentials" });
  expect(terraform.locked).toEqual([]);
  terraform.behave({});
  terraform.calls();
  const second = await run(stacks);
  expect(kinds(second.outcomes)).toMatchObject({ hub: "unchanged", source: "unchanged", "tenant-a": "applied" });
  expect(terraform.calls()).not.toContain("begin apply hub");
});

describe("a state that could not be saved", () => {
  const unsaved = { apply: { ...QUEUE, unsaved: "what was made" } };
  const made = () => terraform.stack("tenant-a");

  test("is saved at once where that works again, and nothing is left to do about it", async () => {
    terraform.behave({ "tenant-a": unsaved });
    const stack = made();
    const { outcomes } = await run([stack]);
    expect(terraform.calls()).toContain("end state tenant-a");
    expect(outcomes[0]?.ending).toMatchObject({ kind: "failed", unsaved: undefined });
    expect(existsSync(path.join(stack.folder, "errored.tfstate"))).toBe(false);
    expect(existsSync(terraform.keptState("tenant-a"))).toBe(false);
  });

  test("is kept for whoever can, and named", async () => {
    terraform.behave({ "tenant-a": { ...unsaved, state: QUEUE } });
    const { outcomes } = await run([made()]);
    const file = terraform.keptState("tenant-a");
    expect([readFileSync(file, "utf8"), statSync(file).mode & 0o777]).toEqual(["what was made", 0o600]);
    expect(outcomes[0]?.ending).toMatchObject({ kind: "failed", unsaved: { file } });
  });
});

test("nothing of a plan is left, whatever became of it", async () => {
  terraform.behave({ hub: { show: QUEUE } });
  const { outcomes } = await run([terraform.stack("hub"), terraform.stack("other")]);
  expect(outcomes.map(({ ending }) => ending)).toMatchObject([
    {
      step: "show",
      diagnostics: [
        { summary: "Terraform ended with exit code 1", detail: ["Error: creating SQS Queue", "AccessDenied: no"] },
      ],
    },
    { kind: "applied" },
  ]);
  expect(readdirSync(terraform.temporary)).toEqual([]);
});

test("a lock that somebody else holds is named, and left to them", async () => {
  terraform.lock("hub");
  const { outcomes } = await run([terraform.stack("hub"), terraform.stack("other")]);
  expect(outcomes.map(({ ending }) => ending)).toMatchObject([
    {
      kind: "failed",
      step: "plan",
      lock: {
        id: "5b2f-lock",
        who: "ci@runner",
        since: "2026-11-27 08:24:05 +0000 UTC",
        state: "states/dev/a.tfstate",
      },
    },
    { kind: "applied" },
  ]);
  expect(terraform.locked).toEqual(["hub"]);
});

test("interrupted, Terraform is told so once, its locks are released, and nothing more is begun", async () => {
  const controller = new AbortController();
  terraform.behave({ "tenant-a": { apply: { milliseconds: 20_000 } } });
  const running = run(hub(), { atOnce: 1, interruption: controller.signal });
  while (!terraform.locked.includes("tenant-a") || !terraform.applied.includes("credentials")) await sleep(50);
  await sleep(500);
  controller.abort();
  const { outcomes } = await running;
  expect(kinds(outcomes)).toMatchObject({ credentials: "applied", "tenant-a": "interrupted", "tenant-b": "not begun" });
  expect(terraform.locked).toEqual([]);
  expect(terraform.calls().filter((line) => line.startsWith("interrupted"))).toHaveLength(1);
  terraform.behave({});
  expect(kinds((await run(hub())).outcomes)).toMatchObject({ "tenant-a": "applied", "tenant-b": "applied" });
});

describe("what is no longer declared", () => {
  const gone = () =>
    [terraform.stack("ingress", ["functions"]), terraform.stack("functions")].map((stack) => ({
      ...stack,
      dependencies: stack.name === "functions" ? ["ingress"] : [],
    }));

  test("is destroyed last, in the opposite order, once what it loses is allowed", async () => {
    await run([terraform.stack("functions"), terraform.stack("ingress")]);
    const refused = await run(hub(), { removed: gone() });
    expect(kinds(refused.outcomes)).toMatchObject({ hub: "applied", ingress: "refused", functions: "not begun" });
    expect(refused.outcomes.find(({ stack }) => stack === "ingress")?.ending).toMatchObject({
      reasons: [
        "not allowed: ingress would delete aws_sqs_queue.queue; --allow-destroy ingress:aws_sqs_queue.queue allows it",
      ],
    });
    terraform.calls();
    const { outcomes } = await run(hub(), { removed: gone(), allowDestroy: ["aws_sqs_queue.queue"] });
    expect(kinds(outcomes)).toMatchObject({ hub: "unchanged", ingress: "destroyed", functions: "destroyed" });
    const applies = terraform.calls().filter((line) => line.startsWith("begin apply"));
    expect(applies).toEqual(["begin apply ingress", "begin apply functions"]);
    expect(terraform.applied).toEqual(["credentials", "hub", "tenant-a", "tenant-b"]);
  });

  test("stays while anything else is missing: it may be what that replaces", async () => {
    await run([terraform.stack("functions"), terraform.stack("ingress")]);
    terraform.behave({ "tenant-b": { apply: QUEUE } });
    const { outcomes } = await run(hub(), { removed: gone(), allowDestroy: ["aws_sqs_queue.queue"] });
    expect(kinds(outcomes)).toMatchObject({ "tenant-b": "failed", ingress: "not begun", functions: "not begun" });
    expect(terraform.applied).toContain("ingress");
  });
});

test("with a digest, nothing is applied unless it is that of all plans", async () => {
  const wrong = await run(hub(), { approved: `sha256:${"0".repeat(64)}` });
  expect(wrong.refused).toEqual(["not approved: what is planned is not what was approved"]);
  expect(new Set(Object.values(kinds(wrong.outcomes)))).toEqual(new Set(["not begun"]));
  expect(terraform.applied).toEqual([]);
});

describe("what is applied is verified", () => {
  test("and what is found is told, and stops nothing", async () => {
    const verify = (stack: string): Promise<Verification> =>
      Promise.resolve(
        stack === "hub" ? { kind: "wrong", problems: ["rule r is DISABLED"] } : { kind: "fine", checked: 2 },
      );
    const { outcomes } = await run(hub(), { verify });
    expect(outcomes.map(({ ending, verification }) => [ending.kind, verification?.kind])).toEqual([
      ["applied", "wrong"],
      ["applied", "fine"],
      ["applied", "fine"],
      ["applied", "fine"],
    ]);
  });

  test("and looked at again at the end, where that was not possible yet", async () => {
    const asked: string[] = [];
    const verify = (stack: string): Promise<Verification> => {
      asked.push(stack);
      return Promise.resolve(
        asked.length === 1
          ? { kind: "not verified", because: "no role yet", again: true }
          : { kind: "fine", checked: 1 },
      );
    };
    const { outcomes } = await run(hub(), { verify, atOnce: 1 });
    expect(asked).toEqual(["hub", "credentials", "tenant-a", "tenant-b", "hub"]);
    expect(outcomes.every(({ verification }) => verification?.kind === "fine")).toBe(true);
  });
});

test("a credential of the stack is in nothing that is told, whatever Terraform says of it", async () => {
  const canary = "plainword-canary";
  const connection = { auth_parameters: { api_key: { key: "X-Api-Key", value: canary } } };
  const stack = terraform.stack("hub", [], { resource: { aws_cloudwatch_event_connection: { connection } } });
  terraform.behave({
    hub: {
      apply: {
        fails: {
          summary: `invalid "${canary}"`,
          detail: `got: ${canary}\nBearer abcdefgh\npassword=letmein`,
          address: canary,
        },
      },
    },
  });
  const told: StackOutcome[] = [];
  const result = await run([stack], { onOutcome: (outcome) => told.push(outcome) });
  expect(kinds(result.outcomes)).toEqual({ hub: "failed" });
  const said = JSON.stringify([result, told]);
  for (const secret of [canary, "abcdefgh", "letmein"]) expect(said).not.toContain(secret);
  expect(said).toContain('invalid \\"(hidden)\\"');
});

test("without Terraform, it is said how to get it", async () => {
  process.env["PATH"] = terraform.temporary;
  await expect(run([terraform.stack("hub")])).rejects.toThrow(/^terraform cannot be run .*; install Terraform 1\.10/);
});

test("stacks that wait for each other are no order", async () => {
  await expect(run([terraform.stack("a", ["b"]), terraform.stack("b", ["a"])])).rejects.toThrow(
    "stacks wait for each other: a, b",
  );
});
