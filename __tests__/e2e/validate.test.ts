import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Emulator } from "./emulator";
import { prepareAccounts } from "./landing-zone";
import { stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { Terraform } from "./terraform";
import { complaintsAbout } from "./validation";

jest.setTimeout(300_000);

const temporary = temporaryFolder();

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

  test("passes the real provider's validation, every stack of it in one run", async () => {
    const start = performance.now();
    expect(await complaintsAbout([emitted], path.join(temporary, `${environment}-merged`))).toEqual([]);
    const seconds = (performance.now() - start) / 1000;
    process.stderr.write(`validated ${emitted.stacks.length} stacks of ${environment} in ${seconds.toFixed(1)} s\n`);
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

  const found = await complaintsAbout([emitted], path.join(temporary, "broken-merged"));
  expect(found.toSorted()).toEqual([
    expect.stringMatching(/^source-shop: Reference to undeclared resource/),
    expect.stringMatching(/^tenant-jira: Extraneous JSON object property: .*"invocation_endpont"/),
    expect.stringMatching(/^tenant-jira: Missing required argument: .*"invocation_endpoint" is required/),
    expect.stringMatching(/^tenant-slack: expected http_method to be one of/),
  ]);
});
