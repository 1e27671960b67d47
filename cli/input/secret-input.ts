/** Where the values of a secret come from: hidden prompts on a terminal, else JSON on standard input. */
import { text as readAll } from "node:stream/consumers";
import type { ConnectionSpec } from "../../connection/spec";
import { CommandFailure } from "../failure";
import { secretKeys } from "./secret-keys";
import { valueFault } from "./secret-values";

/** Asks for one value without showing it; asks again while `fault` names something. */
export type AskHidden = (message: string, fault: (value: string) => string | undefined) => Promise<string>;

/**
 * Asks for each key of a connection's secret.
 *
 * @returns JSON text
 * @throws CommandFailure when the person leaves
 */
export async function promptedSecret(spec: ConnectionSpec, ask: AskHidden = askOnTerminal): Promise<string> {
  const values: Record<string, string> = {};
  for (const [key, what] of secretKeys(spec)) values[key] = await ask(`${key}: ${what}`, valueFault);
  return JSON.stringify(values);
}

/**
 * Reads the JSON of a secret from standard input.
 *
 * @throws CommandFailure when nothing is there
 */
export async function pipedSecret(spec: ConnectionSpec, input: NodeJS.ReadableStream = process.stdin): Promise<string> {
  const json = await readAll(input);
  if (json.trim() === "") {
    const keys = [...secretKeys(spec).keys()].join(", ");
    throw new CommandFailure(
      `nothing came on standard input: give a JSON object with the keys ${keys}, or run it on a terminal to be asked`,
    );
  }
  return json;
}

async function askOnTerminal(message: string, fault: (value: string) => string | undefined): Promise<string> {
  const { default: password } = await import("@inquirer/password");
  const validate = (value: string) => {
    const found = fault(value);
    return found === undefined ? true : `The value ${found}`;
  };
  try {
    // Standard output belongs to the command (`--json`).
    return await password({ message, validate }, { output: process.stderr });
  } catch (error) {
    if (error instanceof Error && error.name === "ExitPromptError") throw new CommandFailure("nothing was put");
    throw error;
  }
}
