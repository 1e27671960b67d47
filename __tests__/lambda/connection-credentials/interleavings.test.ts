import fc from "fast-check";
import type { Clients } from "../../../lambda/connection-credentials/sdk-cloud";
import { ServiceError, type FakeAws } from "./fake-aws";
import { apiKeySpec, Scene, SECRET, SPEC } from "./scene";

/** Clients of which every call waits for its turn, where there is a scheduler that gives turns in any order. */
function clientsOf(aws: FakeAws, scheduler?: fc.Scheduler): Clients {
  const send = async (command: { readonly input: object }) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    await scheduler?.schedule(Promise.resolve(), operation);
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

async function play(
  scheduler: fc.Scheduler,
  changes: readonly { what: "secret" | "spec"; good: boolean }[],
  runs: number,
) {
  const scene = new Scene();
  scene.aws.parameters.clear();
  scene.aws.putParameter(SPEC, spec(0, true));
  scene.aws.putSecret(SECRET, value(0, true));
  scene.aws.judge = (auth) => ({ state: /bad/i.test(auth) ? "DEAUTHORIZED" : "AUTHORIZED", reason: "invalid_client" });
  // There is a last good pair from the beginning.
  await scene.sync(clientsOf(scene.aws));
  const clients = clientsOf(scene.aws, scheduler);

  /** Lambda's part: an event whose sync throws is tried again. */
  const sync = async () => {
    for (let tries = 0; tries < 5; tries++) if (!("thrown" in (await scene.sync(clients)))) return;
    throw new Error("Five tries, five faults");
  };
  const syncs = Array.from({ length: runs }, sync);
  for (const [index, { what, good }] of changes.entries()) {
    syncs.push(
      scheduler
        .schedule(Promise.resolve(), `put ${what}`)
        .then(() => {
          if (what === "secret") scene.aws.putSecret(SECRET, value(index + 1, good));
          else scene.aws.putParameter(SPEC, spec(index + 1, good));
        })
        .then(sync),
    );
  }
  await scheduler.waitFor(Promise.all(syncs));
  return scene;
}

function current(scene: Scene) {
  const [version = ""] = scene.labelled("AWSCURRENT");
  return {
    version,
    value: scene.secret.versions.get(version)?.text ?? "",
    spec: scene.aws.parameters.get(SPEC)?.length,
  };
}

const scenarios = [
  fc.scheduler(),
  fc.array(change, { minLength: 1, maxLength: 3 }),
  fc.integer({ min: 1, max: 2 }),
] as const;

test("however two to five syncs, rotations and new specs interleave, in the end the connection holds the current pair", async () => {
  await fc.assert(
    fc.asyncProperty(...scenarios, async (scheduler, changes, runs) => {
      const scene = await play(
        scheduler,
        changes.map(({ what }) => ({ what, good: true })),
        runs,
      );
      const now = current(scene);
      expect(scene.held).toContain(JSON.parse(now.value).apiKey);
      expect(scene.connection["Description"]).toBe(`[spec ${String(now.spec)}, secret ${now.version}]`);
      expect(scene.labelled("SYNCED")).toEqual([now.version]);
      expect(scene.specsLabelled("synced")).toEqual([now.spec]);
      expect([scene.labelled("REJECTED"), scene.specsLabelled("rejected")]).toEqual([[], []]);
      expect(scene.measured("SyncFailed")).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test("and where EventBridge refuses some, the current pair when it is good, else the last good one", async () => {
  await fc.assert(
    fc.asyncProperty(...scenarios, async (scheduler, changes, runs) => {
      const scene = await play(scheduler, changes, runs);
      const now = current(scene);
      const newest = scene.aws.parameters.get(SPEC)?.at(-1)?.text ?? "";
      const isGood = !/bad/i.test(now.value + newest);
      const synced = { secret: scene.labelled("SYNCED"), spec: scene.specsLabelled("synced") };
      const rejected = { secret: scene.labelled("REJECTED"), spec: scene.specsLabelled("rejected") };

      expect(scene.connection.ConnectionState).toBe("AUTHORIZED");
      expect(scene.connection["Description"]).toBe(
        `[spec ${String(synced.spec[0])}, secret ${String(synced.secret[0])}]`,
      );
      if (isGood) {
        expect(synced).toEqual({ secret: [now.version], spec: [now.spec] });
        expect(rejected).toEqual({ secret: [], spec: [] });
      } else {
        expect(rejected).toEqual({ secret: [now.version], spec: [now.spec] });
        expect(synced).not.toEqual(rejected);
      }
    }),
    { numRuns: 300 },
  );
});
