import path from "node:path";
import { Command } from "commander";
import { hubBus, parseEvent, simulate } from "#simulator/routing";
import { findEnvironment, formatFinding, type Environment, type Finding } from "../../catalogue";
import { shownPath } from "../../catalogue/files/findings";
import { stackIds } from "../../catalogue/names";
import { existing, tenantFiles, withDrafts, writeDrafts, type TenantDraft } from "../../onboarding";
import { CommandFailure } from "../failure";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, findingsAsJson, JSON_OPTION } from "../input/environment-option";
import { readInputFile } from "../input/input-file";
import { sampleFile, tenantAnswers, type OnboardOptions } from "../input/tenant-answers";
import { runCommand } from "../run-command";
import { onboardedInWords, type Onboarded } from "../text/onboard-text";
import { withProgress } from "../text/terminal";

interface Options extends OnboardOptions {
  readonly dryRun: boolean;
}

const EXAMPLE = `
Example:
  $ hub onboard alerts --preset pagerduty-events --operation alert \\
      --source com.acme.billing --detail-type "Payment Gateway Degraded" \\
      --owner "Site Reliability" --contact sre@acme.example \\
      --runbook https://wiki.acme.example/alerts
  $ hub onboard crm --openapi crm.yaml --operation createContact`;

/** `hub onboard`: a new tenant's file and sample event, checked and simulated before they are written. */
export function onboardCommand(): Command {
  return new Command("onboard")
    .description("Write a new tenant's file from a preset or an OpenAPI document, check it, and show the request")
    .argument("<tenant>", "the new tenant's id: its file is tenants/<tenant>.yaml")
    .option("--preset <id>", "what it starts from; hub presets lists them")
    .option("--openapi <file>", "instead of --preset: the OpenAPI 3 document of the product, JSON or YAML")
    .option("--set <name=value...>", "variables of the preset, or baseUrl of the OpenAPI document")
    .option("--operation <id>", "what an event does there: of the preset, where it has several, or of the document")
    .option("--endpoint <url>", "the address that takes the events, where the preset leaves it open")
    .option("--event <file>", "an event that it shall receive, JSON")
    .option("--source <source>", "instead of --event: the source of its events")
    .option("--detail-type <type>", "instead of --event: their detail-type")
    .option("--destination <id>", "id of the destination (default: the operation)")
    .option("--owner <team>", "owning team")
    .option("--contact <email>", "e-mail address of the team")
    .option("--runbook <url>", "page that says what to do when deliveries fail")
    .option("--dry-run", "show everything, and write nothing", false)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText("after", EXAMPLE)
    .action((tenant: string, options: Options) => runCommand(options, () => onboard(tenant, options)));
}

async function onboard(tenant: string, options: Options): Promise<void> {
  const found = findEnvironment(options.env);
  if (found.folder === undefined) {
    refused(options, found.findings);
    return;
  }
  const { folder } = found;
  const taken = existing([{ file: path.join(folder, "tenants", `${tenant}.yaml`), content: "" }]);
  refuse(taken);
  const { draft, eventFile } = await tenantAnswers(tenant, options, folder);
  const publisher = publisherOf(folder, draft);
  const event = eventFile === undefined ? { file: sampleFile(folder, draft), account: publisher } : undefined;
  const files = tenantFiles(draft, folder, event);
  refuse(existing(files));
  const { environment, findings } = withDrafts(folder, files);
  if (environment === undefined) {
    refused(options, findings);
    return;
  }
  const simulation = withProgress("Simulating", () => requestOf(environment, draft, publisher, eventFile));
  if (!options.dryRun) writeDrafts(files);
  const onboarded: Onboarded = { draft, files, findings, simulation, dryRun: options.dryRun, env: options.env };
  if (options.json) console.log(JSON.stringify(onboarded, null, 2));
  else console.log(onboardedInWords(onboarded));
}

function refuse(taken: readonly string[]): void {
  const [file] = taken;
  if (file === undefined) return;
  throw new CommandFailure(`${shownPath(file)} is there already, and is not written over; write another name`);
}

/** Nothing is written where the environment would have errors. */
function refused({ env, json }: Options, findings: readonly Finding[]): void {
  if (json) console.log(JSON.stringify(findingsAsJson(env, findings), null, 2));
  else {
    for (const finding of findings) console.error(formatFinding(finding));
    console.error("Nothing was written.");
  }
  process.exitCode = 1;
}

/** The first account that may publish the event; undefined where none may, which a check then says. */
function publisherOf(folder: string, { sample }: TenantDraft): string | undefined {
  const { environment } = withDrafts(folder, []);
  return environment?.sources.find(
    ({ publishes: { sources, detailTypes } }) =>
      sources.includes(sample.source) && detailTypes?.includes(sample["detail-type"]) !== false,
  )?.account;
}

/** What would be sent for the sample event. */
function requestOf(
  environment: Environment,
  { id, sample }: TenantDraft,
  account: string | undefined,
  eventFile: string | undefined,
) {
  const topology = emittedTopology(environment);
  // A file's event as it is written: with its own id, and with numbers that a double would change.
  const event = parseEvent(
    eventFile === undefined
      ? JSON.stringify({ ...(account === undefined ? {} : { account }), ...sample })
      : readInputFile(eventFile),
  );
  const simulation = simulate({ topology, event, bus: hubBus(topology), account: event.account ?? account });
  const stack = stackIds.tenant(id);
  // A draft's rules are disabled.
  return [...simulation.deliveries, ...simulation.ifEnabled].filter((delivery) => delivery.stack === stack);
}
