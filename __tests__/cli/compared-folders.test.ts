/** What `./hub affected` and `./hub preview` say of folders and events that cannot be compared. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emittedFolder } from "../simulator/topology/emitted-folder";
import { hub } from "./hub-process";

const bus = "arn:aws:events:eu-west-1:111111111111:event-bus/orders";
// Lists that can be combined in many ways.
const pattern = { detail: { l: { a: [1], b: [1], c: [-1, { exists: true }] } } };
const list = (from: number) =>
  `"l":${JSON.stringify(Array.from({ length: 600 }, (_, n) => ({ a: 1, b: 1, c: n + from })))}`;

const sound = {
  provider: { aws: [{ region: "eu-west-1", allowed_account_ids: ["111111111111"] }] },
  resource: {
    aws_cloudwatch_event_bus: { orders: { name: "orders" } },
    aws_cloudwatch_event_rule: {
      r: { name: "r", event_bus_name: "orders", event_pattern: JSON.stringify(pattern) },
    },
    aws_cloudwatch_event_target: { t: { rule: "r", event_bus_name: "orders", arn: bus } },
  },
};

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

function folder(terraform: string): string {
  const outdir = emittedFolder({ app: sound });
  folders.push(outdir);
  writeFileSync(path.join(outdir, "stacks", "app", "cdk.tf.json"), terraform);
  return outdir;
}

const base = folder(JSON.stringify(sound));

test.each([
  ["is no JSON", "{"],
  ["is nested too deeply", `{"resource":${"[".repeat(100_000)}${"]".repeat(100_000)}}`],
])("a stack that %s, in a sentence", (_, terraform) => {
  const head = folder(terraform);
  for (const command of ["affected", "preview"]) {
    const { code, stderr } = hub(command, "--base", base, "--head", head);
    expect([code, stderr.replace(/\s+/g, " ")]).toEqual([
      1,
      expect.stringMatching(/^error: \S+\/cdk\.tf\.json is .*CDKTF writes; run \.\/hub synth again $/),
    ]);
  }
});

test("a finding of the audit that is new, and one that is gone", () => {
  const { aws_cloudwatch_event_bus: bus, ...others } = sound.resource;
  const policed = {
    retry_policy: {},
    rule: "r",
    event_bus_name: "orders",
    arn: "arn:aws:sns:eu-west-1:111111111111:t",
  };
  const resource = {
    aws_cloudwatch_event_bus: bus,
    ...others,
    aws_cloudwatch_event_target: { t: policed },
    aws_kms_key: { k: { policy: "{}" } },
  };
  const { stdout } = hub("preview", "--base", base, "--head", folder(JSON.stringify({ ...sound, resource })));
  expect(stdout.slice(stdout.indexOf("Audit"))).toBe(`Audit
  + low: app: aws_kms_key.k is not rotated [key-rotated]
  - low: app: aws_cloudwatch_event_target.t has no retry policy [target-has-retry-policy]
  3 findings as before
`);
});

test("a sample event that cannot be matched, by its name", () => {
  const events = path.join(base, "events");
  mkdirSync(events);
  const detail = `{${list(0)},${list(5_000)}}`;
  writeFileSync(path.join(events, "odd.json"), `{"source":"a","detail-type":"b","detail":${detail}}`);
  const { code, stderr } = hub("preview", "--base", base, "--head", base, "--events", events);
  expect([code, stderr.replace(/\s+/g, " ")]).toEqual([
    1,
    "error: odd.json has lists within lists that can be combined in too many ways to try them all ",
  ]);
});
