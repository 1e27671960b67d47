/** Stacks are destroyed against their order, and looked for afterwards. */
import { deploy, selectToDestroy, type DeploymentRequest } from "../../deployment";
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

const stacks = () => [
  terraform.stack("bus"),
  terraform.stack("credentials", ["bus"]),
  terraform.stack("tenant-a", ["bus", "credentials"]),
  terraform.stack("tenant-b", ["bus", "credentials"]),
];

const request = (more: Partial<DeploymentRequest>): DeploymentRequest => ({
  stacks: { apply: [], removed: [] },
  atOnce: 4,
  approved: undefined,
  allowDestroy: ["aws_sqs_queue.queue"],
  verify: undefined,
  keepUnsavedAs: (stack) => terraform.keptState(stack),
  interruption: new AbortController().signal,
  ...more,
});

async function destroyed(names: readonly string[], more: Partial<DeploymentRequest> = {}) {
  const removed = selectToDestroy(stacks(), names);
  const { outcomes } = await deploy(request({ stacks: { apply: [], removed }, ...more }));
  return Object.fromEntries(outcomes.map(({ stack, ending }) => [stack, ending.kind]));
}

const ALL = ["bus", "credentials", "tenant-a", "tenant-b"];

describe("with all of them there", () => {
  beforeEach(async () => {
    await deploy(request({ stacks: { apply: stacks(), removed: [] } }));
    terraform.calls();
  });

  test("each waits for those that depend on it", async () => {
    expect(Object.values(await destroyed(ALL))).toEqual(["destroyed", "destroyed", "destroyed", "destroyed"]);
    const calls = terraform.calls();
    const began = (stack: string) => calls.indexOf(`begin plan ${stack}`);
    const ended = (stack: string) => calls.indexOf(`end apply ${stack}`);
    expect(began("credentials")).toBeGreaterThan(Math.max(ended("tenant-a"), ended("tenant-b")));
    expect(began("bus")).toBeGreaterThan(ended("credentials"));
    expect(terraform.applied).toEqual([]);
  });

  test("one that cannot be destroyed keeps what it depends on, and no other", async () => {
    terraform.behave({ "tenant-a": { apply: { fails: { summary: "ResourceInUse" } } } });
    expect(await destroyed(ALL)).toEqual({
      bus: "not begun",
      credentials: "not begun",
      "tenant-a": "failed",
      "tenant-b": "destroyed",
    });
    terraform.behave({});
    expect(await destroyed(ALL)).toMatchObject({ bus: "destroyed", "tenant-a": "destroyed", "tenant-b": "unchanged" });
  });

  test("what is refused or not wanted is kept with what it depends on", async () => {
    expect(await destroyed(["tenant-a"], { allowDestroy: [] })).toEqual({ "tenant-a": "refused" });
    const confirm = (stack: string) => Promise.resolve(stack !== "tenant-b");
    expect(await destroyed(ALL, { confirm })).toMatchObject({ "tenant-a": "destroyed", "tenant-b": "declined" });
    expect(terraform.applied).toEqual(["bus", "credentials", "tenant-b"]);
  });

  test("each that is destroyed is looked for, also one of which nothing was there, and no other", async () => {
    const looked: string[] = [];
    const verifyGone = (stack: string) => {
      looked.push(stack);
      return Promise.resolve({ kind: "fine", checked: 1 } as const);
    };
    terraform.behave({ credentials: { apply: { fails: { summary: "ResourceInUse" } } } });
    await destroyed(ALL, { verifyGone });
    expect(looked.sort()).toEqual(["tenant-a", "tenant-b"]);
    await destroyed(["tenant-a"], { verifyGone });
    expect(looked).toHaveLength(3);
  });
});

test("a stack that another one depends on goes only with it", () => {
  expect(() => selectToDestroy(stacks(), ["credentials", "tenant-a"])).toThrow(
    "tenant-b depends on credentials; destroy what depends on it first, or name it, too",
  );
  expect(selectToDestroy(stacks(), ["tenant-b"])).toMatchObject([{ name: "tenant-b", dependencies: [] }]);
});
