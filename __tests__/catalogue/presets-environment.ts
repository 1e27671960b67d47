/** An environment with a tenant for each preset, filled in with the preset's own examples. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { presetIds, readPreset, withVariables, type PresetFile } from "../../catalogue/preset";
import { withEnvironment } from "./environment-folder";

/** The account that publishes every sample event. */
export const PUBLISHER = "100000000002";

/** All presets of the package. */
export const PRESETS: readonly PresetFile[] = presetIds().map((id) => readPreset(id));

/** What the preset's variables are in its own examples. */
export function exampleVariables({ preset }: PresetFile): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(preset.variables).map(([name, { example }]) => [name, example]));
}

/** Of presets whose operations the user names. */
const OWN_OPERATION = "own";

/** Hands the folder of the environment to the test; the folder is gone afterwards. */
export function withPresetsEnvironment<T>(test: (folder: string) => T): T {
  return withEnvironment({ remove: ["sources", "tenants"] }, (folder) => {
    for (const kind of ["sources", "tenants"]) mkdirSync(path.join(folder, kind));
    write(folder, "sources/samples.yaml", {
      account: PUBLISHER,
      owner: "Samples",
      publishes: { sources: ["com.example.own", ...new Set(samples().map(({ source }) => source))] },
    });
    for (const preset of PRESETS) write(folder, `tenants/${preset.id}.yaml`, tenantOf(preset));
    return test(folder);
  });
}

function samples() {
  return PRESETS.flatMap(({ preset }) => Object.values(preset.operations).map(({ sampleEvent }) => sampleEvent));
}

function write(folder: string, name: string, content: unknown): void {
  writeFileSync(path.join(folder, name), JSON.stringify(content, undefined, 2));
}

function tenantOf(file: PresetFile): unknown {
  const { id, preset } = file;
  const variables = exampleVariables(file);
  const operations = Object.entries(preset.operations);
  const own = {
    invocationEndpoint: withVariables(preset.baseUrl, variables),
    httpMethod: "POST",
    invocationRateLimitPerSecond: 1,
    events: { sample: { eventPattern: { source: ["com.example.own"] }, input: { type: "event" } } },
  };
  return {
    owner: "Integration platform",
    contact: "integration-platform@example.com",
    runbook: `https://wiki.example.com/runbooks/${id}`,
    preset: id,
    variables,
    destinations:
      operations.length === 0
        ? { [OWN_OPERATION]: own }
        : Object.fromEntries(
            operations.map(([operation, { sampleEvent }]) => {
              // Of this preset's event alone, whatever other presets' samples look like.
              const eventPattern = {
                source: [sampleEvent.source],
                "detail-type": [sampleEvent["detail-type"]],
                resources: [`preset:${id}/${operation}`],
              };
              return [operation, { events: { sample: { eventPattern } } }];
            }),
          ),
  };
}
