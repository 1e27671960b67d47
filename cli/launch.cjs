/**
 * Runs one TypeScript entry of this project on a machine that has only Node: installs the packages if the lock file
 * says they are missing or old, bundles the entry with esbuild and loads it. Plain JavaScript, because it runs before
 * anything is installed.
 *
 *   node cli/launch.cjs cli/hub.ts check --env dev
 */
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { createHash } = require("node:crypto");
const path = require("node:path");

const project = path.join(__dirname, "..");

/** Exits with a sentence where Node is outside `engines.node` of package.json. */
function requireSupportedNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || major < 20 || (major === 20 && minor < 19)) {
    console.error(
      `error: Node ${process.versions.node} is not supported; use Node 20.19 or later, up to 22 (see README, "What you need")`,
    );
    process.exit(1);
  }
}

/** Runs `npm ci` when node_modules is missing or was made from another lock file. */
function installPackages() {
  const lockDigest = createHash("sha256")
    .update(readFileSync(path.join(project, "package-lock.json")))
    .digest("hex");
  const marker = path.join(project, "node_modules", ".installed-from-lock");
  if (existsSync(marker) && readFileSync(marker, "utf8") === lockDigest) return;
  console.error("Installing packages from the lock file (npm ci), once; this takes about a minute ...");
  // npm's own messages go to standard error: standard output belongs to the command (`--json`).
  const npm = spawnSync("npm", ["ci", "--loglevel=error"], {
    cwd: project,
    stdio: ["ignore", 2, 2],
    shell: process.platform === "win32",
  });
  if (npm.status !== 0) {
    console.error("error: npm ci failed, see above; without a network, copy node_modules from a machine that has one");
    process.exit(1);
  }
  writeFileSync(marker, lockDigest);
}

/** Bundles our own sources (packages stay in node_modules) and loads the result in this process. */
function runEntry(entry) {
  const { outputFiles } = require("esbuild").buildSync({
    absWorkingDir: project,
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: "node",
    target: "node20",
    format: "cjs",
    packages: "external",
    logLevel: "error",
  });
  const Module = require("node:module");
  const filename = path.join(project, `${path.basename(entry, ".ts")}.bundle.cjs`); // in memory only
  const bundle = new Module(filename, module);
  bundle.filename = filename;
  bundle.paths = Module._nodeModulePaths(project);
  bundle._compile(outputFiles[0].text, filename);
}

requireSupportedNode();
installPackages();
const entry = process.argv[2];
if (entry !== undefined && entry !== "--install-only") {
  process.argv.splice(1, 2, path.join(project, entry));
  runEntry(entry);
}
