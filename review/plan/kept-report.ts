/** Reports that were kept as JSON: to compare plans with them, and to put several together into one. */
import { z } from "zod";
import type { PlannedStack } from "./planned-stack";
import { digestOfStacks } from "./report";

const line = z.object({ sign: z.enum([" ", "-", "+"]), text: z.string() });
const path = z.string();
/** JSON leaves out what is undefined. */
const value = z
  .unknown()
  .optional()
  .transform((given: unknown) => given);

const attributeChange = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("value"), path, before: value, after: value }),
  z.object({ kind: z.literal("items"), path, removed: z.array(z.unknown()), added: z.array(z.unknown()) }),
  z.object({
    kind: z.literal("statements"),
    path,
    statements: z.array(
      z.object({
        label: z.string(),
        change: z.enum(["added", "changed", "removed"]),
        lines: z.array(line),
        isBroad: z.boolean(),
      }),
    ),
  }),
  z.object({ kind: z.literal("lines"), path, lines: z.array(line) }),
  z.object({ kind: z.literal("hidden"), path }),
  z.object({ kind: z.literal("unknown"), path }),
]);

const resourceChange = z.object({
  address: z.string(),
  type: z.string(),
  action: z.enum(["create", "update", "replace", "delete", "forget", "import", "move", "other"]),
  createsFirst: z.boolean(),
  movedFrom: z.string().optional(),
  deposed: z.string().optional(),
  reason: z.string().optional(),
  holdsCopies: z.literal(true).optional(),
  replacePaths: z.array(z.string()),
  changes: z.array(attributeChange),
  fingerprint: z.string(),
});

const keptSchema = z.object({
  digest: z.string(),
  stacks: z.array(
    z.object({
      name: z.string(),
      account: z.string().optional(),
      backend: z.string().optional(),
      changes: z.array(resourceChange),
      unchanged: z.number(),
      drift: z.array(resourceChange),
      outputs: z.record(z.string(), z.string()),
      incomplete: z.array(z.string()),
    }),
  ),
  unchanged: z.array(z.string()),
});

/** A report that was kept: `./hub plan-report --json`, or `./hub plan --keep`. */
export interface StoredReport {
  readonly digest: string;
  /** Those that change. */
  readonly stacks: readonly PlannedStack[];
  /** Names of those that do not. */
  readonly unchanged: readonly string[];
}

/**
 * Reads a report that was kept.
 *
 * @returns undefined for what is none
 * @throws AlteredReportError when its digest is not that of what it lists
 */
export function readStoredReport(json: unknown): StoredReport | undefined {
  const parsed = keptSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { digest, stacks, unchanged } = parsed.data;
  if (digestOfStacks(stacks) !== digest) throw new AlteredReportError();
  return {
    digest,
    stacks: stacks.map(({ account, backend, ...stack }) => ({ ...stack, account, backend })),
    unchanged,
  };
}

/** A report was changed after it was made. Its message is to be read after the name of the file. */
export class AlteredReportError extends Error {
  constructor() {
    super("does not list what its digest covers: it was changed after it was made");
  }
}

/** The plans that a kept report reports, those that change nothing included. */
export function plansInReport({ stacks, unchanged }: StoredReport): PlannedStack[] {
  return [...stacks, ...unchanged.map((name): PlannedStack => ({ ...NOTHING, name }))];
}

const NOTHING: Omit<PlannedStack, "name"> = {
  account: undefined,
  backend: undefined,
  changes: [],
  unchanged: 0,
  drift: [],
  outputs: {},
  incomplete: [],
};
