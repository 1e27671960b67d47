/**
 * `npm start`: check the dev environment, emit its Terraform, show what was emitted, put its sample events on the hub, and
 * say what to do next.
 */
import { buildTopology } from "#simulator/topology";
import { sampleRun } from "../demo";
import { contentsInWords, loadForCommand } from "./input/environment-option";
import { synthesize } from "./input/synthesize";
import { watchOutput } from "./output";
import { runCommand } from "./run-command";
import { stackTable, tenantStates } from "./text/stack-table";
import { counted } from "../catalogue/wording";
import { folded } from "./text/terminal";

const env = "dev";
const outdir = "cdktf.out";

async function start(): Promise<void> {
  const environment = loadForCommand({ env, json: false });
  if (environment === undefined) return;
  console.log(`environments/${env} has no errors: ${contentsInWords(environment)}.`);
  const stacks = synthesize(environment, outdir);
  console.log(`Its Terraform is in ${outdir}: ${counted(stacks.length, "stack")}.\n`);
  console.log(stackTable(stacks, tenantStates(environment)));
  console.log(`
What this Terraform does with the events of environments/${env}/events, on a hub
on this machine. Two products fail on purpose: one is busy once, one refuses.
Requests go to a recorder; nothing leaves the machine.
`);
  for (const line of await sampleRun(buildTopology(stacks), `environments/${env}/events`)) {
    // What an event was refused or given up for stands at the end of a line.
    for (const part of folded(line, " ".repeat(6))) console.log(part);
  }
  console.log(`
What to run next
  npm test                    every test that needs only Node
  ./hub local                 the same hub, for events of yours, with AWS's tools
  ./hub demo                  five examples, each played by one command
  ./hub simulate --event environments/${env}/events/order-placed.json
                              who gets an event, and exactly what is sent
  ./hub check --env prod      checks another environment
  ./hub list --json           the table above for scripts
  npx cdktf diff central-bus  what would change (needs Terraform and AWS)
To onboard a SaaS product, copy a file of environments/${env}/tenants, change it,\nand run ./hub check. docs/README.md is the index of the documentation.`);
}

watchOutput();
void runCommand({ json: false }, start);
