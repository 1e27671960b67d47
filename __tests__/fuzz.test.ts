/** Mutated inputs show no fault: some here and through ./hub, many more by `npm run bench -- fuzz`. */
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { textOf, trials, type Trial } from "../bench/fuzz";
import { examine, faultsIn, type Fault, type Surface } from "../bench/fuzz/faults";
import { openSurfaces, type Surfaces } from "../bench/fuzz/surfaces";
import { project } from "./cli/hub-process";

const INPUTS = 500;
const COMMANDS = 50;
const COMMANDS_AT_ONCE = 2;
/** Of one input, on a machine that runs all other tests too. */
const MOST_MILLISECONDS = 20_000;
/** Milliseconds that all inputs may take there: by itself the run takes ten seconds. */
const SLOWEST_RUN = 240_000;

/** The same in every run, so that a failure can be repeated: write another one here to try other inputs. */
const seed = 20_261_126;

let surfaces: Surfaces;

beforeAll(() => {
  surfaces = openSurfaces();
});

afterAll(() => surfaces.close());

test(
  `none of ${INPUTS} mutated inputs shows a fault`,
  async () => {
    const property = fc.asyncProperty(trials(surfaces.all), async (trial) => {
      const { faults } = await examine(trial.surface, trial.seed, textOf(trial), MOST_MILLISECONDS);
      expect({ tried: trial.tried, faults }).toEqual({ tried: trial.tried, faults: [] });
    });
    await fc.assert(property, { seed, numRuns: INPUTS });
  },
  SLOWEST_RUN,
);

test(`none of ${COMMANDS} mutated inputs makes ./hub print a fault`, async () => {
  const throughCommands = surfaces.all.filter(({ name }) => name in COMMANDS_BY_SURFACE);
  const waiting = fc.sample(trials(throughCommands), { seed, numRuns: COMMANDS });
  const faulty: { readonly tried: Trial["tried"]; readonly seed: number; readonly found: unknown }[] = [];
  const work = async () => {
    for (let trial = waiting.pop(); trial !== undefined; trial = waiting.pop()) {
      const found = await throughHub(trial, waiting.length % 2 === 0);
      if (found.length > 0) faulty.push({ tried: trial.tried, seed, found });
    }
  };
  await Promise.all(Array.from({ length: COMMANDS_AT_ONCE }, work));
  expect(faulty).toEqual([]);
});

/** What a command is given: the input as a file, and a folder of its own. */
type Arguments = (file: string, folder: string, trial: Trial) => readonly string[];

const COMMANDS_BY_SURFACE: Readonly<Record<string, Arguments>> = {
  "environment file": (file, folder, { seed: { name } }) => {
    const environment = name.split(path.sep).slice(0, 2).join(path.sep);
    cpSync(path.join(surfaces.folder, environment), path.join(folder, environment), { recursive: true });
    cpSync(file, path.join(folder, name));
    return ["check", "--env", path.join(folder, environment)];
  },
  "event to simulate": (file) => ["simulate", "--out", path.join(surfaces.folder, "emitted", "dev"), "--event", file],
  "event to match": (file, folder) => ["match", "--pattern", jsonFile(folder, { source: ["a"] }), "--event", file],
  "event pattern": (file, folder) => ["match", "--pattern", file, "--event", jsonFile(folder, EVENT)],
  "small stack": (file, folder) => {
    const small = { name: "small", synthesizedStackPath: path.basename(file), dependencies: [] };
    writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks: { small } }));
    return ["simulate", "--out", folder, "--event", jsonFile(folder, EVENT)];
  },
  "plan or state": (file) => ["list", "--plan", file],
};

const EVENT = {
  ...{ id: "e-1", source: "com.acme.shop", "detail-type": "Order Placed", account: "210000000001" },
  ...{ time: "2026-11-20T10:00:00Z", region: "eu-central-1", resources: [], detail: { id: "O-1" } },
};

function jsonFile(folder: string, value: object): string {
  const file = path.join(folder, "other.json");
  writeFileSync(file, JSON.stringify(value));
  return file;
}

