import path from "node:path";
import { Command, Option } from "commander";
import type { EmittedStack } from "#simulator/topology";
import { suppressionFindings } from "../../catalogue/audit-file";
import { auditInSarif, auditOf, suppress } from "../../review";
import { suppressionsOf, type SuppressionOptions } from "../input/accepted-findings";
import { emittedStacks, stacksOfFolder } from "../input/emitted-topology";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { planOption, stacksOfPlans, type PlanOptions } from "../input/plan-files";
import { runCommand } from "../run-command";
import { auditInWords } from "../text/audit-text";
import { findingInWords } from "../text/terminal";

type AuditOptions = EnvironmentOptions & PlanOptions & SuppressionOptions & { readonly sarif: boolean };

/** The stacks that are audited, and the file of each, from the current folder where it lies below it. */
interface AuditedStacks {
  readonly stacks: readonly EmittedStack[];
  readonly fileOf: (stack: string) => string;
}

/** `hub audit`: security rules over the Terraform of an environment, of a folder, or of plans and states. */
export function auditCommand(): Command {
  return new Command("audit")
    .description("Hold Terraform to security rules: what an environment emits, or plans and states, also of others")
    .option(...ENV_OPTION)
    .addOption(planOption())
    .addOption(
      new Option("--out <folder>", "read Terraform that CDKTF has written, whatever program it is of").conflicts("env"),
    )
    .option("--suppressions <file>", "findings that are accepted (default: audit.yaml of the environment)")
    .addOption(new Option("--sarif", "print SARIF 2.1.0, for code scanning").default(false).conflicts("json"))
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Needs no credentials. The exit code is 0 where nothing is found, 3 where something is, 1 for an error or for a
suppression that has expired. Values that are known only after apply are no findings; they are listed as not known.

Examples:
  ./hub audit --env prod
  ./hub audit --plan plan.json
  ./hub audit --out ../other-project/cdktf.out --suppressions accepted.yaml
  ./hub audit --sarif > audit.sarif`,
    )
    .action((options: AuditOptions) =>
      runCommand({ json: options.json || options.sarif }, () => {
        const audited = auditedTerraform(options);
        if (audited === undefined) return;
        const accepted = suppressionsOf(options);
        const audit = suppress(auditOf(audited.stacks), accepted.suppressions, today());
        const about = [...accepted.findings, ...suppressionFindings(audit.expired, audit.unused)];
        const isBad = about.some(({ severity }) => severity === "error");
        process.exitCode = isBad ? 1 : audit.findings.length > 0 ? 3 : 0;
        if (!options.json) for (const finding of about) console.error(findingInWords(finding, process.stderr));
        if (options.sarif) console.log(JSON.stringify(auditInSarif(audit, audited.fileOf), null, 2));
        else if (options.json) {
          const suppressed = audit.suppressed.map(({ finding, by: { reason, expires } }) => ({
            ...finding,
            reason,
            expires,
          }));
          const { findings, notKnown, unread } = audit;
          console.log(JSON.stringify({ findings, notKnown, unread, suppressed, suppressionFindings: about }, null, 2));
        } else console.log(auditInWords(audit, audited.stacks.length).join("\n"));
      }),
    );
}

/** Undefined when the environment has errors, which are then printed. */
function auditedTerraform(options: AuditOptions): AuditedStacks | undefined {
  const { plan, out, sarif } = options;
  if (plan !== undefined) {
    const stacks = stacksOfPlans(plan);
    return { stacks, fileOf: (stack) => shown(plan[stacks.findIndex(({ name }) => name === stack)] ?? stack) };
  }
  if (out !== undefined) return { stacks: stacksOfFolder(out), fileOf: (stack) => fileIn(out, stack) };
  const environment = loadForCommand({ ...options, json: options.json || sarif });
  if (environment === undefined) return undefined;
  // It is emitted elsewhere, and lies there only as long as it is read: `./hub synth` writes it here.
  return { stacks: emittedStacks(environment), fileOf: (stack) => fileIn("cdktf.out", stack) };
}

function fileIn(outdir: string, stack: string): string {
  return shown(path.join(outdir, "stacks", stack, "cdk.tf.json"));
}

function shown(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  return (relative.startsWith("..") ? path.resolve(file) : relative).split(path.sep).join("/");
}

/** In UTC, so that it is the same day for everybody. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}
