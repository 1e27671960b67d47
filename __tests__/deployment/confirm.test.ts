import { deploy } from "../../deployment";
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

/** How two stacks end of which the second waits for the first, and somebody is asked about each. */
async function endings(confirm: (stack: string) => boolean, interruption = new AbortController().signal) {
  const { outcomes } = await deploy({
    stacks: { apply: [terraform.stack("hub"), terraform.stack("tenant", ["hub"])], removed: [] },
    atOnce: 1,
    approved: undefined,
    allowDestroy: [],
    verify: undefined,
    keepUnsavedAs: (stack) => terraform.keptState(stack),
    interruption,
    confirm: (stack) => Promise.resolve(confirm(stack)),
  });
  return outcomes.map(({ ending: { kind } }) => kind);
}

test("what somebody does not want is left as it is, and so is what depends on it", async () => {
  expect(await endings((stack) => stack !== "hub")).toEqual(["declined", "not begun"]);
  expect(terraform.applied).toEqual([]);
  expect(await endings((stack) => stack === "hub")).toEqual(["applied", "declined"]);
  expect(terraform.applied).toEqual(["hub"]);
});

test("who stops the command while being asked has not said no, and nothing is applied", async () => {
  const controller = new AbortController();
  const leave = () => {
    controller.abort();
    return false;
  };
  expect(await endings(leave, controller.signal)).toEqual(["interrupted", "not begun"]);
  expect(terraform.applied).toEqual([]);
});
