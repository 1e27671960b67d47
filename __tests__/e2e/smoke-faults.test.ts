/** `./hub smoke` with a call that AWS refuses in every step: it says which, goes on from there, and leaves nothing. */
import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { STEP_IDS } from "../../smoke/steps";
import { CALLERS_ACCOUNT } from "./emulator";
import { FaultsInSteps, type Faults } from "./faults-in-steps";
import { Sandbox, type SmokeEnding } from "./smoke-in-sandbox";
import { temporaryFolder } from "./synthesize";

jest.setTimeout(2_400_000);

/** In each step the call after which most is left half done. */
const FAULTS = {
  quotas: "events:ListEventBuses",
  // A policy is there that the role does not have yet.
  state: "iam:AttachRolePolicy",
  // A key is there that Terraform holds for broken: it can only be replaced.
  "apply-hub": "kms:EnableKeyRotation",
  "apply-tenants": "events:CreateApiDestination",
  "second-plan": "events:DescribeRule",
  "bad-credentials": "secretsmanager:PutSecretValue",
  "good-credentials": "events:UpdateConnection",
  verify: "events:DescribeEventBus",
  alarm: "cloudwatch:DescribeAlarms",
  // The key stays disabled.
  key: "kms:EnableKey",
  // The rule stays disabled.
  drift: "events:PutRule",
  destroy: "events:DeleteRule",
  // A policy is there that the role does not have any more.
  tidy: "iam:DeletePolicy",
  left: "secretsmanager:DescribeSecret",
} as const satisfies Faults;

/** Steps that no call of AWS can fail in here: what they ask is answered by the hub on this machine. */
const ASKED_LOCALLY = [
  "endpoint",
  "direct-event",
  "forwarded-event",
  "route",
  "foreign-source",
  "dead-letter",
  "facts",
] as const;

const temporary = temporaryFolder();
const journal = path.join(temporary, "journal.json");

/** Keys of the runs before. */
const keptBefore: string[] = [];

let faults: FaultsInSteps;
let sandbox: Sandbox;
let before: Awaited<ReturnType<Sandbox["holds"]>>;

beforeAll(async () => {
  sandbox = await Sandbox.start(temporary, async (behind) => (faults = await FaultsInSteps.start(behind, journal)));
  before = await sandbox.holds();
});
afterAll(() => sandbox.stop());

test("every step that asks AWS fails with what AWS answered, and passes when the run goes on", async () => {
  faults.order(FAULTS);
  let args = ["--account", CALLERS_ACCOUNT, "--journal", journal];
  for (const [step, action] of Object.entries(FAULTS)) {
    const ending = await sandbox.smoke(...args, "--keep-failed");
    expect(ending.failures).toEqual([{ step, kind: "failed", because: expect.stringContaining(action) as string }]);
    expect(ending.failures[0]?.because).not.toMatch(/^\s+at |node_modules|\[object/m);
    expect(ending).toMatchObject({ exitCode: 1, cleaned: false });
    args = ["--resume", journal];
  }
  const last = await sandbox.smoke(...args, "--keep-failed");
  expect(last.failures).toEqual([]);
  expect(last.steps.map(({ step }) => step)).toEqual(STEP_IDS);
  expect(last.exitCode).toBe(0);
  await expectNothingLeft(last);

  expect(faults.notMet).toEqual([]);
  expect(STEP_IDS.filter((step) => !faults.called.has(step))).toEqual(ASKED_LOCALLY);
});

test("where nobody wants to look at what failed, half a hub is destroyed, and what needs it is not tried", async () => {
  faults.order({ "apply-hub": FAULTS["apply-hub"] });
  const ending = await sandbox.smoke("--account", CALLERS_ACCOUNT, "--journal", journal);
  const [failed, ...others] = ending.failures;
  expect(failed).toMatchObject({
    step: "apply-hub",
    because: expect.stringContaining("kms:EnableKeyRotation") as string,
  });
  expect(others.map(({ step, because }) => `${step}: ${because}`)).toEqual([
    "endpoint: it needs apply-hub",
    "apply-tenants: it needs apply-hub",
    "second-plan: it needs apply-tenants",
    "bad-credentials: it needs apply-tenants",
    "good-credentials: it needs apply-tenants",
    "verify: it needs good-credentials",
    "direct-event: it needs good-credentials",
    "forwarded-event: it needs good-credentials",
    "route: it needs good-credentials",
    "foreign-source: it needs apply-tenants",
    "dead-letter: it needs good-credentials",
    "facts: it needs good-credentials",
    "alarm: it needs dead-letter",
    "key: it needs apply-tenants",
    "drift: it needs second-plan",
  ]);
  expect(ending.exitCode).toBe(1);
  await expectNothingLeft(ending);
});

test("a state that cannot be saved is kept, a lock that was left is told of, and all is taken away", async () => {
  faults.ban = { action: "s3:PutObject", requests: /^PUT \S*\/central-bus\.tfstate(\?|$)/ };
  const broken = await sandbox.smoke("--account", CALLERS_ACCOUNT, "--journal", journal, "--keep-failed");
  const kept = `${journal}.central-bus.tfstate`;
  expect(broken.failures).toMatchObject([
    {
      step: "apply-hub",
      because: expect.stringContaining(`its state could not be saved; it is in ${kept},`) as string,
    },
  ]);
  expect(existsSync(kept)).toBe(true);

  // A run whose process was killed leaves a lock, too.
  faults.ban = undefined;
  const { account, suffix } = JSON.parse(readFileSync(journal, "utf8")) as { account: string; suffix: string };
  const [Bucket, state] = [`smoke-${suffix}-state-${account}`, `${suffix}/central-bus.tfstate`];
  const lock = { Bucket, Key: `${state}.tflock` };
  const Body = JSON.stringify({ ID: randomUUID(), Who: "killed", Path: `${Bucket}/${state}` });
  const { s3 } = sandbox.account;
  await s3.send(new PutObjectCommand({ ...lock, Body }));
  const locked = await sandbox.smoke("--resume", journal, "--keep-failed");
  expect(locked.failures[0]?.because).toContain(`remove the lock: aws s3 rm s3://${Bucket}/${state}.tflock`);
  await s3.send(new DeleteObjectCommand(lock));

  const ending = await sandbox.smoke("--resume", journal, "--only-clean-up");
  expect(ending.steps.filter(({ answer }) => answer.kind === "failed").map(({ step }) => step)).toEqual(["apply-hub"]);
  await expectNothingLeft(ending);
  expect(existsSync(kept)).toBe(false);
});

/** Nothing but keys that wait for their deletion, all of which the run tells: those that are in no state are among them. */
async function expectNothingLeft({ cleaned, steps }: SmokeEnding): Promise<void> {
  expect(cleaned).toBe(true);
  expect(await sandbox.holds()).toEqual(before);
  const says = steps.find(({ step }) => step === "left")?.answer.says ?? [];
  const told = says.flatMap((line) => /^KMS key (\S+): until /.exec(line)?.[1] ?? []);
  const kept = (await sandbox.keysToBeDeleted()).filter((key) => !keptBefore.includes(key));
  expect(told.toSorted()).toEqual(kept.toSorted());
  keptBefore.push(...kept);
  expect(existsSync(journal)).toBe(false);
  expect(readdirSync(temporary).filter((name) => name.startsWith("hub-"))).toEqual([]);
}
