/** `./hub smoke` whole, on the emulator with EventBridge as AWS was recorded to be in front of it. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { CALLERS_ACCOUNT } from "./emulator";
import { Sandbox } from "./smoke-in-sandbox";
import { temporaryFolder } from "./synthesize";

jest.setTimeout(1_200_000);

const temporary = temporaryFolder();
const journal = path.join(temporary, "journal.json");

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await Sandbox.start(temporary);
});
afterAll(() => sandbox.stop());

test("nothing is made with the credentials of another account", async () => {
  const { exitCode, stderr } = await sandbox.hubSmoke("--account", "210000000001", "--journal", journal);
  expect(exitCode).toBe(1);
  expect(stderr).toBe(
    `error: your AWS credentials are of account ${CALLERS_ACCOUNT}, and the sandbox is 210000000001; choose another AWS_PROFILE\n`,
  );
  expect(existsSync(journal)).toBe(false);
});

test("a run passes every step and leaves what AWS keeps for a while, with dates, and nothing else", async () => {
  const before = await sandbox.holds();
  const { exitCode, failures, cleaned, steps } = await sandbox.smoke(
    ...["--account", CALLERS_ACCOUNT, "--journal", journal],
  );
  expect(failures).toEqual([]);
  expect({ exitCode, cleaned }).toEqual({ exitCode: 0, cleaned: true });
  const left = steps.find(({ step }) => step === "left")?.answer.says ?? [];
  expect(left.map((line) => line.replace(/ \S+: until \d{4}-\d{2}-\d{2} at the latest$/, ""))).toEqual([
    ...Array.from({ length: 7 }, () => "KMS key"),
    "secret",
    "secret",
  ]);
  expect(await sandbox.holds()).toEqual(before);
  expect(existsSync(journal)).toBe(false);
  expect(readdirSync(temporary).filter((name) => name.startsWith("hub-"))).toEqual([]);
});
