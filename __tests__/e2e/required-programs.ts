import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The folder in every mirror of Terraform's registry that holds the AWS provider. */
const PROVIDER_FOLDER = "registry.terraform.io/hashicorp/aws";

/** Written here when the developer has no configuration of their own; git ignores the folder. */
const CONFIGURATION_FILE = path.join(__dirname, "../../.cache/e2e/terraform.rc");

/**
 * Runs once before the end-to-end tests. They need programs that npm does not install; where one is missing the run ends
 * here with a sentence, because a suite that skips itself proves nothing.
 */
export default function requirePrograms(): void {
  requireProgram(
    "terraform",
    ["version"],
    "install Terraform 1.10 or later (developer.hashicorp.com/terraform/install)",
  );
  requireProgram("moto_server", ["--help"], "install the AWS emulator: pip install 'moto[server]==5.2.1'");
  // The AWS SDK would say in every test file which Node it will need next year.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  process.env["TF_CLI_CONFIG_FILE"] = terraformConfigurationFile();
}

function requireProgram(program: string, harmlessArguments: string[], remedy: string): void {
  const { error, status } = spawnSync(program, harmlessArguments, { encoding: "utf8" });
  if (error !== undefined || status !== 0) {
    throw new Error(
      `The end-to-end tests need ${program}, and it does not run (${error?.message ?? `exit code ${status}`}); ${remedy}.`,
    );
  }
}

/** A Terraform configuration file of the developer's own wins; without, one is written that names a provider mirror. */
function terraformConfigurationFile(): string {
  const existing = process.env["TF_CLI_CONFIG_FILE"];
  if (existing !== undefined && isReadable(existing)) return existing;
  const mirror = JSON.stringify(providerMirror());
  mkdirSync(path.dirname(CONFIGURATION_FILE), { recursive: true });
  writeFileSync(CONFIGURATION_FILE, `provider_installation {\n  filesystem_mirror {\n    path = ${mirror}\n  }\n}\n`);
  return CONFIGURATION_FILE;
}

/** A folder laid out as `terraform providers mirror` writes it: the one `TF_MIRROR` names, or one found on this disk. */
function providerMirror(): string {
  const named = process.env["TF_MIRROR"];
  if (named !== undefined) {
    if (existsSync(path.join(named, PROVIDER_FOLDER))) return named;
    throw new Error(`TF_MIRROR is ${named}, but there is no ${PROVIDER_FOLDER} in it; name a provider mirror.`);
  }
  // Not under `.terraform`: such a folder is what `terraform init` leaves in some working directory.
  const search = ["/", "-xdev", "-name", ".terraform", "-prune", "-o"];
  const { stdout } = spawnSync("find", [...search, "-type", "d", "-name", "registry.terraform.io", "-print"], {
    encoding: "utf8",
  });
  const found = stdout
    .split("\n")
    .filter((folder) => folder !== "")
    .map((folder) => path.dirname(folder))
    .find((folder) => existsSync(path.join(folder, PROVIDER_FOLDER)));
  if (found === undefined) {
    throw new Error(
      "The end-to-end tests need a mirror of the AWS provider, and none is on this disk; make one with " +
        "`terraform providers mirror FOLDER` in a folder of cdktf.out/stacks and set TF_MIRROR=FOLDER.",
    );
  }
  return found;
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
