/** A lock between processes: two installs at once would remove each other's files. */
const { mkdirSync, readFileSync, rmdirSync, statSync, unlinkSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { cacheFolder } = require("./place.cjs");

/**
 * Holds the id of the process that installs and, on a line of its own, of the npm that it has started and that may live
 * longer. It stands outside node_modules, which npm removes.
 */
const LOCK_FILE = path.join(cacheFolder, "install.lock");
/** Made for the moment in which a lock is removed that a dead process left behind. */
const REMOVAL = `${LOCK_FILE}.removal`;

const POLL_MILLISECONDS = 100;
/** Nobody needs longer between making a file and writing a few digits into it, or to remove one. */
const MOMENT_MILLISECONDS = 10_000;
/** No install takes longer; an id in an older lock belongs to another process by now. */
const INSTALL_MILLISECONDS = 30 * 60_000;

/**
 * Does some work while no other process does such work; waits for its turn with a sentence.
 *
 * @throws Error of Node's file system where the lock cannot be written
 */
function withInstallLock(work) {
  let told = false;
  mkdirSync(cacheFolder, { recursive: true });
  while (!take()) {
    const holder = holderOf();
    if (holder !== undefined && !isRunning(holder)) removeLeftOver(holder);
    else {
      if (!told && holder !== undefined) {
        console.error(
          `Waiting for process ${holder.split("\n").find(isAlive)}, which installs packages (it holds ${LOCK_FILE}) ...`,
        );
        told = true;
      }
      sleep(POLL_MILLISECONDS);
    }
  }
  try {
    work();
  } finally {
    release();
  }
}

function take() {
  try {
    writeFileSync(LOCK_FILE, `${process.pid}\n`, { flag: "wx" });
    // `work` may end the process.
    process.on("exit", release);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function release() {
  process.off("exit", release);
  remove(LOCK_FILE, unlinkSync);
}

/** The ids of the processes that have the lock, "" where one died before it wrote its own; undefined when not known yet. */
function holderOf() {
  try {
    const written = readFileSync(LOCK_FILE, "utf8");
    return written !== "" || age(LOCK_FILE) > MOMENT_MILLISECONDS ? written : undefined;
  } catch {
    return undefined;
  }
}

function isRunning(holder) {
  return age(LOCK_FILE) < INSTALL_MILLISECONDS && holder.split("\n").some(isAlive);
}

function isAlive(id) {
  if (!/^\d+$/.test(id)) return false;
  try {
    process.kill(Number(id), 0);
    return true;
  } catch (error) {
    return error.code === "EPERM"; // somebody else's
  }
}

/** Removes the lock of a process that is gone, unless another process has done so and taken it meanwhile. */
function removeLeftOver(holder) {
  try {
    mkdirSync(REMOVAL);
  } catch {
    if (age(REMOVAL) > MOMENT_MILLISECONDS) remove(REMOVAL, rmdirSync);
    sleep(POLL_MILLISECONDS);
    return;
  }
  if (holderOf() === holder) remove(LOCK_FILE, unlinkSync);
  remove(REMOVAL, rmdirSync);
}

/** Milliseconds since a file was changed; 0 where there is none. */
function age(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

/** What is gone already is removed. */
function remove(file, by) {
  try {
    by(file);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
}

function sleep(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

module.exports = { withInstallLock, LOCK_FILE };
