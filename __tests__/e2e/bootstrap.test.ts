/** `./hub bootstrap` in an AWS where nothing is, and the first deployment with the roles that it has made. */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { GetRoleCommand, ListAttachedRolePoliciesCommand } from "@aws-sdk/client-iam";
import { CreateBucketCommand, GetBucketEncryptionCommand, GetBucketVersioningCommand } from "@aws-sdk/client-s3";
import { AwsFront } from "./aws-front";
import { Emulator, REGION, type Account } from "./emulator";
import { runHub } from "./hub-command";
import { objectKeys } from "./state";
import { PROJECT, temporaryFolder } from "./synthesize";
import type { ProgramEnvironment } from "./terraform";

jest.setTimeout(900_000);

const HUB = "200000000001";
const SHOP = "210000000001";
const STATE = "200000000009";
const BUCKET = "acme-dev-event-hub-state";

const temporary = temporaryFolder();
const environment = path.join(temporary, "environments", "dev");
/** Where the command keeps what outlives it. */
const localState = path.join(PROJECT, ".cache", "bootstrap", BUCKET, "state-backend.tfstate");

let emulator: Emulator;
let front: AwsFront;
let env: ProgramEnvironment;
let state: Account;

beforeAll(async () => {
  emulator = await Emulator.start();
  front = await AwsFront.start(emulator.endpoint);
  state = await emulator.account(STATE);
  cpSync(path.join(PROJECT, "environments", "dev"), environment, { recursive: true });
  const tenants = path.join(environment, "tenants");
  for (const file of readdirSync(tenants)) if (file !== "slack.yaml") rmSync(path.join(tenants, file));
  // What asks for a role is seen on its way.
  env = { ...emulator.environment, AWS_ENDPOINT_URL_STS: front.url, TMPDIR: temporary };
  rmSync(path.dirname(localState), { recursive: true, force: true });
});
afterAll(async () => {
  await front.stop();
  await emulator.stop();
  rmSync(path.dirname(localState), { recursive: true, force: true });
});

function bootstrap(args: readonly string[], changed: ProgramEnvironment = {}, cwd = PROJECT) {
  const all = ["bootstrap", "--env", environment, "--role", "administrator", ...args];
  return runHub(all, { ...env, ...changed }, "", cwd);
}

interface Applied {
  readonly outcomes: readonly { readonly stack: string; readonly ending: { readonly kind: string } }[];
}

function kindsIn(stdout: string): Record<string, string> {
  const { outcomes } = JSON.parse(stdout) as Applied;
  return Object.fromEntries(outcomes.map(({ stack, ending }) => [stack, ending.kind]));
}

/** A `terraform` that does everything but move a state. */
function withoutMoves(): ProgramEnvironment {
  const folder = path.join(temporary, "bin");
  mkdirSync(folder, { recursive: true });
  const program = path.join(folder, "terraform");
  writeFileSync(
    program,
    `#!/bin/sh\ncase "$*" in *-migrate-state*) exit 1;; esac\nPATH="\${PATH#*:}" exec terraform "$@"\n`,
  );
  chmodSync(program, 0o755);
  return { PATH: `${folder}:${env["PATH"] ?? ""}` };
}

