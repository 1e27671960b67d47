/** How the workflows that plan hand things on: from the job `affected` to a job for each part, and to `report`. */
import { z } from "zod";
import type { Expressions } from "./workflow-runner";

const parts = z.array(z.strictObject({ name: z.string(), stacks: z.array(z.string()) }));
const jobsSchema = z.strictObject({
  plans: parts,
  shared: z.array(z.string()),
  jobs: parts,
  removed: z.array(z.string()),
});

/** What is planned by one job. */
type Part = z.infer<typeof parts>[number];

/** The outputs of the step `affected`. */
export type Affected = z.infer<typeof jobsSchema> & { readonly base: string };

/** @param written what the step has written for GitHub */
export function affectedOf(written: string): Affected {
  const [, base = "", jobs = ""] = /^base=(.*)\njobs<<end-\S+\n([^]*)\nend-/.exec(written) ?? [];
  return { base, ...jobsSchema.parse(JSON.parse(jobs)) };
}

/** What the job that plans a part is given. */
export function givenToPlan(base: string, { name, stacks }: Part): Expressions {
  return {
    "needs.affected.outputs.base": base,
    "matrix.part.name": name,
    "join(matrix.part.stacks, ' ')": stacks.join(" "),
  };
}

/** What the job that puts the parts together is given. */
export function givenToReport({ base, plans }: Pick<Affected, "base" | "plans">): Expressions {
  return {
    "needs.affected.outputs.base": base,
    "join(fromJSON(needs.affected.outputs.jobs).plans.*.name, ' ')": plans.map(({ name }) => name).join(" "),
  };
}
