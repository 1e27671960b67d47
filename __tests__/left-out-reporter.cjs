/** Jest reporter: the last line of `npm test` says which suites did not run, and why. */
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const path = require("node:path");

/** What a run of the unit tests leaves out on this machine, with reasons. */
function leftOut() {
  const e2e = readdirSync(path.join(__dirname, "e2e")).filter((file) => file.endsWith(".test.ts"));
  const reasons = [
    `${e2e.length} end-to-end suites, which need terraform, an AWS provider and moto_server (npm run test:e2e)`,
  ];
  if (!existsSync(path.join(__dirname, "..", "..", "shared", "vectors"))) {
    reasons.push("the recorded EventBridge vectors, which need ../shared/vectors");
  }
  if (spawnSync("aws", ["--version"]).status !== 0) reasons.push("the AWS CLI against the local hub, which needs aws");
  return reasons;
}

module.exports = class LeftOutReporter {
  onRunComplete(testContexts) {
    const ran = [...testContexts].map(({ config }) => config.displayName?.name);
    if (ran.includes("e2e")) return;
    // Jest prints its summary after every other reporter; on leaving, this line comes last.
    const line = `Left out: ${leftOut().join("; ")}.\n`;
    process.once("exit", () => process.stderr.write(line));
  }
};
