import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { DemoResult } from "../../demo/run";
import { demo } from "./demos/demo-process";
import { wireText } from "./demos/wire-text";
import { hub, project, type Finished } from "../cli/hub-process";

jest.setTimeout(60_000);

const EXAMPLES = readdirSync(path.join(project, "examples")).sort();

test("there are the five, and hub demo lists them within 80 columns", () => {
  expect(EXAMPLES).toEqual([
    "coffee-orders",
    "document-uploads",
    "order-and-crm",
    "user-signup",
    "webhook-authentication",
  ]);
  const { code, stdout, stderr } = hub("demo");
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.split("\n");
  expect(lines.slice(0, EXAMPLES.length).map((line) => line.split(" ")[0])).toEqual(EXAMPLES);
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
  const { examples } = JSON.parse(hub("demo", "--json").stdout) as { examples: { name: string; title: string }[] };
  expect(examples.map(({ name }) => name)).toEqual(EXAMPLES);
});

describe.each(EXAMPLES)("hub demo %s", (name) => {
  let forPeople: Finished;
  let forScripts: Finished;
  beforeAll(async () => {
    [forPeople, forScripts] = await Promise.all([demo(name), demo(name, "--json")]);
  });

  test("does what is expected, says so and exits with 0", () => {
    expect(forPeople.stdout).not.toContain("WRONG");
    expect(forPeople).toMatchObject({ code: 0, stderr: "" });
    expect(forPeople.stdout).toMatch(/\n\d+ steps, all as expected\. Nothing left this machine\.\n$/);
  });

  test("sends just the requests of the file that was looked at, byte for byte, and brings nothing else about", () => {
    expect(forScripts).toMatchObject({ code: 0, stderr: "" });
    const result = JSON.parse(forScripts.stdout) as DemoResult;
    expect(result.steps.flatMap((step) => step.differences)).toEqual([]);
    expect(wireText(result)).toBe(readFileSync(path.join(__dirname, "demos", `${name}.txt`), "utf8"));
  });

  test("tells scripts the word for what happened apart from the rest", () => {
    const told = (JSON.parse(forScripts.stdout) as DemoResult).steps.flatMap((step) => step.told);
    expect(told).not.toEqual([]);
    for (const { kind, text } of told) {
      expect([kind, text]).toEqual([expect.stringMatching(/^[a-z][a-z -]*$/), expect.stringMatching(/^\S/)]);
      expect(forPeople.stdout).toContain(`   ${kind.padEnd(9)} `);
    }
  });

  test("fits 80 columns", () => {
    expect(forPeople.stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });
});

test("the second consumer of document-uploads is one stack more; all others are the same, byte for byte", async () => {
  const { stacks: all, steps } = JSON.parse((await demo("document-uploads", "--json")).stdout) as DemoResult;
  const [compared, ...others] = steps.flatMap(({ stacks }) => stacks ?? []);
  expect(others).toEqual([]);
  expect(compared).toEqual({
    added: ["functions-contract-review"],
    changed: [],
    same: all.filter((name) => name !== "functions-contract-review"),
  });
  expect(all).toContain("central-bus");
});
