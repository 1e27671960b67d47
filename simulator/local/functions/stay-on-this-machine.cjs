/**
 * Keeps a function on this machine, and from starting anything on it: it may hold the name of a real endpoint. Guards
 * against mistakes, not against code that means harm: that finds other ways.
 */
const childProcess = require("node:child_process");
const dgram = require("node:dgram");
const dns = require("node:dns");
const { syncBuiltinESMExports } = require("node:module");
const net = require("node:net");
const workerThreads = require("node:worker_threads");

const LOOPBACK = new Set(["127.0.0.1", "localhost", "::1"]);

function check(host) {
  if (typeof host === "string" && !LOOPBACK.has(host)) {
    throw new Error(`The local hub lets functions reach this machine only, not ${host}`);
  }
}

/** Replaces a method by one that looks at its arguments first. */
function guard(owner, name, look) {
  const original = owner[name];
  owner[name] = function (...args) {
    look(args);
    return original.apply(this, args);
  };
}

function guardConnections() {
  guard(net.Socket.prototype, "connect", (args) => {
    const [options, second] = args.flat();
    if (typeof options !== "object" || options === null) check(second);
    else if (options.path === undefined) check(options.host);
  });
  // What is sent may be text itself; after it, text is the address, and none means loopback.
  guard(dgram.Socket.prototype, "send", ([, ...rest]) => check(rest.find((one) => typeof one === "string")));
  guard(dgram.Socket.prototype, "connect", (args) => check(args.find((one) => typeof one === "string")));
}

function guardNames() {
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(owner)).concat(Object.keys(owner))) {
      // An address asks nobody, and a socket looks up its own.
      if (/^(lookup|resolve)/.test(name)) guard(owner, name, ([host]) => net.isIP(host) === 0 && check(host));
    }
  }
}

function guardStarts() {
  const refuse = (what) => () => {
    throw new Error(`The local hub lets functions start no ${what}`);
  };
  for (const name of ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"]) {
    childProcess[name] = refuse("process");
  }
  workerThreads.Worker = class {
    constructor() {
      refuse("thread")();
    }
  };
}

/** The hub is this process's parent, and the user's other processes are within reach as well. */
function guardOthers() {
  guard(process, "kill", ([pid]) => {
    if (pid !== process.pid) throw new Error("The local hub lets functions signal no process but their own");
  });
}

exports.stayOnThisMachine = () => {
  guardConnections();
  guardNames();
  guardStarts();
  guardOthers();
  // Names that modules import one by one are those of now.
  syncBuiltinESMExports();
};
