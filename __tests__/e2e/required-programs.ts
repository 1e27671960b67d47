import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { installProvider } from "./unpacked-provider";

/**
 * Runs once before the end-to-end tests. They need programs that npm does not install; where one is missing the run ends
 * here with a sentence, because a suite that skips itself proves nothing. Where Terraform gets the AWS provider from is
 * Terraform's own business: a mirror is named in the file that TF_CLI_CONFIG_FILE names.
 */
export default function requirePrograms(): void {
  requireProgram(
    "terraform",
    ["version"],
    "install Terraform 1.10 or later (developer.hashicorp.com/terraform/install)",
  );
  requireProgram("moto_server", ["--help"], "install the AWS emulator: pip install 'moto[server]==5.2.1'");
  // Terraform would print a warning with every command and go on without it.
  const configuration = process.env["TF_CLI_CONFIG_FILE"];
  if (configuration !== undefined && !isReadable(configuration)) delete process.env["TF_CLI_CONFIG_FILE"];
  installProvider();
}

function requireProgram(program: string, harmlessArguments: string[], remedy: string): void {
  const { error, status } = spawnSync(program, harmlessArguments, { encoding: "utf8" });
  if (error !== undefined || status !== 0) {
    throw new Error(
      `The end-to-end tests need ${program}, and it does not run (${error?.message ?? `exit code ${status}`}); ${remedy}.`,
    );
  }
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
