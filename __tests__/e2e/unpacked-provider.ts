import { spawnSync } from "node:child_process";
import { mkdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { PROVIDER_VERSIONS } from "../../stacks/environment-stack";
import { basicEnvironment, type ProgramEnvironment } from "./terraform";

const SOURCE = "registry.terraform.io/hashicorp/aws";
/** Of Terraform's CLI configuration for the emulator; set once for all suites. */
const VARIABLE = "E2E_TERRAFORM_CONFIGURATION";

const versionSchema = z.object({
  platform: z.string(),
  provider_selections: z.object({ [SOURCE]: z.string() }),
});

/**
 * Has Terraform install the AWS provider once, and names its folder in a CLI configuration as `dev_overrides` do.
 *
 * Terraform reads all 700 MB of a provider that it has installed, to compare its checksum, at every `plan`, `show` and `apply`,
 * of which a run of these tests makes a thousand; it takes what an override names as it is. `init` finds and checks it all the
 * same, and the suites that do without the emulator know no override.
 *
 * @throws Error with what Terraform says, where there is no provider
 */
export function installProvider(): void {
  const folder = path.join(__dirname, "..", "..", ".cache", "e2e");
  mkdirSync(folder, { recursive: true });
  const required_providers = { aws: { source: "hashicorp/aws", version: PROVIDER_VERSIONS } };
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
  const terraform = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync("terraform", args, {
      cwd: folder,
      encoding: "utf8",
      env: basicEnvironment(),
    });
    if (status === 0) return stdout;
    throw new Error(`The end-to-end tests need the AWS provider of Terraform:\n${stdout}${stderr}`);
  };
  // An earlier run's choice does not bind this one.
  rmSync(path.join(folder, ".terraform.lock.hcl"), { force: true });
  terraform("init", "-input=false");
  const { provider_selections: versions, platform } = versionSchema.parse(JSON.parse(terraform("version", "-json")));
  const mirror = path.join(folder, ".terraform", "providers");
  const installed = realpathSync(path.join(mirror, SOURCE, versions[SOURCE], platform));
  const configuration = path.join(folder, "terraform.rc");
  // What is overridden is looked for all the same when it is initialized.
  writeFileSync(
    configuration,
    `provider_installation {
  dev_overrides {
    "hashicorp/aws" = ${JSON.stringify(installed)}
  }
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`,
  );
  process.env[VARIABLE] = configuration;
}

/**
 * The same environment of programs, in which Terraform takes the provider from {@link installProvider}.
 *
 * @throws Error where that was not called
 */
export function withInstalledProvider(environment: ProgramEnvironment): ProgramEnvironment {
  const configuration = process.env[VARIABLE];
  if (configuration === undefined) throw new Error("The provider was not installed before the tests");
  return { ...environment, TF_CLI_CONFIG_FILE: configuration };
}
