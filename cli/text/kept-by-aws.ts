/** What AWS keeps for a while of a stack that was destroyed. */
import type { EmittedStack } from "#simulator/topology";
import { folded } from "./terminal";

/** A secret that can be restored, or a key whose deletion can be cancelled. */
export interface KeptByAws {
  readonly stack: string;
  readonly address: string;
  /** The day from which it is gone, at the latest. */
  readonly until: string;
}

/** Days that AWS keeps what has been deleted, by the argument that says so. */
const KEPT_FOR: Readonly<Record<string, string | undefined>> = {
  aws_secretsmanager_secret: "recovery_window_in_days",
  aws_kms_key: "deletion_window_in_days",
};

const DAY = 24 * 60 * 60 * 1_000;

/** @param destroyed when they were destroyed: now */
export function keptByAws(stacks: readonly EmittedStack[], destroyed: Date): KeptByAws[] {
  return stacks.flatMap(({ name: stack, resources }) =>
    resources.flatMap(({ type, address, values }) => {
      const days = values[KEPT_FOR[type] ?? ""];
      if (typeof days !== "number" || days === 0) return [];
      return [{ stack, address, until: new Date(destroyed.getTime() + days * DAY).toISOString().slice(0, 10) }];
    }),
  );
}

/** A line for each, and what that means. */
export function keptInWords(kept: readonly KeptByAws[]): string[] {
  if (kept.length === 0) return [];
  return [
    "AWS keeps for a while, in case somebody wants it back (docs/deploy.md):",
    ...kept.flatMap(({ stack, address, until }) => folded(`  until ${until} ${stack}: ${address}`, "    ")),
  ];
}
