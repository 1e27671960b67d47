import fc from "fast-check";
import type { Clients } from "../../../lambda/connection-credentials/sdk-cloud";
import { ServiceError, type FakeAws } from "./fake-aws";
import { apiKeySpec, SECRET, SPEC } from "../../connection/samples";
import { Scene } from "./scene";

// Hundreds of runs, and other suites may be at work.
jest.setTimeout(60_000);

/** Waits until it is this process's turn; where there is none to wait for, it always is. */
type Turn = (process: number, what: string) => Promise<unknown>;

/** Clients of one process, of which every call waits for its turn. */
function clientsOf(aws: FakeAws, process = 0, turn: Turn = () => Promise.resolve()): Clients {
  const send = async (command: { readonly input: object }) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    await turn(process, operation);
    try {
      const answer = aws.call(operation, { ...command.input });
      const dates = ["CreatedDate", "DeletedDate"].filter((key) => key in answer);
      return { ...answer, ...Object.fromEntries(dates.map((key) => [key, new Date((answer[key] as number) * 1_000)])) };
    } catch (error) {
      if (error instanceof ServiceError) throw Object.assign(new Error(error.message), { name: error.code });
      throw error;
    }
  };
  const client = { send } as unknown;
  return { eventBridge: client, secretsManager: client, ssm: client } as Clients;
}

/** What happens while syncs run: somebody puts a value, or the platform team applies a new spec. */
const change = fc.record({ what: fc.constantFrom("secret" as const, "spec" as const), good: fc.boolean() });

