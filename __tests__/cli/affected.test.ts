/** `./hub affected` and `./hub preview` in a repository of their own: a copy of this package, with two revisions. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PackageRepository } from "../package-repository";
import { project } from "./hub-process";

const repository = new PackageRepository();
const { home, checkout, temporary } = repository;
const jira = repository.dev("tenants", "jira.yaml");

const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined, TMPDIR: temporary };

function hub(args: readonly string[], more: NodeJS.ProcessEnv = {}, cwd = checkout) {
  const options = { cwd, encoding: "utf8" as const, env: { ...env, ...more } };
  const { status, stdout, stderr } = spawnSync(process.execPath, [repository.file("hub"), ...args], options);
  return { code: status, stdout, stderr };
}

beforeAll(() => {
  repository.commit("First");
  repository.git("tag", "first");
  repository.edit(jira, [/invocationRateLimitPerSecond: \d+/, "invocationRateLimitPerSecond: 7"]);
  rmSync(repository.dev("tenants", "slack.yaml"));
  // What the second revision emits is decided by its own code, too.
  repository.edit(repository.file("constructs", "api-destination.ts"), [
    "{ ...props }",
    '{ ...props, description: "second" }',
  ]);
  repository.commit("Second");
});
afterAll(() => {
  repository.remove();
});

const affected = (stdout: string) => stdout.split("\n").filter((line) => /^\w+ +tenant-/.test(line));

test("a change that is not committed affects the stacks whose Terraform differs, with the blocks", () => {
  const before = readFileSync(jira, "utf8");
  repository.edit(jira, ["invocationRateLimitPerSecond: 7", "invocationRateLimitPerSecond: 8"]);
  try {
    expect(hub(["affected", "--base", "HEAD"])).toEqual({
      code: 0,
      stderr: "",
      stdout: `changed  tenant-jira
  ~ aws_cloudwatch_event_api_destination.issues: invocation_rate_limit_per_second

1 stack affected, 10 unchanged
`,
    });
  } finally {
    writeFileSync(jira, before);
  }
});

test("a revision is emitted with its own code, and its folders are gone afterwards", () => {
  const { stdout } = hub(["affected", "--base", "first", "--head", "main", "--json"]);
  const said = JSON.parse(stdout) as { base: string; head: string; stacks: { name: string; change: string }[] };
  expect([said.base, said.head]).toEqual([repository.git("rev-parse", "first"), repository.git("rev-parse", "main")]);
  const changes = Object.fromEntries(said.stacks.map(({ name, change }) => [name, change]));
  expect(changes).toMatchObject({ "tenant-slack": "removed", "tenant-jira": "changed", "tenant-datadog": "changed" });
  expect(changes).toMatchObject({ "central-bus": "unchanged", "source-shop": "unchanged" });
  expect(readdirSync(temporary)).toEqual([]);
  expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
  expect(repository.git("status", "--porcelain")).toBe("");
});

test("the files as they are go by the commit that is checked out, until one differs that something is emitted from", () => {
  const head = () => (JSON.parse(hub(["affected", "--base", "HEAD", "--json"]).stdout) as { head: string }).head;
  const [commit, made, added] = [
    repository.git("rev-parse", "HEAD"),
    repository.file("comment.md"),
    repository.file("stacks", "new.ts"),
  ];
  writeFileSync(made, "");
  expect(head()).toBe(commit);
  writeFileSync(added, "");
  expect(head()).toBe("working tree");
  rmSync(added);
  rmSync(made);
});

test("the code of a revision is given nothing of AWS", () => {
  const seen = path.join(home, "seen");
  const spy = `require("node:fs").writeFileSync(${JSON.stringify(seen)}, Object.keys(process.env).join("\\n"));\n`;
  writeFileSync(repository.file("hub"), `#!/usr/bin/env node\n${spy}process.exit(1);\n`);
  const commit = repository.commit("Spy");
  repository.git("reset", "--quiet", "--hard", "HEAD~1");
  const { code } = hub(["affected", "--base", commit], { AWS_SECRET_ACCESS_KEY: "canary-c0ffee", OTHER: "1" });
  expect(code).toBe(1);
  const names = readFileSync(seen, "utf8").split("\n");
  expect(names).toContain("OTHER");
  expect(names.filter((name) => name.startsWith("AWS_"))).toEqual([]);
});

test("from another folder, with a path to the environment, it means the same", () => {
  const dev = repository.dev();
  for (const [given, cwd] of [
    [dev, home],
    ["../environments/dev", repository.file("docs")],
  ] as const) {
    const { stdout } = hub(["affected", "--base", "first", "--head", "HEAD", "--env", given], {}, cwd);
    expect(affected(stdout)).toContain("removed  tenant-slack");
  }
});

test("a preview shows what becomes of publishers and sample events", () => {
  const { code, stdout, stderr } = hub(["preview", "--base", "first", "--head", "main"]);
  expect([code, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`Who may publish what
  nothing changes for 17 permissions

Sample events
  payment-disputed-with-reason.json
    ~ tenant-jira: to acme-dev-jira_issues otherwise
      rateLimitPerSecond: 2 -> 7
  payment-failed-above-500-eur.json
    - tenant-slack: no longer to acme-dev-slack_messages
  nothing changes for 6 other events

Room left
  acme-dev-central  policy characters      1,742     of 10,240
  acme-dev-central  rules                  17 -> 14  of 300
  acme-dev-central  rules with a wildcard  0         of 30
  200000000001                  IAM roles         19 -> 16  of 1,000
  200000000001 in eu-central-1  event buses       1         of 100
  200000000001 in eu-central-1  alarms            67 -> 58  of 5,000
  200000000001 in eu-central-1  API destinations  11 -> 10  of 3,000
  200000000001 in eu-central-1  connections       8 -> 7    of 3,000
  210000000001                  IAM roles         1         of 1,000
  210000000001 in eu-central-1  alarms            3         of 5,000
  210000000002                  IAM roles         1         of 1,000
  210000000002 in eu-central-1  alarms            2         of 5,000

Audit
  nothing is found on either side
`);
});

test("emitted folders are compared as they are", () => {
  const [base, head] = [path.join(home, "base"), path.join(home, "head")];
  hub(["synth", "--out", base]);
  cpSync(base, head, { recursive: true });
  expect(hub(["affected", "--base", base, "--head", head]).stdout).toBe("no stacks affected, 11 unchanged\n");
});

describe("one sentence says", () => {
  const refused = (args: readonly string[], more?: NodeJS.ProcessEnv) => {
    const { code, stdout, stderr } = hub(["affected", ...args], more);
    expect([code, stdout]).toEqual([1, ""]);
    return stderr;
  };

  test("that there is no such revision", () => {
    expect(refused(["--base", "nowhere"])).toBe(
      "error: nowhere is neither a folder nor a revision of this repository (git rev-parse nowhere)\n",
    );
    expect(refused(["--base", "--output=x"])).toContain("error: ");
  });

  test("that a folder was not emitted", () => {
    expect(refused(["--base", home])).toBe(`error: ${home} has no manifest.json: it is not what ./hub synth wrote\n`);
  });

  test("that sample events cannot be read", () => {
    const { code, stderr } = hub(["preview", "--base", "first", "--events", "nowhere"]);
    expect([code, stderr]).toEqual([1, "error: --events nowhere: no such folder\n"]);
    const folder = path.join(home, "samples");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "odd.json"), "{}");
    expect(hub(["preview", "--base", "first", "--events", folder]).stderr).toMatch(
      /^error: .*odd.json is not an event: /,
    );
  });

  test("that there is no git", () => {
    expect(refused(["--base", "first"], { PATH: "/nowhere" })).toMatch(
      /^error: git cannot be run \(.*\); name folders that were emitted instead\n$/,
    );
  });

  test("that an environment is outside the repository", () => {
    cpSync(path.join(project, "environments", "dev"), path.join(home, "elsewhere"), { recursive: true });
    expect(refused(["--base", "first", "--head", "HEAD", "--env", path.join(home, "elsewhere")])).toBe(
      `error: ${home}/elsewhere is not a folder of this repository, so no revision has it\n`,
    );
  });

  test("what is wrong in the files of a revision, with their paths in the repository", () => {
    const file = repository.dev("tenants", "hubspot.yaml");
    repository.edit(file, ["owner:", "ownr:"]);
    repository.commit("Broken");
    const stderr = refused(["--base", "HEAD", "--head", "first"]);
    repository.git("reset", "--quiet", "--hard", "HEAD~1");
    expect(stderr).toMatch(/^error: [0-9a-f]{12} cannot be emitted; its own .\/hub synth says:\n/);
    expect(stderr).toMatch(/\nenvironments\/dev\/tenants\/hubspot.yaml:\d+:\d+: error: /);
    expect(readdirSync(temporary)).toEqual([]);
  });

  test("that packages of another lock file cannot be installed", () => {
    repository.edit(repository.file("package-lock.json"), ['"version": "0.1.0"', '"version": "0.1.1"']);
    const npm = path.join(home, "bin");
    cpSync(path.join(project, "hub"), path.join(npm, "npm"));
    writeFileSync(path.join(npm, "npm"), "#!/bin/sh\necho 'npm error code ENOTFOUND' >&2\nexit 1\n");
    const stderr = refused(["--base", "first"], { PATH: `${npm}${path.delimiter}${process.env["PATH"] ?? ""}` });
    repository.git("checkout", "--quiet", "package-lock.json");
    expect(stderr).toMatch(
      /^error: the packages of [0-9a-f]{12} are not those of this checkout, .* npm says: npm error code ENOTFOUND\n$/,
    );
  });
});

test("what a killed command leaves is removed by the next one", async () => {
  const args = [repository.file("hub"), "affected", "--base", "first", "--head", "main"];
  const child = spawn(process.execPath, args, { cwd: checkout, env, stdio: "ignore" });
  while (!readdirSync(temporary).some((name) => name.startsWith("hub-revision-"))) await sleep(5);
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("close", resolve));
  expect(readdirSync(temporary)).not.toEqual([]);
  hub(["affected", "--base", "first", "--head", "main"]);
  expect(readdirSync(temporary)).toEqual([]);
  expect(repository.git("worktree", "list").split("\n")).toHaveLength(1);
});
