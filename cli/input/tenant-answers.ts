/** What `hub onboard` has to know: from options, or asked for on a terminal. */
import path from "node:path";
import { NotAnEventError, parseEvent } from "#simulator/routing";
import { httpsEndpoint } from "../../catalogue/language/endpoint-field";
import { namesIn } from "../../catalogue/files/file-names";
import * as field from "../../catalogue/language/fields";
import { adviceIn } from "../../catalogue/language/advice";
import { readFiles } from "../../catalogue/load";
import { presetIds, presetSummaries, readPreset, type PresetFile } from "../../catalogue/preset";
import { unknownPreset } from "../../catalogue/unknown-preset";
import { variableFault } from "../../catalogue/preset-layer";
import type { Publishers } from "../../catalogue/publishers";
import { either, quote } from "../../catalogue/wording";
import {
  idOf,
  operationSummaries,
  readOpenApi,
  type SampleEvent,
  type TenantDraft,
  tenantParts,
} from "../../onboarding";
import { CommandFailure } from "../failure";
import { readInputFile } from "./input-file";
import { Asker, canAsk } from "./questions";

/** As they are written behind `hub onboard`. */
export interface OnboardOptions {
  readonly env: string;
  readonly json: boolean;
  readonly preset?: string;
  readonly openapi?: string;
  readonly set?: readonly string[];
  readonly operation?: string;
  readonly endpoint?: string;
  readonly owner?: string;
  readonly contact?: string;
  readonly runbook?: string;
  readonly event?: string;
  readonly source?: string;
  readonly detailType?: string;
  readonly destination?: string;
}

/** A file that holds an event. */
interface EventFile {
  readonly file: string;
  readonly content: string;
}

/** The tenant, and the event that it is tried with. */
export interface TenantAnswers {
  readonly draft: TenantDraft;
  /** The file of `--event`, or one of the environment's samples; undefined where a sample event is made. */
  readonly given: EventFile | undefined;
  /** Whether somebody answered questions, and can be asked for more. */
  readonly wasAsked: boolean;
}

/**
 * Everything about a new tenant.
 *
 * @param folder the environment's.
 * @throws CommandFailure for an option that does not fit, and for those missing where nobody can be asked
 */
export async function tenantAnswers(id: string, options: OnboardOptions, folder: string): Promise<TenantAnswers> {
  const wrong = faultOf(field.id, id);
  if (wrong !== undefined) throw new CommandFailure(`the tenant ${quote(id)}: ${wrong}`);
  const asker = new Asker(canAsk(options));
  const from = await startOf(asker, options);
  const { sample, given } = await sampleOf(asker, options, folder, from);
  const owner = await asker.text(options.owner, "--owner", "Which team owns the tenant?", (text) =>
    faultOf(field.owner, text),
  );
  const contact = await asker.text(options.contact, "--contact", "Its e-mail address?", (text) =>
    faultOf(field.email, text),
  );
  const runbook = await asker.text(
    options.runbook,
    "--runbook",
    "The page that says what to do when deliveries fail? (https://...)",
    (text) => faultOf(field.webPage, text),
  );
  asker.end();
  if (from === undefined)
    throw new CommandFailure("there is nothing to start from; write --preset ID or --openapi FILE");
  const event = idOf(sample["detail-type"]);
  const operation = from.kind === "openapi" ? idOf(from.operation) : from.operation;
  const destination = options.destination ?? operation ?? "events";
  const unfit = faultOf(field.id, destination);
  if (unfit !== undefined) throw new CommandFailure(`--destination ${quote(destination)}: ${unfit}`);
  return { draft: { id, owner, contact, runbook, destination, event, sample, from }, given, wasAsked: asker.hasAsked };
}

/** From a preset, or from an operation of an OpenAPI document; undefined where that is missing. */
async function startOf(asker: Asker, options: OnboardOptions): Promise<TenantDraft["from"] | undefined> {
  if (options.openapi === undefined) {
    const preset = await presetOf(asker, options);
    return preset && (await fromPreset(asker, preset, options));
  }
  if (options.preset !== undefined) throw new CommandFailure("--preset and --openapi exclude each other; write one");
  if (options.endpoint !== undefined)
    throw new CommandFailure("--endpoint: the document says it; leave it out, or write --set baseUrl=URL");
  const document = readOpenApi(options.openapi);
  const choices = operationSummaries(document).map(({ id, method, path: at, summary }) => ({
    value: id,
    label: id,
    hint: summary ?? `${method} ${at}`,
  }));
  // An id that is not there is told of by the document's reader, which knows what is like it.
  const operation = options.operation ?? (await asker.choice(undefined, "--operation", "Which operation?", choices));
  if (operation === "") return undefined;
  const parts = tenantParts(document, operation, { baseUrl: settings(options.set ?? []).get("baseUrl") });
  return { kind: "openapi", document: path.basename(options.openapi), operation, parts };
}

type FromPreset = Extract<TenantDraft["from"], { kind: "preset" }>;

async function presetOf(asker: Asker, options: OnboardOptions): Promise<PresetFile | undefined> {
  if (options.preset !== undefined) {
    if (presetIds().includes(options.preset)) return readPreset(options.preset);
    throw new CommandFailure(unknownPreset(options.preset));
  }
  const choices = presetSummaries().map(({ id, name, description }) => ({ value: id, label: name, hint: description }));
  const id = await asker.choice(undefined, "--preset", "Which product?", choices);
  return id === "" ? undefined : readPreset(id);
}

