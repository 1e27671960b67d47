import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Emulator } from "./emulator";
import { prepareAccounts } from "./landing-zone";
import { stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { Terraform } from "./terraform";

jest.setTimeout(300_000);

const temporary = temporaryFolder();

/** What the real provider finds wrong, as `stack: what`. */
type Complaint = string;

/**
 * All stacks in one run of the provider, which takes seconds to start: one root, one module a stack. A module may not
 * hold a backend and takes its provider from the root; all else stays as emitted.
 */
async function complaintsAbout(emitted: Emitted, root: string): Promise<Complaint[]> {
  const names = emitted.stacks.map(({ name }) => name);
  for (const name of names) {
    const stack = JSON.parse(readFileSync(path.join(stackFolder(emitted, name), "cdk.tf.json"), "utf8")) as {
      provider?: unknown;
      terraform: { backend?: unknown };
    };
    delete stack.provider;
    delete stack.terraform.backend;
    mkdirSync(path.join(root, name), { recursive: true });
    writeFileSync(path.join(root, name, "cdk.tf.json"), JSON.stringify(stack, null, 2));
  }
  const modules = Object.fromEntries(names.map((name) => [name, { source: `./${name}` }]));
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify({ module: modules }));
  const terraform = new Terraform(root);
  await terraform.init();
  return (await terraform.validate()).map(({ file, summary, detail }) => {
    return `${path.dirname(file)}: ${summary}: ${detail}`;
  });
}

/** The hub, what looks after connections, and the first source account and tenant. */
function oneOfEachKind({ stacks }: Emitted): string[] {
  const names = stacks.map(({ name }) => name);
  return ["central-bus", "connection-credentials", "source-", "tenant-"].flatMap(
    (kind) => names.find((name) => name.startsWith(kind)) ?? [],
  );
}

describe.each(["dev", "prod"])("the emitted Terraform of %s", (environment) => {
  let emitted: Emitted;
  let emulator: Emulator;
  let seconds = 0;
  beforeAll(async () => {
    emitted = await synthesize(environment, path.join(temporary, environment));
    emulator = await Emulator.start();
  });
  afterAll(() => emulator.stop());

  test("has a hub, source accounts and at least seven tenants", () => {
    const names = emitted.stacks.map(({ name }) => name);
    expect(names).toContain("central-bus");
    expect(names.filter((name) => name.startsWith("source-")).length).toBeGreaterThanOrEqual(2);
    expect(names.filter((name) => name.startsWith("tenant-")).length).toBeGreaterThanOrEqual(7);
  });

  test("passes the real provider's validation, every stack of it", async () => {
    const start = performance.now();
    expect(await complaintsAbout(emitted, path.join(temporary, `${environment}-merged`))).toEqual([]);
    seconds = (performance.now() - start) / 1000;
  });

  test("is validated within 15 seconds", () => {
    process.stderr.write(`validated ${emitted.stacks.length} stacks of ${environment} in ${seconds.toFixed(1)} s\n`);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(15);
  });

  test("passes as it is, with its provider and its backend: one stack of each kind", async () => {
    await prepareAccounts(emulator, emitted);
    const names = oneOfEachKind(emitted);
    expect(names).toHaveLength(4);
    const complaints = names.map(async (name) => {
      const terraform = new Terraform(stackFolder(emitted, name), emulator.environment);
      await terraform.init();
      return terraform.validate();
    });
    expect((await Promise.all(complaints)).flat()).toEqual([]);
  });
});

test("mistakes are found, and named with their stack", async () => {
  const emitted = await synthesize("dev", path.join(temporary, "broken"));
  const breakStack = (name: string, write: string, instead: string) => {
    const file = path.join(stackFolder(emitted, name), "cdk.tf.json");
    const text = readFileSync(file, "utf8");
    expect(text).toContain(write);
    writeFileSync(
      file,
      text.replace(write, () => instead),
    );
  };
  breakStack("tenant-jira", '"invocation_endpoint"', '"invocation_endpont"');
  breakStack("tenant-slack", '"http_method": "POST"', '"http_method": "FETCH"');
  breakStack("source-shop", "${aws_sqs_queue.", "${aws_sqs_queue.un");

  const found = await complaintsAbout(emitted, path.join(temporary, "broken-merged"));
  expect(found.toSorted()).toEqual([
    expect.stringMatching(/^source-shop: Reference to undeclared resource/),
    expect.stringMatching(/^tenant-jira: Extraneous JSON object property: .*"invocation_endpont"/),
    expect.stringMatching(/^tenant-jira: Missing required argument: .*"invocation_endpoint" is required/),
    expect.stringMatching(/^tenant-slack: expected http_method to be one of/),
  ]);
});
