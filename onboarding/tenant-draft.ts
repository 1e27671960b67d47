/** A tenant's file as `hub onboard` writes it: from a preset, or from parts that an OpenAPI document gives. */
import path from "node:path";
import { stringify } from "yaml";
import type { Preset } from "../catalogue/language/preset-schema";
import { schemaLine } from "../catalogue/language/json-schema";
import { merged } from "../catalogue/files/merge";
import { fittedParameters, fittedPaths } from "./fitted-paths";
import type { TenantParts } from "./openapi";
import type { SampleEvent } from "./sample-event";

/** Everything that the file says. */
export interface TenantDraft {
  readonly id: string;
  readonly owner: string;
  readonly contact: string;
  readonly runbook: string;
  readonly destination: string;
  readonly event: string;
  readonly sample: SampleEvent;
  readonly from:
    | {
        readonly kind: "preset";
        readonly id: string;
        readonly preset: Preset;
        readonly variables: Readonly<Record<string, string>>;
        /** Absent where the preset has none: then `endpoint` says where the events go. */
        readonly operation: string | undefined;
        readonly endpoint: string | undefined;
      }
    | {
        readonly kind: "openapi";
        /** The document's name, and the operation's id in it. */
        readonly document: string;
        readonly operation: string;
        readonly parts: TenantParts;
      };
}

/**
 * The text of `tenants/<id>.yaml`. It is a draft: its rules are disabled until the credentials are there.
 *
 * @param folder the environment's, which the path of the JSON Schema starts from.
 */
export function tenantYaml(draft: TenantDraft, folder: string): string {
  const { from, owner, contact, runbook } = draft;
  const schema = from.kind === "preset" ? "tenant-part" : "tenant";
  return [
    schemaLine(path.join(folder, "tenants"), schema),
    ...(from.kind === "preset"
      ? [
          `# ${from.preset.name}. How to obtain the credential, and what to mind: ./hub presets show ${from.id}`,
          inYaml({
            preset: from.id,
            ...(Object.keys(from.variables).length === 0 ? {} : { variables: from.variables }),
          }),
        ]
      : [`# ${from.operation} of ${from.document}`]),
    inYaml({ owner, contact, runbook }),
    "# Its rules are disabled. Once the credentials are put, and events shall be sent, write: live",
    inYaml({ state: "draft" }),
    ...(from.kind === "openapi" ? [inYaml({ connection: from.parts.connection })] : []),
    inYaml({ destinations: { [draft.destination]: destinationOf(draft) } }),
    "",
  ].join("\n");
}

function inYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 }).trimEnd();
}

function destinationOf({ from, event, sample }: TenantDraft): unknown {
  const eventPattern = { source: [sample.source], "detail-type": [sample["detail-type"]] };
  if (from.kind === "openapi") {
    const { input, httpParameters } = from.parts.event;
    const paths = input.type === "transformer" ? { ...input.paths, ...fittedPaths(input.paths, sample).paths } : {};
    const fitted = input.type === "transformer" ? { ...input, paths } : input;
    const moved = fittedParameters(httpParameters ?? {}, sample).parameters;
    const rest = httpParameters === undefined ? {} : { httpParameters: merged(httpParameters, moved ?? {}) };
    return { ...from.parts.destination, events: { [event]: { eventPattern, input: fitted, ...rest } } };
  }
  const known = from.operation === undefined ? undefined : from.preset.operations[from.operation];
  if (known === undefined) {
    const endpoint = { invocationEndpoint: from.endpoint, httpMethod: "POST", invocationRateLimitPerSecond: 1 };
    return { ...endpoint, events: { [event]: { eventPattern, input: { type: "event" } } } };
  }
  const several = Object.keys(from.preset.operations).length > 1;
  const { paths } = fittedPaths(known.event.input["paths"], sample);
  const input = Object.keys(paths).length === 0 ? {} : { input: { paths } };
  const { parameters } = fittedParameters(known.event.httpParameters ?? {}, sample);
  return {
    ...(several ? { operation: from.operation } : {}),
    events: {
      [event]: { eventPattern, ...input, ...(parameters === undefined ? {} : { httpParameters: parameters }) },
    },
  };
}
