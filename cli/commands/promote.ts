import path from "node:path";
import { Command } from "commander";
import {
  changedBy,
  compareEnvironments,
  writeDrafts,
  writePromotion,
  type Comparison,
  type NamedEnvironments,
} from "../../onboarding";
import { carriedTests, missingTests, type CarriedTest } from "../../contract";
import { emittedTopology } from "../input/emitted-topology";
import { findingsAsJson, JSON_OPTION } from "../input/environment-option";
import { FROM_OPTION, requestsThere, TO_OPTION } from "../input/requests-there";
import { ofSampleEvents, sampleEvents } from "../input/sample-events";
import { runCommand } from "../run-command";
import { withProgress } from "../text/terminal";
import { comparisonAsJson, comparisonInWords, promotedInWords } from "../text/promotion-text";
import { findingInWords } from "../text/terminal";

interface PromoteOptions extends NamedEnvironments {
  readonly json: boolean;
  readonly dryRun: boolean;
}

/** `hub promote`: makes what a tenant is sent in one environment the same as in another. */
export function promoteCommand(): Command {
  return new Command("promote")
    .description("Write into another environment's files what hub compare shows of a tenant")
    .argument("<tenant>", "a tenant of --from")
    .requiredOption(...FROM_OPTION)
    .requiredOption(...TO_OPTION)
    .option("--dry-run", "show everything, and write nothing", false)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Destinations, patterns, inputs and parameters follow a tenant. Connections, variables, endpoints, rates, people and
states are each environment's own. A tenant that is new comes as a draft. Lines that say something else stay as they are.

The exit code is 0 where it was written or there was nothing to write, and 1 where nothing could be written.

Examples:
  ./hub promote slack --from dev --to prod --dry-run
  ./hub promote slack --from dev --to prod`,
    )
    .action((tenant: string, options: PromoteOptions) => runCommand(options, () => promote(tenant, options)));
}

async function promote(tenant: string, options: PromoteOptions): Promise<void> {
  const { json, dryRun } = options;
  const compared = compareEnvironments(tenant, options);
  if ("unsound" in compared) {
    if (json) console.log(JSON.stringify(findingsAsJson(options[compared.of], compared.unsound), null, 2));
    else
      for (const line of [
        ...compared.unsound.map((finding) => findingInWords(finding, process.stderr)),
        "Nothing was written.",
      ])
        console.error(line);
    process.exitCode = 1;
    return;
  }
  const samples = { theirs: sampleEvents(options.from, undefined), ours: sampleEvents(options.to, undefined) };
  const shown = { ...compared, ...ofSampleEvents(() => requestsThere(compared, samples, emittedTopology)) };
  const refused = isRefused(compared);
  const tests = refused ? [] : await testsOf(tenant, compared);
  const files = refused ? [] : filesOf(compared, tests);
  if (!refused && !dryRun) write(compared, tests);
  if (json) {
    console.log(
      JSON.stringify({ ...comparisonAsJson(shown, options), dryRun, tests, written: dryRun ? [] : files }, null, 2),
    );
  } else {
    const promoted = promotedInWords({ tenant, compared, tests, files, dryRun, refused }, options);
    console.log([...comparisonInWords(shown, options), ...promoted].join("\n"));
  }
  if (refused) process.exitCode = 1;
}

/** The contract tests that the other environment lacks, tried on what it would emit. */
async function testsOf(tenant: string, { folders, from, after }: Comparison): Promise<readonly CarriedTest[]> {
  if (after === undefined || missingTests(tenant, folders.from, folders.to).length === 0) return [];
  const environment = { ...after, tenants: after.tenants.filter(({ id }) => id === tenant) };
  const topology = withProgress("Trying contract tests", () => emittedTopology(environment));
  return carriedTests(
    tenant,
    { folder: folders.from, environment: from },
    { environment, folder: path.resolve(folders.to), topology },
  );
}

/** Paths of what is written. */
function filesOf({ promotions }: Comparison, tests: readonly CarriedTest[]): string[] {
  const carried = tests.flatMap((test) => ("files" in test ? test.files : []));
  return [...new Set([...changedBy(promotions), ...carried].map(({ file }) => file))];
}

function write({ folders, promotions }: Comparison, tests: readonly CarriedTest[]): void {
  const carried = new Map(
    tests.flatMap((test) => ("files" in test ? test.files : [])).map((one) => [one.file, one.content]),
  );
  // Tests first: what they are about is promoted once nothing else can fail.
  writeDrafts([...carried].map(([file, content]) => ({ file, content })));
  for (const promotion of changedBy(promotions)) writePromotion(promotion, folders.to);
}

/** Whether the other environment would have errors, or somebody has to write something first. */
function isRefused({ after, promotions }: Comparison): boolean {
  return after === undefined || promotions.some(({ byHand }) => byHand.length > 0);
}
