import path from "node:path";
import { Command } from "commander";
import { NotAnEventError, parseEvent } from "#simulator/routing";
import { findEnvironment, formatFinding } from "../../catalogue";
import { readEventSchemas } from "../../catalogue/event-schemas/read-event-schemas";
import { existing, schemaDifferences, schemaDrafts, writeDrafts, type ExampleEvent } from "../../onboarding";
import type { SampleEvent } from "../../review";
import { CommandFailure } from "../failure";
import { ENV_OPTION, JSON_OPTION, type EnvironmentOptions } from "../input/environment-option";
import { calledFile, readInputFile } from "../input/input-file";
import { sampleEvents } from "../input/sample-events";
import { runCommand } from "../run-command";
import { inferredAsJson, inferredInWords, type InferredSchema } from "../text/schema-text";

interface InferOptions extends EnvironmentOptions {
  readonly source?: string;
  readonly detailType?: string;
  readonly dryRun: boolean;
}

const EXPLANATION = `
It makes a schema for each source and detail-type of the environment's events/ and of the files that are named. Several
events of one type make one schema: what all have is required. It never writes over a file: of a schema that is there it
says how the events differ.

Examples:
  ./hub schema infer --dry-run
  ./hub schema infer captured/*.json --source com.acme.shop.orders --detail-type "Order Placed"`;

/** `hub schema`: schemas of events. */
export function schemaCommand(): Command {
  return new Command("schema")
    .description("Make schemas of events, which paths and patterns are held to")
    .addCommand(inferCommand());
}

function inferCommand(): Command {
  return new Command("infer")
    .description("Write schemas that sample events have in common, into schemas/ of an environment")
    .argument("[event...]", "files with an event each, JSON, beside those of events/")
    .option("--source <source>", "of events of this source only")
    .option("--detail-type <type>", "of events of this detail-type only")
    .option("--dry-run", "show what would be written, and write nothing", false)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText("after", EXPLANATION)
    .action((files: readonly string[], options: InferOptions) =>
      runCommand(options, () => {
        infer(files, options);
      }),
    );
}

function infer(files: readonly string[], options: InferOptions): void {
  const { folder, findings } = findEnvironment(options.env);
  if (folder === undefined) throw new CommandFailure(findings.map(({ message }) => message).join("; "));
  const events = [
    ...sampleEvents(options.env, undefined).map(({ name, event }) => ({ name: `events/${name}`, event })),
    ...files.map(givenEvent),
  ].map(exampleOf);
  const meant = events.filter(
    ({ source, detailType }) =>
      (options.source ?? source) === source && (options.detailType ?? detailType) === detailType,
  );
  if (meant.length === 0) throw new CommandFailure(noEvent(events, options));
  const written = readEventSchemas(folder);
  const schemas = schemaDrafts(folder, meant).map((draft): InferredSchema => {
    if (existing([draft]).length === 0) return { draft, differences: undefined };
    const there = written.types.find(
      ({ source, detailType }) => source === draft.source && detailType === draft.detailType,
    );
    if (there !== undefined) return { draft, differences: schemaDifferences(there.schema, draft.schema) };
    const wrong = written.findings.filter(({ file }) => path.resolve(file) === path.resolve(draft.file));
    throw new CommandFailure(wrong.map(formatFinding).join("; "));
  });
  if (!options.dryRun)
    writeDrafts(schemas.flatMap(({ draft, differences }) => (differences === undefined ? [draft] : [])));
  const { dryRun } = options;
  if (options.json) console.log(JSON.stringify(inferredAsJson(folder, schemas, dryRun), null, 2));
  else console.log(inferredInWords(schemas, { dryRun, env: options.env }));
}

function givenEvent(file: string): SampleEvent {
  try {
    // Where it lies on somebody's machine is nothing for a file that is committed.
    return { name: path.basename(calledFile(file)), event: parseEvent(readInputFile(file)) };
  } catch (error) {
    if (error instanceof NotAnEventError) throw new CommandFailure(`${calledFile(file)} ${error.message}`);
    throw error;
  }
}

function exampleOf({ name, event }: SampleEvent): ExampleEvent {
  const { source, detailType, detail } = event;
  return { name, source, detailType, detail };
}

function noEvent(events: readonly ExampleEvent[], { source, detailType }: InferOptions): string {
  if (events.length === 0) return "there is no event; put some into events/ of the environment, or name their files";
  const asked = [source === undefined ? "" : ` of ${source}`, detailType === undefined ? "" : ` "${detailType}"`];
  const found = [...new Set(events.map((event) => `"${event.detailType}" of ${event.source}`))].sort();
  return `there is no event${asked.reverse().join("")}; there are ${found.join(", ")}`;
}
