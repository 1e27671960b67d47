/** Reports that were kept as JSON, as the plans that they report: several are put together into one. */
import { z } from "zod";
import { AlteredReportError } from "./approval";
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

/**
 * The plans that a kept report reports, those that change nothing included.
 *
 * @returns undefined for what is no report
 * @throws AlteredReportError when its digest is not that of what it lists
 */
export function plansInReport(json: unknown): PlannedStack[] | undefined {
  const parsed = keptSchema.safeParse(json);
  if (!parsed.success) return undefined;
  const { digest, stacks, unchanged } = parsed.data;
  if (digestOfStacks(stacks) !== digest) throw new AlteredReportError();
  return [
    ...stacks.map(({ account, backend, ...stack }) => ({ ...stack, account, backend })),
    ...unchanged.map((name): PlannedStack => ({ ...NOTHING, name })),
  ];
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