async function fromPreset(asker: Asker, { id, preset }: PresetFile, options: OnboardOptions): Promise<FromPreset> {
  refuseUnfit(id, preset, options);
  const given = settings(options.set ?? []);
  const unknown = [...given.keys()].filter((name) => !Object.hasOwn(preset.variables, name));
  if (unknown.length > 0) {
    const asked = Object.keys(preset.variables);
    const instead = asked.length === 0 ? "leave it out" : `write ${either(asked)}`;
    throw new CommandFailure(`--set ${unknown[0] ?? ""}: the preset ${id} asks for no such variable; ${instead}`);
  }
  const variables: Record<string, string> = {};
  for (const [name, variable] of Object.entries(preset.variables)) {
    const written = given.get(name);
    variables[name] =
      variable.choices === undefined
        ? await asker.text(
            written,
            `--set ${name}=VALUE (${variable.description}, such as ${variable.example})`,
            `${variable.description} (such as ${variable.example})`,
            (text) => variableFault(variable, text),
          )
        : await asker.choice(
            written,
            `--set ${name}=VALUE`,
            variable.description,
            variable.choices.map((value) => ({ value, label: value })),
          );
  }
  const operations = Object.entries(preset.operations).map(([value, { description }]) => ({
    value,
    label: description,
  }));
  const operation =
    operations.length === 0
      ? undefined
      : await asker.choice(options.operation, "--operation", "What shall an event do there?", operations);
  const endpoint =
    operation === undefined
      ? await asker.text(
          options.endpoint,
          "--endpoint URL",
          `The whole address that takes the events? (${preset.baseUrl}/...)`,
          (text) => faultOf(httpsEndpoint, text),
        )
      : undefined;
  return { kind: "preset", id, preset, variables, operation, endpoint };
}

/** Options that this preset has no use for. */
function refuseUnfit(id: string, { operations }: PresetFile["preset"], options: OnboardOptions): void {
  const known = Object.keys(operations);
  if (known.length === 0 && options.operation !== undefined)
    throw new CommandFailure(
      `--operation ${quote(options.operation)}: the preset ${id} knows no operation; write --endpoint URL instead`,
    );
  if (known.length > 0 && options.endpoint !== undefined)
    throw new CommandFailure(
      `--endpoint: the preset ${id} knows where its events go; leave it out, or write invocationEndpoint into the file`,
    );
}

/** `name=value`, each. */
function settings(written: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    written.map((each) => {
      const at = each.indexOf("=");
      if (at < 1) throw new CommandFailure(`--set ${quote(each)}: write name=value`);
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}

async function sampleOf(
  asker: Asker,
  options: OnboardOptions,
  folder: string,
  from: TenantDraft["from"] | undefined,
): Promise<{ readonly sample: SampleEvent; readonly given: EventFile | undefined }> {
  if (options.event !== undefined) return sampleIn(options.event);
  const { publishers } = readFiles(folder).files;
  const source = await sourceOf(asker, options, publishers);
  const detailType = await detailTypeOf(asker, options, publishers, source);
  const kept = eventOf(folder, source, detailType);
  if (kept !== undefined) return kept;
  return { sample: { source, "detail-type": detailType, detail: detailOf(from) }, given: undefined };
}

/** A sample event of the environment that is of this kind, if one is kept. */
function eventOf(folder: string, source: string, detailType: string) {
  const events = path.join(folder, "events");
  const listed = namesIn(events);
  for (const name of "names" in listed ? listed.names : []) {
    if (!name.endsWith(".json")) continue;
    const kept = sampleIn(path.join(events, name));
    if (kept.sample.source === source && kept.sample["detail-type"] === detailType) return kept;
  }
  return undefined;
}

/** What the sample event of a preset's operation holds, or the one made of a schema. */
function detailOf(from: TenantDraft["from"] | undefined): SampleEvent["detail"] {
  if (from === undefined) return {};
  if (from.kind === "openapi") return from.parts.sampleEvent.detail;
  return (from.operation === undefined ? undefined : from.preset.operations[from.operation])?.sampleEvent.detail ?? {};
}

function sourceOf(asker: Asker, { source }: OnboardOptions, publishers: Publishers | undefined): Promise<string> {
  const choices = (publishers?.sources ?? []).map((value) => ({ value, label: value }));
  if (choices.length === 0) return asker.text(source, "--source (or --event FILE)", "The source of the events?");
  return asker.choice(source, "--source", "Whose events? (their source)", choices);
}

function detailTypeOf(
  asker: Asker,
  { detailType }: OnboardOptions,
  publishers: Publishers | undefined,
  source: string,
): Promise<string> {
  const types = source === "" ? undefined : publishers?.detailTypesFor([source]);
  if (types === undefined || types.length === 0) {
    return asker.text(detailType, "--detail-type", "Which detail-type?", (text) => faultOf(field.detailType, text));
  }
  const choices = types.map((value) => ({ value, label: value }));
  return asker.choice(detailType, "--detail-type", "Which detail-type?", choices);
}

/** What the file of a sample event says. */
function sampleIn(file: string): { readonly sample: SampleEvent; readonly given: EventFile } {
  const content = readInputFile(file);
  try {
    const { source, detailType, detailText } = parseEvent(content);
    const detail = JSON.parse(detailText) as SampleEvent["detail"];
    return { sample: { source, "detail-type": detailType, detail }, given: { file, content } };
  } catch (error) {
    if (error instanceof NotAnEventError) throw new CommandFailure(`${file} ${error.message}`);
    throw error;
  }
}

/** What a field of the language has against a text; undefined where it fits. */
function faultOf(schema: typeof field.id, text: string) {
  const result = schema.safeParse(text);
  if (result.success) return undefined;
  const advice = adviceIn(result.error.issues[0]?.message ?? "");
  if (advice.kind === "value") return `write ${advice.write}`;
  return advice.kind === "sentence" ? `${advice.wrong}; ${advice.instead}` : "write another value";
}
