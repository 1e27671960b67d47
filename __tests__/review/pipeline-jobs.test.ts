/** How affected stacks are shared out to the jobs of a pipeline. */
import fc from "fast-check";
import { pipelineJobs, type PipelineJobs, type StackComparison } from "../../review";

const bus = { name: "central-bus", dependencies: [] };
const credentials = { name: "connection-credentials", dependencies: ["central-bus"] };
const tenant = (id: string) => ({ name: `tenant-${id}`, dependencies: ["central-bus", "connection-credentials"] });
const api = [
  { name: "functions-orders", dependencies: ["central-bus"] },
  { name: "ingress-orders", dependencies: ["central-bus", "functions-orders"] },
];
const head = [bus, credentials, ...api, ...Array.from({ length: 1000 }, (_, number) => tenant(String(number)))];
const names = head.map(({ name }) => name);

function compared(change: StackComparison["change"], stacks: readonly string[]): StackComparison[] {
  return stacks.map((name) => ({ name, change, blocks: [] }));
}

const jobsFor = (stacks: readonly string[], atMost: number) => pipelineJobs(head, compared("changed", stacks), atMost);
const all = ({ shared, jobs }: PipelineJobs) => [...shared, ...jobs.flatMap(({ stacks }) => stacks)];

test("of 1,000 affected tenants each is in just one of 50 shards, and none of them is empty or much larger than others", () => {
  const shared = jobsFor(names, 50);
  expect(all(shared).sort()).toEqual([...names].sort());
  expect(shared.jobs).toHaveLength(50);
  const sizes = shared.jobs.map(({ stacks }) => stacks.length);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(40);
});

test("what others wait for is deployed before all jobs, in its order", () => {
  expect(jobsFor(names, 50).shared).toEqual(["central-bus", "connection-credentials"]);
});

test("no job waits for another one, however few there are, and however much is affected", () => {
  fc.assert(
    fc.property(fc.subarray(names), fc.integer({ min: 1, max: 256 }), (affected, atMost) => {
      const { shared, jobs } = jobsFor(affected, atMost);
      expect(jobs.length).toBeLessThanOrEqual(atMost);
      const jobOf = new Map(jobs.flatMap(({ name, stacks }) => stacks.map((stack) => [stack, name] as const)));
      const isBefore = (one: string, other: string) =>
        shared.includes(one) || !jobOf.has(one) || jobOf.get(one) === jobOf.get(other);
      const waiting = head.filter(({ name }) => jobOf.has(name));
      expect(waiting.filter(({ name, dependencies }) => !dependencies.every((one) => isBefore(one, name)))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test("up to the limit each stack has a job that is called as the stack; those that wait for each other share one", () => {
  expect(jobsFor(["tenant-1", "ingress-orders", "functions-orders", "tenant-7"], 3)).toMatchObject({
    shared: [],
    jobs: [
      { name: "functions-orders", stacks: ["functions-orders", "ingress-orders"] },
      { name: "tenant-1", stacks: ["tenant-1"] },
      { name: "tenant-7", stacks: ["tenant-7"] },
    ],
    removed: [],
  });
  expect(jobsFor(["ingress-orders"], 3).jobs).toEqual([{ name: "functions-orders", stacks: ["ingress-orders"] }]);
});

test("a stack is in the same shard whatever else is affected, so that a shard can be a concurrency group", () => {
  const shardOf = ({ jobs }: PipelineJobs, stack: string) => jobs.find(({ stacks }) => stacks.includes(stack))?.name;
  const [whole, half] = [jobsFor(names, 50), jobsFor(names.slice(400), 50)];
  const differing = names.slice(400).filter((name) => shardOf(whole, name) !== shardOf(half, name));
  expect(differing).toEqual([]);
  expect(shardOf(whole, "tenant-999")).toMatch(/^shard-\d\d-of-50$/);
});

test("what is removed is planned but in no job, and what is unchanged is nowhere", () => {
  const comparison = [...compared("removed", ["tenant-gone"]), ...compared("unchanged", names)];
  expect(pipelineJobs(head, comparison, 50)).toEqual({
    plans: [{ name: "tenant-gone", stacks: ["tenant-gone"] }],
    shared: [],
    jobs: [],
    removed: ["tenant-gone"],
  });
});

describe("plans", () => {
  const differing = [...compared("changed", names), ...compared("removed", ["tenant-gone"])];

  test("of up to 50 stacks are made by a job each, which is called as the stack", () => {
    const { plans } = pipelineJobs(head, [...differing.slice(0, 49), ...differing.slice(-1)], 50);
    expect(plans).toHaveLength(50);
    expect(plans).toEqual([...names.slice(0, 49), "tenant-gone"].map((name) => ({ name, stacks: [name] })));
  });

  test("of more are made by 50 jobs that have as many stacks as the others, each stack once", () => {
    fc.assert(
      fc.property(fc.subarray(differing, { minLength: 51 }), (some) => {
        const { plans } = pipelineJobs(head, some, 50);
        expect(plans.map(({ name }) => name)).toEqual(
          Array.from({ length: 50 }, (_, part) => `part-${String(part + 1).padStart(2, "0")}-of-50`),
        );
        expect(plans.flatMap(({ stacks }) => stacks).sort()).toEqual(some.map(({ name }) => name).sort());
        const sizes = plans.map(({ stacks }) => stacks.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });
});