/** The values and specs that EventBridge takes: every one whose text says good. */
const value = (number: number, good: boolean) => ({ apiKey: `canary-${good ? "good" : "bad"}-value-${number}` });
const spec = (number: number, good: boolean) => ({
  ...apiKeySpec,
  authorization: { type: "API_KEY", apiKeyName: `X-${good ? "Good" : "Bad"}-Spec-${number}` },
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

/** Begins all processes: some runs, and for each change one that makes it and then syncs as its event would. */
function begin(turn: Turn, changes: readonly Change[], runs: number) {
  const scene = new Scene();
  scene.aws.parameters.clear();
  scene.aws.putParameter(SPEC, spec(0, true));
  scene.aws.putSecret(SECRET, value(0, true));
  scene.aws.judge = (auth) => ({ state: /bad/i.test(auth) ? "DEAUTHORIZED" : "AUTHORIZED", reason: "invalid_client" });

  /** Lambda's part: an event whose sync throws is tried again. */
  const sync = async (process: number) => {
    const clients = clientsOf(scene.aws, process, turn);
    for (let tries = 0; tries < 5; tries++) if (!("thrown" in (await scene.sync(clients)))) return;
    throw new Error("Five tries, five faults");
  };
  const make = async ({ what, good }: Change, index: number) => {
    await turn(runs + index, `put ${what}`);
    if (what === "secret") scene.aws.putSecret(SECRET, value(index + 1, good));
    else scene.aws.putParameter(SPEC, spec(index + 1, good));
    await sync(runs + index);
  };
  return {
    scene,
    /** There is a last good pair from the beginning. */
    prepare: () => scene.sync(clientsOf(scene.aws)),
    start: () => Promise.all([...Array.from({ length: runs }, (_, process) => sync(process)), ...changes.map(make)]),
  };
}

/** Call by call, in any order. */
async function shuffled(scheduler: fc.Scheduler, changes: readonly Change[], runs: number): Promise<Scene> {
  const { scene, prepare, start } = begin((_, what) => scheduler.schedule(Promise.resolve(), what), changes, runs);
  await prepare();
  await scheduler.waitFor(start());
  return scene;
}

/** One process goes on for many calls while the others stand still, as a slow answer or a frozen sandbox makes them. */
async function stalled(bursts: readonly Burst[], changes: readonly Change[], runs: number): Promise<Scene> {
  const waiting = new Map<number, () => void>();
  const turn: Turn = (process) => new Promise<void>((resolve) => waiting.set(process, resolve));
  const { scene, prepare, start } = begin(turn, changes, runs);
  await prepare();
  const progress = { ended: false };
  const all = start().finally(() => (progress.ended = true));
  const next = bursts.flatMap(({ process, calls }) => Array.from({ length: calls }, () => process));
  for (let at = 0; !progress.ended; at++) {
    await new Promise(setImmediate);
    const processes = [...waiting.keys()];
    const chosen = processes.find((process) => process === next[at]) ?? processes[at % Math.max(1, processes.length)];
    if (chosen === undefined) continue;
    const go = waiting.get(chosen);
    waiting.delete(chosen);
    go?.();
  }
  await all;
  return scene;
}

interface Burst {
  readonly process: number;
  readonly calls: number;
}

function current(scene: Scene) {
  const [version = ""] = scene.labelled("AWSCURRENT");
  return {
    version,
    value: scene.secret.versions.get(version)?.text ?? "",
    spec: scene.aws.parameters.get(SPEC)?.length,
  };
}

/** The connection holds the current pair, both labels are on it, and nothing is labelled as rejected. */
function expectCurrent(scene: Scene) {
  const now = current(scene);
  expect(scene.held).toContain((JSON.parse(now.value) as { apiKey: string }).apiKey);
  expect(scene.connection["Description"]).toBe(`[spec ${String(now.spec)}, secret ${now.version}]`);
  expect([scene.labelled("SYNCED"), scene.specsLabelled("synced")]).toEqual([[now.version], [now.spec]]);
  expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([[], []]);
}

/** As above when EventBridge takes the current pair; else it is labelled, and the last good one is at work. */
function expectCurrentOrLastGood(scene: Scene) {
  const now = current(scene);
  const newest = scene.aws.parameters.get(SPEC)?.at(-1)?.text ?? "";
  if (!/bad/i.test(now.value + newest)) {
    expectCurrent(scene);
    return;
  }
  const [secret] = scene.labelled("SYNCED");
  const [spec] = scene.specsLabelled("synced");
  expect(scene.connection.ConnectionState).toBe("AUTHORIZED");
  expect(scene.held).not.toMatch(/bad/i);
  expect(scene.connection["Description"]).toBe(`[spec ${String(spec)}, secret ${String(secret)}]`);
  expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([[now.version], [now.spec]]);
}

const runs = fc.integer({ min: 1, max: 2 });
const changes = fc.array(change, { minLength: 1, maxLength: 3 });
const goodChanges = changes.map((all) => all.map(({ what }) => ({ what, good: true })));
const bursts = fc.array(
  fc.record({ process: fc.integer({ min: 0, max: 4 }), calls: fc.integer({ min: 1, max: 30 }) }),
  { minLength: 2, maxLength: 12 },
);
/** Two runs with the same refused pair, in step: each once overtook the other for ever. */
const IN_STEP: [Burst[], Change[], number] = [
  [
    { process: 2, calls: 29 },
    { process: 3, calls: 23 },
    { process: 0, calls: 8 },
    { process: 3, calls: 10 },
  ],
  [
    { what: "spec", good: true },
    { what: "secret", good: false },
  ],
  2,
];
const often = { numRuns: 300 };

describe("when two to five syncs, rotations and new specs end that ran at once", () => {
  test("call by call in any order, the connection holds the current pair", async () => {
    const check = async (...plan: Parameters<typeof shuffled>) => {
      expectCurrent(await shuffled(...plan));
    };
    await fc.assert(fc.asyncProperty(fc.scheduler(), goodChanges, runs, check), often);
  });

  test("with long stalls, the connection holds the current pair", async () => {
    const check = async (...plan: Parameters<typeof stalled>) => {
      expectCurrent(await stalled(...plan));
    };
    await fc.assert(fc.asyncProperty(bursts, goodChanges, runs, check), often);
  });

  test("call by call in any order, some of them refused: the current pair when it is good, else the last good one", async () => {
    const check = async (...plan: Parameters<typeof shuffled>) => {
      expectCurrentOrLastGood(await shuffled(...plan));
    };
    await fc.assert(fc.asyncProperty(fc.scheduler(), changes, runs, check), often);
  });

  test("with long stalls, some of them refused: the current pair when it is good, else the last good one", async () => {
    const check = async (...plan: Parameters<typeof stalled>) => {
      expectCurrentOrLastGood(await stalled(...plan));
    };
    await fc.assert(fc.asyncProperty(bursts, changes, runs, check), { ...often, examples: [IN_STEP] });
  });
});
