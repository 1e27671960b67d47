/** `npm start`: check the dev environment, emit its Terraform, show what was emitted and what to do next. */
import { loadForCommand } from "./environment-option";
import { stackTable } from "./list";
import { synthesize } from "./synth";
import { counted } from "./text";

const env = "dev";
const outdir = "cdktf.out";

const environment = loadForCommand({ env, json: false });
if (environment !== undefined) {
  const { sources, tenants } = environment;
  console.log(
    `environments/${env} is sound: ${counted(sources.length, "source account")}, ${counted(tenants.length, "tenant")}.`,
  );
  const stacks = synthesize(environment, outdir);
  console.log(`Its Terraform is in ${outdir}: ${counted(stacks.length, "stack")}.\n`);
  console.log(stackTable(stacks));
  console.log(`
What to run next
  npm test                          every test that needs Node alone
  ./hub check --env prod            check another environment
  ./hub list --json                 the table above for scripts
  npx cdktf diff central-bus        what Terraform would change (needs terraform and AWS)
Onboard a SaaS product: copy a file of environments/${env}/tenants, then ./hub check.`);
}
