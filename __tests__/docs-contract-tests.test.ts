import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hub, project } from "./cli/hub-process";

const page = readFileSync(path.join(project, "docs/contract-tests.md"), "utf8");
const NAME = "tests/slack/payment-failed.yaml";
const written = readFileSync(path.join(project, "environments/dev", NAME), "utf8");

test("docs/contract-tests.md shows a test of environments/dev as it is", () => {
  expect(page).toContain(`\`\`\`yaml\n${written}\`\`\`\n`);
});

test("docs/contract-tests.md shows what that test says when it fails", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hub-docs-tests-"));
  try {
    const env = path.join(folder, "environments", "dev");
    cpSync(path.join(project, "environments/dev"), env, { recursive: true });
    writeFileSync(path.join(env, NAME), written.replace("channel: C0DEVBILL01", "channel: C0DEVBILL02"));
    const { stdout } = hub("test", "slack", "--env", env);
    const [failure = "nothing"] = stdout.replaceAll(`${folder}${path.sep}`, "").split("\n\nDeliveries");
    expect(page).toContain(`\`\`\`\n${failure}\n\`\`\`\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("docs/contract-tests.md shows steps of a test of environments/dev that is played on the local hub", () => {
  const [, steps = "nothing"] = /```yaml\n(steps:\n[^]*?)```/.exec(page) ?? [];
  const disputed = readFileSync(path.join(project, "environments/dev/tests/jira/payment-disputed.yaml"), "utf8");
  expect(disputed).toContain(steps);
});
