/** What `hub bootstrap` tells, and asks. */
import { createInterface } from "node:readline/promises";
import { roleArn } from "../../aws/arn";
import type { Hub } from "../../catalogue/model";
import type { OpenAccount } from "../../hub-account";
import { roleNameOf, type BoundedHub, type EnvironmentAccount } from "../../permissions";
import { columns, folded } from "./terminal";

/** In which accounts it works, and as whom. */
export function accountsInWords(
  accounts: readonly EnvironmentAccount[],
  open: ReadonlyMap<string, OpenAccount>,
): string[] {
  return [
    ...columns([
      ["account", "", "as"],
      ...accounts.map(({ name, account }) => [name, account, open.get(account)?.identity ?? ""]),
    ]),
    "",
  ];
}

/** Asks, and takes anything but yes as no. */
export async function isConfirmed(question: string, interruption: AbortSignal): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal's Ctrl-C comes here and not to the process while something is asked.
  terminal.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    const answer = await terminal.question(`${question} [y/N] `, { signal: interruption });
    return /^y(es)?$/i.test(answer.trim());
  } catch (error) {
    if (interruption.aborted) return false;
    throw error;
  } finally {
    terminal.close();
  }
}

/** What a pipeline needs to know. */
export function whatIsNext(hub: Hub & BoundedHub): string[] {
  return [
    "",
    ...(["plan", "deployment"] as const).flatMap((role) =>
      folded(`The pipeline's ${role} role: ${roleArn(hub, roleNameOf(role, hub))}`, "  "),
    ),
    ...folded(
      "Next: set up the pipeline (docs/pipeline.md), or run ./hub deploy as somebody who may take on these.",
      "  ",
    ),
  ];
}
