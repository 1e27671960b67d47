#!/usr/bin/env node
/**
 * Stands for Terraform where it is about order, locks and interruption: it plans one queue a stack until that is applied,
 * keeps "states" and locks as files, notes when each command begins and ends, and does by stack and command what
 * behaviour.json says: fail, or take its time.
 */
const fs = require("node:fs");
const path = require("node:path");
const { setTimeout } = require("node:timers");

const home = process.env.FAKE_TERRAFORM;
const stack = path.basename(process.cwd());
const [command, ...args] = process.argv.slice(2);
const behaviour = JSON.parse(fs.readFileSync(path.join(home, "behaviour.json"), "utf8"))[stack]?.[command] ?? {};
const state = path.join(home, "states", stack);
const lock = path.join(home, "locks", stack);
const locks = command === "plan" || command === "apply";
const DRIFTED = "drifted";

function noted(what) {
  fs.appendFileSync(path.join(home, "calls"), `${what} ${command} ${stack}\n`);
}

function diagnostic(summary, detail, address) {
  if (command === "show")
    return fs.writeSync(2, `[DEBUG] a log\n\u001b[31m╷\u001b[0m\n│ Error: ${summary}\n│ \n│ ${detail}\n╵\n`);
  const line = { "@level": "error", type: "diagnostic", diagnostic: { severity: "error", summary, detail, address } };
  return fs.writeSync(1, `${JSON.stringify(line)}\n`);
}

function end(code) {
  if (locks) fs.rmSync(lock, { force: true });
  noted("end");
  process.exit(code);
}

/** What `plan -out` writes and `show -json` prints. */
function plan() {
  const isThere = fs.existsSync(state);
  const destroys = args.includes("-destroy");
  const actions = destroys ? (isThere ? ["delete"] : []) : isThere ? [] : ["create"];
  const values = { name: `${stack}-queue` };
  const change = (given) => ({ before: null, after: null, ...given });
  const resource = { address: "aws_sqs_queue.queue", mode: "managed", type: "aws_sqs_queue", name: "queue" };
  const drifted = isThere && fs.readFileSync(state, "utf8") === DRIFTED;
  return {
    format_version: "1.2",
    planned_values: {},
    resource_changes:
      actions.length === 0 ? [] : [{ ...resource, change: change({ actions, after: destroys ? null : values }) }],
    resource_drift: drifted
      ? [
          {
            ...resource,
            change: {
              actions: ["update"],
              before: { visibility_timeout_seconds: 30, kms_master_key_id: "a" },
              after: { visibility_timeout_seconds: 60, kms_master_key_id: "a" },
            },
          },
        ]
      : [],
    destroys,
  };
}

function work() {
  // What a backend does not take is written here.
  if (behaviour.unsaved !== undefined) fs.writeFileSync("errored.tfstate", behaviour.unsaved);
  if (behaviour.fails !== undefined) {
    const { summary, detail, address } = behaviour.fails;
    diagnostic(summary, detail, address);
    return end(1);
  }
  const out = args.find((arg) => arg.startsWith("-out="))?.slice("-out=".length);
  if (command === "plan") fs.writeFileSync(out, JSON.stringify(plan()));
  if (command === "show") fs.writeSync(1, fs.readFileSync(args.at(-1)));
  if (command === "apply") {
    if (JSON.parse(fs.readFileSync(args.at(-1), "utf8")).destroys) fs.rmSync(state);
    else fs.writeFileSync(state, "");
  }
  return end(0);
}

process.on("SIGINT", () => {
  noted("interrupted");
  diagnostic("execution halted", "");
  end(1);
});

if (locks && fs.existsSync(lock)) {
  diagnostic("Error acquiring the state lock", fs.readFileSync(lock, "utf8"));
  process.exit(1);
}
noted("begin");
if (locks) fs.writeFileSync(lock, "Lock Info:\n  ID:        0b1c\n  Who:       ci@runner\n  Created:   today\n");
setTimeout(work, behaviour.milliseconds ?? 0);
