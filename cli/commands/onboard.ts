import path from "node:path";
import { Command, Option } from "commander";
import { hubBus, parseEvent, simulate, type Delivery, type PutEvent } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import { findEnvironment, type Finding } from "../../catalogue";
import { TESTS_FOLDER } from "../../catalogue/contract-tests";
import { isWithin } from "../../catalogue/files/file-names";
import { shownPath } from "../../catalogue/files/findings";
import type { Source } from "../../catalogue/model";
import { stackIds } from "../../catalogue/names";
import { all } from "../../catalogue/wording";
import { newTest, type TestedEnvironment } from "../../contract";
import {
  existing,
  tenantFiles,
  triedEvent,
  withDrafts,
  writeDrafts,
  type DraftedFile,
  type TenantDraft,
  type TriedEvent,
} from "../../onboarding";
import { ScriptError } from "../../script";
import { CommandFailure } from "../failure";
import { emittedTopology } from "../input/emitted-topology";
import { ENV_OPTION, findingsAsJson, JSON_OPTION } from "../input/environment-option";
import { askWhether } from "../input/questions";
import { tenantAnswers, type OnboardOptions } from "../input/tenant-answers";
import { runCommand } from "../run-command";
import { fileLines, nextLines, requestLines, type Onboarded } from "../text/onboard-text";
import { findingInWords, withProgress } from "../text/terminal";

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
    .description(
      "Write a new tenant's file and contract test from a preset or an OpenAPI document, and show the request",
    )
    .argument("<tenant>", "the new tenant's id: its file is tenants/<tenant>.yaml")
    .option("--preset <id>", "what it starts from; hub presets lists them")
    .option("--openapi <file>", "instead of --preset: the OpenAPI 3 document of the product, JSON or YAML")
    .option(
      "--set <name=value>",
      "a variable of the preset, or baseUrl of the OpenAPI document; can be repeated",
      collected,
    )
    .option("--operation <id>", "what an event does there: of the preset, where it has several, or of the document")
    .option("--endpoint <url>", "the address that takes the events, where the preset leaves it open")
    .option("--event <file>", "an event that it shall receive, JSON")
    .addOption(new Option("--source <source>", "instead of --event: the source of its events").conflicts("event"))
    .addOption(new Option("--detail-type <type>", "instead of --event: their detail-type").conflicts("event"))
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

/** An option that takes one value each time: one that took several would take the tenant, too. */
function collected(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
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
  const { draft, given, wasAsked } = await tenantAnswers(tenant, options, folder);
  const publisher = publisherOf(folder, draft);
  const event = triedEvent(draft, folder, given, publisher?.account);
  const files = tenantFiles(draft, folder, event);
  const testFile = path.join(folder, TESTS_FOLDER, tenant, `${draft.event}.yaml`);
  const written = [...files, { file: testFile, content: "" }];
  refuse(existing(written));
  refuseOutside(written, folder);
  const { environment, findings } = withDrafts(folder, files);
  if (environment === undefined) {
    refused(options, findings);
    return;
  }
  const topology = withProgress("Simulating", () => emittedTopology(environment));
  const put = parseEvent(event.content);
  const account = put.account ?? publisher?.account;
  const tried = { environment, folder, topology };
  const test = testOf(
    { draft, event, testFile, alias: account === publisher?.account ? publisher?.alias : undefined },
    tried,
  );
  const onboarded: Onboarded = {
    draft,
    files: "content" in test ? [...files, test] : files,
    withoutTest: "content" in test ? undefined : test.reason,
    findings,
    simulation: requestsOf(topology, put, account, tenant),
    dryRun: options.dryRun,
    env: options.env,
  };
  if (wasAsked && !options.dryRun) await confirm(onboarded);
  if (!options.dryRun) writeDrafts(onboarded.files);
  if (options.json) {
    console.log(JSON.stringify(onboarded, null, 2));
    return;
  }
  const wasShown = wasAsked && !options.dryRun;
  const request = wasShown ? [] : requestLines(onboarded);
  console.log([...fileLines(onboarded), ...request, ...nextLines(onboarded)].join("\n"));
}

/** Whoever answered questions has not seen yet what comes of the answers. */
async function confirm(onboarded: Onboarded): Promise<void> {
  console.log(requestLines(onboarded).join("\n"));
  const named = onboarded.files.map(({ file }) => shownPath(file));
  if (!(await askWhether(`Write ${all(named)}?`, { otherwise: true }))) throw new CommandFailure("nothing was written");
}

/** The contract test of the event, or why there is none. */
function testOf(
  {
    draft,
    event,
    testFile,
    alias,
  }: {
    readonly draft: TenantDraft;
    readonly event: TriedEvent;
    readonly testFile: string;
    readonly alias: string | undefined;
  },
  tried: TestedEnvironment,
): DraftedFile | { readonly reason: string } {
  const about = {
    folder: path.dirname(testFile),
    tenant: draft.id,
    title: `${draft.sample["detail-type"]} is sent to ${draft.destination}`,
    eventFile: path.relative(tried.folder, event.file).replaceAll(path.sep, "/"),
    eventText: event.content,
    account: alias,
  };
  try {
    return { file: testFile, content: newTest(about, tried) };
  } catch (error) {
    if (error instanceof ScriptError) return { reason: error.message };
    throw error;
  }
}

function refuse(taken: readonly string[]): void {
  const [file] = taken;
  if (file === undefined) return;
  throw new CommandFailure(`${shownPath(file)} is there already, and is not written over; write another name`);
}

/** What is a link in a checkout must not lead a file out of it. */
function refuseOutside(files: readonly DraftedFile[], folder: string): void {
  const outside = files.find(({ file }) => !isWithin(path.resolve(file), folder));
  if (outside === undefined) return;
  throw new CommandFailure(
    `${shownPath(outside.file)} would lie outside of the environment, because a folder on the way is a link; make it a folder`,
  );
}

/** Nothing is written where the environment would have errors. */
function refused({ env, json }: Options, findings: readonly Finding[]): void {
  if (json) console.log(JSON.stringify(findingsAsJson(env, findings), null, 2));
  else {
    for (const finding of findings) console.error(findingInWords(finding, process.stderr));
    console.error("Nothing was written.");
  }
  process.exitCode = 1;
}

/** The first account that may publish the event; undefined where none may, which a check then says. */
function publisherOf(folder: string, { sample }: TenantDraft): Source | undefined {
  const { environment } = withDrafts(folder, []);
  return environment?.sources.find(
    ({ publishes: { sources, detailTypes } }) =>
      sources.includes(sample.source) && detailTypes?.includes(sample["detail-type"]) !== false,
  );
}

/** What would be sent to the tenant for its event. */
function requestsOf(topology: Topology, event: PutEvent, account: string | undefined, tenant: string): Delivery[] {
  const simulation = simulate({ topology, event, bus: hubBus(topology), account });
  const stack = stackIds.tenant(tenant);
  // A draft's rules are disabled.
  return [...simulation.deliveries, ...simulation.ifEnabled].filter((delivery) => delivery.stack === stack);
}
