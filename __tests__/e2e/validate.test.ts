import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Emulator } from "./emulator";
import { prepareAccounts } from "./landing-zone";
import { PROJECT, stackFolder, synthesize, temporaryFolder, type Emitted } from "./synthesize";
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

/** What a connection's file may say of parameters: nothing, an empty block, empty parts, and all that there is. */
const PARAMETERS: Readonly<Record<string, string | undefined>> = {
  absent: undefined,
  empty: "{}",
  parts: "{ header: {}, queryString: {}, body: {} }",
  header: "{ header: { X-A: a } }",
  full: "{ header: { X-A: a }, queryString: { q: b }, body: { c: { secretKey: key } } }",
};

const AUTHORIZATIONS: Readonly<Record<string, readonly string[]>> = {
  basic: ["type: BASIC"],
  key: ["type: API_KEY", "apiKeyName: X-Key"],
  ...Object.fromEntries(
    Object.entries(PARAMETERS).map(([name, parameters]) => [
      `oauth-${name}`,
      [
        "type: OAUTH_CLIENT_CREDENTIALS",
        "authorizationEndpoint: https://x.example.com/token",
        "httpMethod: POST",
        ...(parameters === undefined ? [] : [`oauthHttpParameters: ${parameters}`]),
      ],
    ]),
  ),
};

test("whatever a file says or leaves out of a connection's parameters passes the real provider, all in one run", async () => {
  const environment = path.join(temporary, "parameters", "dev");
  cpSync(path.join(PROJECT, "environments/dev"), environment, { recursive: true });
  rmSync(path.join(environment, "tenants"), { recursive: true });
  mkdirSync(path.join(environment, "tenants"));
  for (const [type, authorization] of Object.entries(AUTHORIZATIONS)) {
    for (const [name, parameters] of Object.entries(PARAMETERS)) {
      const text = `owner: X
contact: x@example.com
runbook: https://wiki.example.com/x
connection:
  authorization: { ${authorization.join(", ")} }
${parameters === undefined ? "" : `  invocationHttpParameters: ${parameters}\n`}destinations:
  orders:
    invocationEndpoint: https://x.example.com/in
    httpMethod: POST
    invocationRateLimitPerSecond: 1
    events: { one: { eventPattern: { source: [com.acme.billing] }, input: { type: event } } }
`;
      writeFileSync(path.join(environment, "tenants", `${type}-with-${name}.yaml`), text);
    }
  }
  const emitted = await synthesize(environment, path.join(temporary, "parameters", "out"));
  const tenants = emitted.stacks.filter(({ name }) => name.startsWith("tenant-"));
  expect(tenants).toHaveLength(7 * 5);
  expect(await complaintsAbout([emitted], path.join(temporary, "parameters", "merged"))).toEqual([]);
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
