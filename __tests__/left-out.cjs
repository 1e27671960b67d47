/** Says after `npm test` which suites did not run, and why. */
const { spawnSync } = require("node:child_process");
const { existsSync, readdirSync } = require("node:fs");
const path = require("node:path");

const e2e = readdirSync(path.join(__dirname, "e2e")).filter((file) => file.endsWith(".test.ts"));
const reasons = [
  `${e2e.length} end-to-end suites, which need terraform, an AWS provider and moto_server (npm run test:e2e)`,
];
if (!existsSync(path.join(__dirname, "..", "..", "shared", "vectors"))) {
  reasons.push("the recorded EventBridge vectors, which need ../shared/vectors");
}
if (spawnSync("aws", ["--version"]).status !== 0) reasons.push("the AWS CLI against the local hub, which needs aws");
console.log(`Left out: ${reasons.join("; ")}.`);
