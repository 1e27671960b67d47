/**
 * Runs one TypeScript entry of this package on a machine that has only Node: in a checkout it installs the packages if the
 * lock file says that they are missing or old; then it bundles the entry with esbuild and loads it. Plain JavaScript,
 * because it runs before anything is installed.
 *
 *   node cli/launch.cjs cli/hub.ts check --env dev
 *   node cli/launch.cjs --install-only               packages for development, too
 */
const Module = require("node:module");
const path = require("node:path");
const { keptBundle, makeBundle } = require("./launcher/bundle.cjs");
const { installPackages } = require("./launcher/install.cjs");
const { packageFolder } = require("./launcher/place.cjs");
const { nameSourcesInTraces } = require("./launcher/traces.cjs");

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

/** The code of an entry. What is kept from an earlier run was made when all packages were there. */
function codeOf(entry) {
  const kept = keptBundle(entry);
  if (kept !== undefined) return kept;
  installPackages({ development: false });
  return makeBundle(entry);
}

/** Loads an entry in this process, as if the bundle were a file of the package's folder. */
function runEntry(entry) {
  const code = codeOf(entry);
  const filename = path.join(packageFolder, `${path.basename(entry, ".ts")}.bundle.cjs`);
  const bundle = new Module(filename, module);
  bundle.filename = filename;
  bundle.paths = Module._nodeModulePaths(packageFolder);
  nameSourcesInTraces(filename, code);
  bundle._compile(code, filename);
}

requireSupportedNode();
const entry = process.argv[2];
if (entry === "--install-only") installPackages({ development: true });
else if (entry !== undefined) {
  process.argv.splice(1, 2, path.join(packageFolder, entry));
  runEntry(entry);
}
