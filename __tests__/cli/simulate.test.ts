import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, hubIn, project } from "./hub-process";

const event = (name: string) => path.join(project, "environments", "dev", "events", `${name}.json`);
const failed = event("payment-failed-above-500-eur");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-simulate-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const written = path.join(folder, name);
  writeFileSync(written, text);
  return written;
}

describe("hub simulate", () => {
  test("says who gets the event and what is sent, and with --tenant what does not match", () => {
    const { code, stdout } = hub("simulate", "--event", failed, "--tenant", "slack");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^Accepted: PublishBilling allows "Payment Failed" of com\.acme\.billing .*o-acme0example\n2 deliveries\n/,
    );
    expect(stdout).toContain("\n  POST https://slack.com/api/chat.postMessage\n");
    expect(stdout).toContain("\n  Authorization: <redacted>\n");
    expect(stdout).toContain("acme-dev-slack_messages_user-locked-out: account is");
  });

  test("says that an event is refused, and why", () => {
    const { code, stdout } = hub("simulate", "--event", event("refused-identity-poses-as-shop"));
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Refused: no statement allows .*PublishIdentity/);
  });

  test("--json has the shape that scripts rely on; --account overrules the event", () => {
    const { stdout } = hub("simulate", "--event", failed, "--tenant", "slack", "--json");
    const simulation = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(simulation)).toEqual([
      "event",
      "accepted",
      "policy",
      "deliveries",
      "ifEnabled",
      "unmatched",
      "unknown",
    ]);
    expect(simulation).toMatchObject({
      accepted: true,
      policy: { decision: "allowed", statement: "PublishBilling" },
      deliveries: [{ stack: "tenant-datadog" }, { stack: "tenant-slack", rateLimitPerSecond: 1 }],
      unmatched: [{ stack: "tenant-slack" }, { stack: "tenant-slack" }],
      unknown: [],
    });
    const posing = hub("simulate", "--event", failed, "--account", "210000000001", "--json");
    expect(JSON.parse(posing.stdout)).toMatchObject({ accepted: false, policy: { decision: "denied" } });
  });

  test("--out reads what was emitted; with --env it has to be up to date", () => {
    const out = path.join(folder, "out");
    hub("synth", "--out", out);
    expect(hub("simulate", "--event", failed, "--out", out).code).toBe(0);
    expect(hub("simulate", "--event", failed, "--out", out, "--env", "dev").code).toBe(0);

    const stack = path.join(out, "stacks", "tenant-slack", "cdk.tf.json");
    writeFileSync(stack, readFileSync(stack, "utf8").replace("chat.postMessage", "chat.old"));
    const { code, stderr } = hub("simulate", "--event", failed, "--out", out, "--env", "dev");
    expect(code).toBe(1);
    expect(stderr).toBe(
      `error: ${out} is stale: tenant-slack differs from what dev emits now; run ./hub synth --env dev --out ${out}\n`,
    );

    rmSync(stack);
    const missing = hub("simulate", "--event", failed, "--out", out);
    expect([missing.code, missing.stderr]).toEqual([1, `error: ${stack} cannot be read; run ./hub synth first\n`]);
  });

  test("cdktf.out has to be up to date, since an answer from an old one would mislead", () => {
    hubIn(folder, "synth");
    expect(hubIn(folder, "simulate", "--event", failed, "--out", "cdktf.out").code).toBe(0);

    hubIn(folder, "synth", "--env", "prod");
    const { code, stderr } = hubIn(folder, "simulate", "--event", failed, "--out", "cdktf.out");
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: cdktf\.out is stale: .*central-bus.* differ from what dev emits now; run /);
    expect(hubIn(folder, "simulate", "--event", failed, "--out", "cdktf.out", "--env", "prod").code).toBe(0);
  });

  test.each<[expected: string, name: string, args: string[], sentence: string]>([
    ["delivered", "payment-failed-above-500-eur", ["--tenant", "slack"], ""],
    ["unmatched", "payment-failed-above-500-eur", ["--tenant", "jira"], ""],
    ["refused", "refused-identity-poses-as-shop", [], ""],
    [
      "refused",
      "payment-failed-above-500-eur",
      [],
      "expected the event to be refused; it is delivered to acme-dev-datadog_logs and acme-dev-slack_messages\n",
    ],
    [
      "delivered",
      "payment-failed-above-500-eur",
      ["--tenant", "jira"],
      "expected the event to be delivered; no rule matches it\n",
    ],
    [
      "unmatched",
      "refused-identity-poses-as-shop",
      [],
      "expected the event to be unmatched; it is refused: no statement allows ",
    ],
  ])("--expect %s of %s %j is an exit code for scripts, with a sentence where it is not so", (...row) => {
    const [expected, name, args, sentence] = row;
    const plain = hub("simulate", "--event", event(name), ...args);
    const { code, stdout, stderr } = hub("simulate", "--event", event(name), "--expect", expected, ...args);
    expect([code, stdout]).toEqual([sentence === "" ? 0 : 1, plain.stdout]);
    expect(stderr.slice(0, sentence.length || undefined)).toBe(sentence);
  });

  test("--expect asks what a draft would get", () => {
    const copy = path.join(folder, "draft");
    cpSync(path.join(project, "environments", "dev"), copy, { recursive: true });
    const slack = path.join(copy, "tenants", "slack.yaml");
    writeFileSync(slack, `${readFileSync(slack, "utf8")}state: draft\n`);
    for (const expected of ["delivered", "unmatched"]) {
      const args = ["--env", copy, "--event", failed, "--tenant", "slack", "--expect", expected, "--json"];
      const { code, stderr } = hub("simulate", ...args);
      expect([code, stderr]).toEqual([
        1,
        `expected the event to be ${expected}; its rule acme-dev-slack_messages_payment-failed is disabled\n`,
      ]);
    }
  });

  test.each<[what: string, args: () => string[], message: RegExp]>([
    ["no such file", () => ["--event", "none.json"], /^error: none\.json: no such file\n$/],
    ["a folder", () => ["--event", folder], /^error: .* cannot be read: it is a folder\n$/],
    ["not JSON", () => ["--event", file("a.json", "{")], /^error: .*a\.json is not JSON: .*\n$/],
    ["not an event", () => ["--event", file("b.json", "{}")], /^error: .*b\.json is not an event: .*detail-type/],
    [
      "a whole PutEvents request",
      () => ["--event", file("e.json", JSON.stringify({ Entries: [{ Source: "a", DetailType: "b", Detail: "{}" }] }))],
      /^error: .*e\.json is a PutEvents request, not an event; write the event of one of its Entries: source for Source, /,
    ],
    [
      "over 1 MB",
      () => [
        "--event",
        file("c.json", JSON.stringify({ source: "a", "detail-type": "b", detail: { x: "x".repeat(1_048_576) } })),
      ],
      /^error: .*c\.json is too large: 1,048,586 bytes as an entry of PutEvents; EventBridge takes 1,048,576 \(1 MB\)\n$/,
    ],
    [
      "no such folder",
      () => ["--event", failed, "--out", "none"],
      /^error: none: no such folder; emit it with \.\/hub synth --out none\n$/,
    ],
    [
      "a folder that CDKTF did not write",
      () => ["--event", failed, "--out", folder],
      /^error: .*manifest\.json cannot be read; run \.\/hub synth first\n$/,
    ],
    [
      "an account that is none",
      () => ["--event", failed, "--account", "shop"],
      /^error: --account shop: an account is twelve digits\n$/,
    ],
    [
      "no such tenant",
      () => ["--event", failed, "--tenant", "slak"],
      /^error: no tenant is called slak; there are datadog, .*slack\n$/,
    ],
    [
      "no such bus",
      () => ["--event", failed, "--bus", "none"],
      /^error: no event bus is called none; there are .*; write --bus with a name or ARN\n$/,
    ],
    ["no event at all", () => [], /^error: required option '--event <file>' not specified/],
  ])("%s: a sentence, and exit code 1", (_, args, message) => {
    const { code, stdout, stderr } = hub("simulate", ...args());
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(message);
  });
});

