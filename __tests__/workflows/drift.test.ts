/** The workflow that looks for drift, with stand-ins for terraform and gh. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { FakeRunner } from "./fake-runner";
import { affectedOf } from "./planning";

let runner: FakeRunner;

beforeAll(() => {
  runner = new FakeRunner();
});
afterAll(() => {
  runner.remove();
});

const stacks = ["tenant-jira", "tenant-hubspot"];
const title = "Drift in dev: tenant-jira";
const state = (is: string) => {
  writeFileSync(path.join(runner.terraform.home, "states", "tenant-jira"), is);
};
/** Looks for drift in a part, and tells of it. @returns how gh was called */
const look = (open: readonly object[], code = 0) => {
  runner.ghAnswers({ "issue list": JSON.stringify(open) });
  runner.ghCalls();
  const part = { "matrix.part.name": "part-1", "join(matrix.part.stacks, ' ')": stacks.join(" ") };
  expect(runner.job("drift.yml", "drift", part).map((step) => step.code)).toEqual([code]);
  const run = {
    "toJSON(fromJSON(needs.stacks.outputs.jobs).plans)": JSON.stringify([
      { name: "part-1", stacks },
      { name: "part-2", stacks: ["tenant-salesforce"] },
    ]),
    "github.token": "t",
    "github.server_url": "https://github.com",
    "github.repository": "acme/event-hub",
    "github.run_id": "1",
  };
  expect(runner.job("drift.yml", "issues", run).map((step) => step.code)).toEqual([0]);
  return runner.ghCalls().map((call) => call.slice(0, 3));
};

test("is looked for in every stack, by a job for each part", () => {
  expect(runner.job("drift.yml", "stacks").map(({ code }) => code)).toEqual([0]);
  const { plans } = affectedOf(runner.outputs());
  const named = ["central-bus", ...stacks].map((name) => ({ name, stacks: [name] }));
  expect(plans).toEqual(expect.arrayContaining(named));
});

test("of a stack becomes one issue, which is closed when the stack is clean", () => {
  state("drifted");
  expect(look([])).toContainEqual(["issue", "create", "--repo"]);
  expect(look([{ number: 5, title }])).toContainEqual(["issue", "edit", "5"]);
  state("");
  expect(look([{ number: 5, title }])).toContainEqual(["issue", "close", "5"]);
});

test("of a stack that is gone is closed; of another environment, or of a part that was not looked at, is left", () => {
  const about = (stack: string) => [{ number: 6, title: `Drift in ${stack}` }];
  expect(look(about("dev: tenant-gone"))).toContainEqual(["issue", "close", "6"]);
  expect(look(about("prod: tenant-gone"))).not.toContainEqual(["issue", "close", "6"]);
  expect(look(about("dev: tenant-salesforce"))).not.toContainEqual(["issue", "close", "6"]);
});

test("fails where a stack could not be looked at, tells of the others, and leaves its issue open", () => {
  state("drifted");
  runner.terraform.behave({ "tenant-hubspot": { plan: { fails: { summary: "AccessDenied" } } } });
  const calls = look([{ number: 8, title: "Drift in dev: tenant-hubspot" }], 1);
  runner.terraform.behave({});
  expect(calls).toContainEqual(["issue", "create", "--repo"]);
  expect(calls).not.toContainEqual(["issue", "close", "8"]);
});