async function throughHub(trial: Trial, json: boolean): Promise<readonly unknown[]> {
  const folder = mkdtempSync(path.join(surfaces.folder, "command-"));
  const file = path.join(folder, "input.json");
  const text = textOf(trial);
  writeFileSync(file, text);
  const args = COMMANDS_BY_SURFACE[trial.surface.name]?.(file, folder, trial) ?? [];
  const { code, signal, stdout, stderr } = await hub(json ? [...args, "--json"] : args);
  const faults: unknown[] = [...faultsIn([stdout, stderr], text)];
  if (signal !== null || (code !== 0 && code !== 1)) faults.push(`ends with ${String(signal ?? code)}: ${stderr}`);
  if (json && !isJson(stdout)) faults.push(`prints no JSON: ${stdout}`);
  return faults;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function hub(args: readonly string[]) {
  return new Promise<{ code: number | null; signal: string | null; stdout: string; stderr: string }>((resolve) => {
    const child = spawn(path.join(project, "hub"), args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (stderr += chunk));
    child.on("close", (code, signal) => {
      resolve({ code, signal, stdout, stderr });
    });
  });
}

describe("a fault would be seen:", () => {
  /** A surface of one input, and the faults of what it does with it. */
  async function planted(take: Surface["take"], text = "an input"): Promise<readonly Fault[]> {
    const one = { name: "planted", language: "text", text } as const;
    const surface: Surface = { name: "planted", weight: 1, seeds: [one], take, refusals: [RefusedError] };
    return (await examine(surface, one, text)).faults;
  }

  class RefusedError extends Error {}

  const thrower = (error: unknown) => () => {
    throw error;
  };

  test.each<[what: string, kind: Fault["kind"], take: Surface["take"]]>([
    ["an error that nobody turns into a sentence", "threw", thrower(new TypeError("x.map is not a function"))],
    [
      "a stack that is exhausted",
      "threw",
      function deeper(text): readonly string[] {
        return [...deeper(text), text];
      },
    ],
    ["a promise that fails", "threw", () => Promise.reject(new RangeError("no"))],
    ["something thrown that is no error", "threw", thrower("text")],
    ["a stack trace", "stack trace", () => ["Error: no\n    at read (/app/read.ts:1:2)"]],
    ["a stack trace in a refusal", "stack trace", thrower(new RefusedError("no\n    at read (/app/read.ts:1:2)"))],
    ["undefined", "slip", () => ["the rule undefined matches"]],
    ["NaN", "slip", () => ["found the number NaN"]],
    ["an object as text", "slip", () => ["the bus [object Object]"]],
    ["an error of JavaScript", "slip", () => ["Cannot read properties of null (reading 'a')"]],
    ["an internal failure on the wire", "slip", () => ['HTTP/1.1 500\r\n\r\n{"__type":"InternalFailure"}']],
    ["zod's own words", "slip", thrower(new RefusedError("Invalid input: expected string, received undefined"))],
    ["a refusal without a sentence", "says nothing", thrower(new RefusedError(""))],
    ["no answer at all", "says nothing", () => []],
    ["a value of a secret", "shows a secret", () => ["the key canary-clientSecret is wrong"]],
    [
      "an object that all others inherit from",
      "changes all objects",
      () => {
        Object.assign(Object.prototype, { polluted: 1 });
        return ["done"];
      },
    ],
  ])("%s", async (_, kind, take) => {
    const kinds = (await planted(take)).map((fault) => fault.kind);
    expect([...new Set(kinds)]).toEqual([kind]);
  });

  test("a call that takes too long, twice", async () => {
    const slow = () => new Promise<readonly string[]>((resolve) => setTimeout(resolve, 2_050, ["done"]));
    expect((await planted(slow)).map(({ kind }) => kind)).toEqual(["slow"]);
  });

  test("and a word that the input itself holds is none, nor is the name of a rule", async () => {
    expect(await planted(() => ['"undefined" is no account'], "account: undefined")).toEqual([]);
    expect(await planted(() => ["error: <a> is used but not defined [placeholder-undefined]"])).toEqual([]);
    expect(await planted(thrower(new RefusedError("a sentence")))).toEqual([]);
  });
});