describe("hub match", () => {
  const pattern = (json: unknown) => file("pattern.json", JSON.stringify(json));

  test("says whether an event matches, and why not", () => {
    const yes = hub("match", "--pattern", pattern({ source: [{ prefix: "com.acme." }] }), "--event", failed);
    expect([yes.code, yes.stdout]).toEqual([0, "The event matches.\n"]);
    const no = hub("match", "--pattern", pattern({ detail: { attempt: [{ numeric: [">", 2] }] } }), "--event", failed);
    expect([no.code, no.stdout]).toEqual([
      0,
      "The event does not match: detail.attempt is 2; the pattern wants a number > 2\n",
    ]);
  });

  test("--json", () => {
    const { stdout } = hub("match", "--pattern", pattern({ source: ["x"] }), "--event", failed, "--json");
    expect(JSON.parse(stdout)).toEqual({
      matches: false,
      reason: 'source is "com.acme.billing"; the pattern wants "x"',
    });
  });

  test.each([
    ["matched", "com.acme.billing", 0, ""],
    ["unmatched", "x", 0, ""],
    ["matched", "x", 1, "expected the event to be matched; it does not match\n"],
    ["unmatched", "com.acme.billing", 1, "expected the event to be unmatched; it matches\n"],
  ])("--expect %s, of a pattern for %s", (expected, source, exitCode, sentence) => {
    const args = ["--pattern", pattern({ source: [source] }), "--event", failed, "--expect", expected];
    const { code, stderr } = hub("match", ...args);
    expect([code, stderr]).toEqual([exitCode, sentence]);
  });

  test("a pattern that AWS refuses, in AWS's words, with exit code 1", () => {
    const { code, stderr } = hub("match", "--pattern", pattern({ source: "x" }), "--event", failed);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^error: .*pattern\.json: Event pattern is not valid\. Reason: /);
    expect(stderr).toMatch(/; write a list of values, such as \["com\.acme\.shop"\]\n$/);
  });

  test("an event that is none", () => {
    const { code, stderr } = hub("match", "--pattern", pattern({ source: ["x"] }), "--event", file("d.json", "[]"));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/d\.json is not a JSON object\n$/)]);
  });

  test("an event that lacks what TestEventPattern wants, with what the pattern makes of it all the same", () => {
    const event = file("d.json", JSON.stringify({ source: "x", time: "2026-01-31T12:00:00Z", region: "eu-central-1" }));
    const { code, stderr } = hub("match", "--pattern", pattern({ source: ["x"] }), "--event", event);
    expect(code).toBe(1);
    expect(stderr.replace(/\s+/g, " ")).toMatch(
      /d\.json lacks id, detail-type and account, so that TestEventPattern answers "Parameter Event is not valid\."; add them; as it is: The event matches\. $/,
    );
  });

  test("an entry of PutEvents, with what to write", () => {
    const entry = { Source: "x", DetailType: "Y", Detail: "{}" };
    const event = file("d.json", JSON.stringify(entry));
    const { code, stderr } = hub("match", "--pattern", pattern({ source: ["x"] }), "--event", event);
    expect([code, stderr.replace(/\s+/g, " ")]).toEqual([
      1,
      expect.stringMatching(/d\.json is an entry of PutEvents, not an event; write source for Source, detail-type for/),
    ]);
  });

  test("a time that cannot be read", () => {
    const event = file("d.json", readFileSync(failed, "utf8").replace(/"time": "[^"]*"/, '"time": "yesterday"'));
    const { stderr } = hub("match", "--pattern", pattern({ source: ["x"] }), "--event", event);
    expect(stderr.replace(/\s+/g, " ")).toMatch(
      /has the time "yesterday", so that TestEventPattern answers "Parameter Event is not valid\. Reason: Invalid time\."; write it as/,
    );
  });

  test.each([
    ["objects", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)],
    ["lists", `{"a":${"[".repeat(100_000)}1${"]".repeat(100_000)}}`],
  ])("an event of %s nested far too deeply", (_, text) => {
    const { code, stderr } = hub("match", "--pattern", pattern({ a: ["x"] }), "--event", file("d.json", text));
    expect([code, stderr]).toEqual([1, expect.stringMatching(/d\.json is nested more than 1,000 levels deep/)]);
  });
});
