/** `./hub smoke` whole, on the emulator with EventBridge as AWS was recorded to be in front of it. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { StubEventBridge } from "../stub-eventbridge/stub";
import { CALLERS_ACCOUNT, Emulator, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { foundIn } from "./inventory";
import { temporaryFolder } from "./synthesize";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(1_200_000);

const temporary = temporaryFolder();
const journal = path.join(temporary, "journal.json");

let emulator: Emulator;
let stub: StubEventBridge;
let account: Account;
let env: ProgramEnvironment;

beforeAll(async () => {
  emulator = await Emulator.start();
  stub = await StubEventBridge.start(emulator);
  stub.outside.tokenEndpoint = ({ clientSecret }) => (clientSecret.startsWith("good-") ? "token" : "refusal");
  const seen = emulator.seenThrough(stub.endpoint);
  // No role is taken on: the user's own credentials are of the sandbox.
  account = await seen.account(CALLERS_ACCOUNT);
  env = { ...seen.environment, TF_CLI_ARGS_apply: "-parallelism=100", TMPDIR: temporary };
});
afterAll(async () => {
  await stub.stop();
  await emulator.stop();
});

interface Printed {
  readonly cleaned: boolean;
  readonly steps: readonly {
    readonly step: string;
    readonly answer: { readonly kind: string; readonly by?: string; readonly says?: readonly string[] };
  }[];
}

async function smoke(...args: readonly string[]) {
  const { stdout, stderr, exitCode } = await runHub(["smoke", "--json", ...args], env);
  if (!stdout.startsWith("{")) throw new Error(stderr + stdout);
  const printed = JSON.parse(stdout) as Printed;
  const failures = printed.steps.filter(({ answer }) => answer.kind === "failed" || answer.kind === "not tried");
  return { ...printed, exitCode, failures };
}

test("nothing is made with the credentials of another account", async () => {
  const { exitCode, stderr } = await runHub(["smoke", "--account", "210000000001", "--journal", journal], env);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `error: your AWS credentials are of account ${CALLERS_ACCOUNT}, and the sandbox is 210000000001; choose another AWS_PROFILE\n`,
  );
  expect(existsSync(journal)).toBe(false);
});

test("a run passes every step and leaves what AWS keeps for a while, with dates, and nothing else", async () => {
  const before = await foundIn(account);
  const { exitCode, failures, cleaned, steps } = await smoke("--account", CALLERS_ACCOUNT, "--journal", journal);
  expect(failures).toEqual([]);
  expect({ exitCode, cleaned }).toEqual({ exitCode: 0, cleaned: true });
  const left = steps.find(({ step }) => step === "left")?.answer.says ?? [];
  expect(left.map((line) => line.replace(/ \S+: until \d{4}-\d{2}-\d{2} at the latest$/, ""))).toEqual([
    ...Array.from({ length: 7 }, () => "KMS key"),
    "secret",
    "secret",
  ]);
  expect(await foundIn(account)).toEqual(before);
  expect(existsSync(journal)).toBe(false);
  expect(readdirSync(temporary).filter((name) => name.startsWith("hub-"))).toEqual([]);
});