/** Names of the roles that are asked for from now on until the work is done. */
async function rolesTakenOn(work: () => Promise<unknown>): Promise<string[]> {
  const before = front.calls.length;
  await work();
  const asked = front.calls.slice(before).flatMap(({ body }) => {
    const arn = new URLSearchParams(body).get("RoleArn");
    return arn === null ? [] : [arn.replace(/^.*:role\//, "")];
  });
  return [...new Set(asked)];
}

test("--plan says in which accounts and what it would do, and nothing is there afterwards", async () => {
  const { exitCode, stdout, stderr } = await bootstrap(["--plan"]);
  expect([exitCode, stderr]).toEqual([3, ""]);
  for (const account of [HUB, SHOP, STATE]) {
    expect(stdout).toContain(`arn:aws:sts::${account}:assumed-role/administrator/hub-bootstrap`);
  }
  expect(stdout).toContain("creates aws_s3_bucket.states");
  expect(stdout).toContain("creates aws_iam_openid_connect_provider.pipeline");
  await expect(objectKeys(state, BUCKET)).rejects.toThrow("does not exist");
});

test("without a terminal it applies nothing, unless --yes is written", async () => {
  const { exitCode, stderr } = await bootstrap([]);
  expect(exitCode).toBe(1);
  expect(stderr).toBe("error: nobody can be asked here; look at what --plan says, and write --yes\n");
});

test("what is stopped before the state is in its bucket keeps it in a file, and goes on from any folder", async () => {
  const stopped = await bootstrap(["--yes", "--json"], withoutMoves(), temporary);
  expect(stopped.exitCode).toBe(1);
  expect(kindsIn(stopped.stdout)["state-backend"]).toBe("failed");
  expect(kindsIn(stopped.stdout)["deployment-access-hub"]).toBe("not begun");
  expect(existsSync(localState)).toBe(true);

  const resumed = await bootstrap(["--yes", "--json"]);
  expect([resumed.exitCode, resumed.stderr]).toEqual([0, ""]);
  expect(kindsIn(resumed.stdout)).toEqual({
    "deployment-access-hub": "applied",
    "deployment-access-source-identity": "applied",
    "deployment-access-source-shop": "applied",
    "deployment-access-state": "applied",
    "state-backend": "unchanged",
  });
  expect(existsSync(localState)).toBe(false);
});

test("every state is in the bucket, its own among them, and no lock is left", async () => {
  expect(await objectKeys(state, BUCKET)).toEqual(
    [
      "deployment-access-hub",
      "deployment-access-source-identity",
      "deployment-access-source-shop",
      "deployment-access-state",
      "state-backend",
    ].map((stack) => `_bootstrap/dev/${stack}.tfstate`),
  );
});

test("the bucket is versioned, and encrypted with a key of its own", async () => {
  const { Status } = await state.s3.send(new GetBucketVersioningCommand({ Bucket: BUCKET }));
  const { ServerSideEncryptionConfiguration: encryption } = await state.s3.send(
    new GetBucketEncryptionCommand({ Bucket: BUCKET }),
  );
  const rule = encryption?.Rules?.[0]?.ApplyServerSideEncryptionByDefault;
  expect(Status).toBe("Enabled");
  expect(rule?.SSEAlgorithm).toBe("aws:kms");
  expect(rule?.KMSMasterKeyID).toMatch(new RegExp(`^arn:aws:kms:${REGION}:${STATE}:key/`));
});

test.each([HUB, SHOP, STATE])("in %s there are both roles, within their boundary", async (id) => {
  const { iam } = await emulator.account(id);
  for (const RoleName of ["event-hub-plan", "event-hub-deployment"]) {
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(`arn:aws:iam::${id}:policy/acme-dev-boundary`);
    const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    expect(AttachedPolicies.length).toBeGreaterThan(0);
  }
});

test("when it runs again nothing is left to do, and nothing looks like drift", async () => {
  const { exitCode, stdout } = await bootstrap(["--plan"]);
  expect(stdout).toContain("5 stacks, and nothing changes");
  expect(exitCode).toBe(0);
});

test("of one account, which is called as its file is, it leaves the others alone, and says who works in it", async () => {
  const { exitCode, stdout } = await bootstrap(["--plan", "--account", "shop", "--json"]);
  const identity = `arn:aws:sts::${SHOP}:assumed-role/administrator/hub-bootstrap`;
  expect(JSON.parse(stdout)).toMatchObject({
    accounts: [{ name: "source-shop", account: SHOP, identity }],
    report: { unchanged: ["deployment-access-source-shop"] },
  });
  expect(exitCode).toBe(0);
});

test("a plan takes on the plan role alone, a deployment the deployment role alone", async () => {
  let planned: { exitCode: number; stderr: string } | undefined;
  const forPlan = await rolesTakenOn(async () => {
    planned = await runHub(["plan", "central-bus", "--env", environment], env);
  });
  expect(planned?.exitCode).toBe(3);
  expect(forPlan).toEqual(["event-hub-plan"]);

  const forDeployment = await rolesTakenOn(async () => {
    planned = await runHub(["deploy", "central-bus", "--no-verify", "--env", environment], env);
  });
  expect(planned?.exitCode).toBe(0);
  expect(forDeployment).toEqual(["event-hub-deployment"]);

  const forDrift = await rolesTakenOn(async () => {
    planned = await runHub(["drift", "central-bus", "--env", environment], env);
  });
  expect(planned?.exitCode).toBe(0);
  expect(forDrift).toEqual(["event-hub-plan"]);
});

test("a bucket of that name that nobody says it has made is left alone", async () => {
  const other = await Emulator.start();
  try {
    const { s3 } = await other.account(STATE);
    await s3.send(
      new CreateBucketCommand({ Bucket: BUCKET, CreateBucketConfiguration: { LocationConstraint: REGION } }),
    );
    const { exitCode, stderr } = await bootstrap(["--yes"], {
      AWS_ENDPOINT_URL: other.endpoint,
      AWS_ENDPOINT_URL_STS: other.endpoint,
    });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(`the bucket ${BUCKET} is there, and nothing says that ./hub bootstrap has made it`);
    expect(await objectKeys(await other.account(STATE), BUCKET)).toEqual([]);
  } finally {
    await other.stop();
  }
});

test("no credentials are left on the disk", () => {
  expect(readdirSync(temporary).filter((name) => name.startsWith("hub-"))).toEqual([]);
});
