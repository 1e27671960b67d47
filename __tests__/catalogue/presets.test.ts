/** The presets that come with the package, each filled in with its own examples, checked, emitted and simulated. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { hubBus, parseEvent, simulate } from "#simulator/routing";
import { readTopology } from "#simulator/topology";
import { formatFinding } from "../../catalogue";
import { connectionSpec } from "../../catalogue/connection-spec";
import { packageFolder } from "../../catalogue/files/project-folder";
import { PRESETS_PAGE, presetsPage } from "../../catalogue/presets-page";
import { unsupportedProducts } from "../../catalogue/unsupported";
import { withVariables } from "../../catalogue/preset";
import { requiredKeys } from "../../connection/secret";
import { environmentApp } from "../../stacks/environment-app";
import { load } from "./environment-folder";
import { exampleVariables, PRESETS, PUBLISHER, withPresetsEnvironment } from "./presets-environment";

const { environment, findings, topology } = withPresetsEnvironment((folder) => {
  const loaded = load(folder);
  if (loaded.environment === undefined) throw new Error(loaded.findings.map(formatFinding).join("\n"));
  const outdir = mkdtempSync(path.join(tmpdir(), "presets-"));
  environmentApp(loaded.environment, outdir).synth();
  const emitted = readTopology({ kind: "cdktf", outdir });
  rmSync(outdir, { recursive: true });
  return { environment: loaded.environment, findings: loaded.findings, topology: emitted };
});

/** Words in braces that no variable has filled in. */
const UNFILLED = /\{[a-z][A-Za-z0-9]*\}/;

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))("the preset %s", (id, file) => {
  const { preset } = file;
  const variables = exampleVariables(file);
  const tenant = environment.tenants.find((each) => each.id === id);

  test("passes every check when its variables have their examples", () => {
    expect(findings.filter((each) => path.parse(each.file).name === id).map(({ message }) => message)).toEqual([]);
  });

  test("leaves no variable unfilled", () => {
    expect(JSON.stringify(tenant)).not.toMatch(UNFILLED);
    expect(withVariables(preset.baseUrl, variables)).toMatch(/^https:\/\/[^{}]+$/);
    if (!("none" in preset.credentialCheck)) {
      expect(withVariables(preset.credentialCheck.url, variables)).toMatch(/^https:\/\/[^{}]+$/);
    }
  });

  test("says of every key of the secret what its value is, and of no other", () => {
    const [connection] = tenant?.connections ?? [];
    if (connection === undefined) throw new Error(`${id} has no connection`);
    const keys = requiredKeys(connectionSpec(environment.hub, id, connection));
    expect(Object.keys(preset.credential.values).sort()).toEqual([...keys].sort());
  });

  test("is complete only if authorization, endpoint and payload stand on pages of the vendor", () => {
    const needed =
      preset.level === "connect"
        ? ["authorization", "baseUrl"]
        : [
            "authorization",
            ...Object.keys(preset.operations).flatMap((each) => [`${each}.endpoint`, `${each}.payload`]),
          ];
    expect(Object.keys(preset.unconfirmed).filter((fact) => needed.includes(fact))).toEqual([]);
  });

  const operations = Object.entries(preset.operations);
  if (operations.length > 0) {
    test.each(operations)(
      "sends a whole request for the sample event of its operation %s",
      (operation, { sampleEvent }) => {
        const event = parseEvent(
          JSON.stringify({ ...sampleEvent, account: PUBLISHER, resources: [`preset:${id}/${operation}`] }),
        );
        const { deliveries, accepted } = simulate({ topology, event, bus: hubBus(topology) });
        const [delivery, ...others] = deliveries;
        expect([accepted, others]).toEqual([true, []]);
        expect(delivery).toMatchObject({ notDelivered: null, deadLetter: null, dropped: [] });
        const body = delivery?.request?.body ?? "";
        if (body !== "") expect(() => JSON.parse(body) as unknown).not.toThrow();
        // A path that the sample event does not have leaves nothing between the quotes, or no value at all.
        expect(body).not.toMatch(/:\s*(,|\}|$)/);
      },
    );
  }
});

test("the committed page of presets is that of the files (else: npm run generate)", () => {
  expect(readFileSync(path.join(packageFolder(), PRESETS_PAGE), "utf8")).toBe(presetsPage());
});

test("no product is both a preset and one that cannot be called", () => {
  const ids = new Set(PRESETS.map(({ id }) => id));
  expect(unsupportedProducts().filter(({ id }) => ids.has(id))).toEqual([]);
});
