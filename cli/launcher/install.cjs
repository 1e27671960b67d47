/** Installs the packages of a checkout when they are missing or old. */
const { spawnSync } = require("node:child_process");
const { lstatSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { LOCK_FILE, withInstallLock } = require("./install-lock.cjs");
const { isDependency, packageFolder } = require("./place.cjs");

/** What the packages should be, and what npm says that it installed: it writes this file when an install is complete. */
const LOCK = path.join(packageFolder, "package-lock.json");
const INSTALLED = path.join(packageFolder, "node_modules", ".package-lock.json");

/**
 * Runs `npm ci` where node_modules is not what the lock file says. Several processes may ask at once: one installs, the
 * others wait for it. A failure ends the process with a sentence. The packages of a dependency are its project's affair:
 * then nothing is done.
 *
 * @param {{ development: boolean }} options whether packages for development, such as Jest, must be there, too
 */
function installPackages({ development }) {
  if (isDependency || isInstalled(development)) return;
  try {
    withInstallLock(() => {
      // Whoever had the lock before may have installed them.
      if (!isInstalled(development)) runNpm();
    });
  } catch (error) {
    console.error(`error: packages are missing, and ${packageFolder} cannot be written to (${error.code})`);
    process.exit(1);
  }
}

/**
 * Whether all that is installed is what the lock file says, and nothing is missing but what npm may leave out: packages for
 * other platforms. The two files are never equal as wholes. Versions and checksums are compared, not the addresses that
 * packages came from, which a registry of one's own may change.
 */
function isInstalled(development) {
  const wanted = packagesOf(LOCK);
  const installed = packagesOf(INSTALLED);
  if (installed === undefined || wanted === undefined) return false;
  for (const [folder, { version, integrity }] of Object.entries(installed)) {
    if (wanted[folder]?.version !== version || wanted[folder].integrity !== integrity) return false;
  }
  return Object.entries(wanted).every(
    ([folder, { optional, devOptional, dev }]) =>
      folder === "" || optional || devOptional || (dev && !development) || folder in installed,
  );
}

/** The packages of a lock file by folder; undefined where there is no such file. */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}

function runNpm() {
  // npm ci empties the folder first: behind a link that is the packages of another checkout.
  if (lstatSync(path.join(packageFolder, "node_modules"), { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error(
      "error: the packages behind the link node_modules are not those of package-lock.json; " +
        "remove the link, or run npm ci where it points to",
    );
    process.exit(1);
  }
  console.error("Installing packages from the lock file (npm ci), once; this takes about a minute ...");
  // npm's own messages go to standard error: standard output belongs to the command (`--json`).
  const options = { cwd: packageFolder, stdio: ["ignore", 2, 2] };
  // npm goes on where this process is killed: its id in the lock keeps the next one waiting.
  const npm =
    process.platform === "win32"
      ? spawnSync("npm", ["ci", "--loglevel=error"], { ...options, shell: true })
      : spawnSync("sh", ["-c", 'echo $$ >> "$0"; exec npm ci --loglevel=error', LOCK_FILE], options);
  if (npm.status === 0) return;
  console.error("error: npm ci failed, see above; without a network, copy node_modules from a machine that has one");
  process.exit(1);
}

module.exports = { installPackages, LOCK, INSTALLED };
