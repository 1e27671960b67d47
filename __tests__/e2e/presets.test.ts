/** Every preset, filled in with its own examples: the real provider validates what is emitted of all of them in one run. */
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";
import { load } from "../catalogue/environment-folder";
import { PRESETS, withPresetsEnvironment } from "../catalogue/presets-environment";
import { temporaryFolder } from "./synthesize";
import { complaintsAbout } from "./validation";

jest.setTimeout(300_000);

const temporary = temporaryFolder();

test("Terraform's provider finds nothing wrong with any preset", async () => {
  const folder = path.join(temporary, "emitted");
  withPresetsEnvironment((written) => {
    const { environment } = load(written);
    if (environment === undefined) throw new Error("the environment of the presets has errors");
    environmentApp(environment, folder).synth();
  });
  const tenants = readEmittedStacks(folder).filter(({ name }) => name.startsWith("tenant-"));
  expect(tenants.map(({ name }) => name).sort()).toEqual(PRESETS.map(({ id }) => `tenant-${id}`).sort());
  expect(await complaintsAbout([{ folder, stacks: tenants }], path.join(temporary, "root"))).toEqual([]);
});
