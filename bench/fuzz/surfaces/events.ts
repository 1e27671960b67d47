/** Events and patterns, as `./hub simulate` and `./hub match` take them. */
import { writeJson } from "#simulator/input";
import { compileRules, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";
import { hubBus, NotAnEventError, parseEvent, simulate } from "#simulator/routing";
import type { Topology } from "#simulator/topology";
import { CommandFailure } from "../../../cli/failure";
import { mismatchInWords, mismatchOf } from "../../../cli/text/match-text";
import { simulationInWords } from "../../../cli/text/simulation-text";
import type { Surface } from "../faults";
import { emittedOf, type Ground } from "../ground";
import type { Seed } from "../mutation";

const json = (name: string, value: unknown): Seed => ({ name, language: "json", text: JSON.stringify(value) });

/** An event with something of everything, put into its fields by name. */
const RICH = {
  version: "0",
  id: "6a7e8feb-b491-4cf7-a9f1-000000000001",
  "detail-type": "Order Placed",
  source: "com.acme.shop",
  account: "210000000001",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
  resources: ["arn:aws:s3:::orders"],
  detail: {
    id: "O-1",
    total: 9007199254740991,
    price: 1.1,
    ip: "10.0.0.7",
    path: "in/a/b.json",
    lines: [
      { sku: "a", count: 1, tags: ["x", "y"] },
      { sku: "b", count: null },
    ],
    customer: { email: "lena@mail.example", name: null, vip: true, "a.b": "dotted" },
  },
};

/** A PutEvents entry, which people take for an event. */
const ENTRY = { Source: "com.acme.shop", DetailType: "Order Placed", Detail: '{"id":"O-1"}', EventBusName: "default" };

const PATTERNS: readonly Seed[] = [
  { source: ["com.acme.shop"], "detail-type": [{ prefix: "Order " }], detail: { id: [{ exists: true }] } },
  { detail: { total: [{ numeric: [">", 0, "<=", 1e16] }], ip: [{ cidr: "10.0.0.0/24" }] } },
  { detail: { path: [{ wildcard: "in/*/b.*" }, { suffix: ".json" }, { "equals-ignore-case": "IN" }] } },
  { detail: { customer: { email: [{ "anything-but": { suffix: "@evil.example" } }], name: [null] } } },
  { detail: { lines: { sku: ["a"], count: [1], tags: ["x"] } }, resources: [{ prefix: "arn:" }] },
  { $or: [{ source: ["a"] }, { detail: { id: ["O-1"] } }], account: [{ "anything-but": ["1"] }] },
  { detail: { id: [{ prefix: { "equals-ignore-case": "o-" } }, { "anything-but": { wildcard: ["x*", "*y"] } }] } },
].map((pattern, index) => json(`pattern ${index + 1}`, pattern));

/** An event that is simulated on the hub of `environments/dev`. */
export function simulatedEvents(ground: Ground): Surface {
  const { topology } = emittedOf(ground, "dev");
  return {
    name: "event to simulate",
    weight: 4,
    seeds: [...ground.events, json("rich event", RICH), json("PutEvents entry", ENTRY)],
    take: (text) => simulated(text, topology),
    refusals: [NotAnEventError],
  };
}

/** What `./hub simulate` says, to people and to programs, of an event on a bus or on the only one. */
export function simulated(event: string, topology: Topology, bus?: string): string[] {
  const simulation = simulate({ topology, event: parseEvent(event), bus: hubBus(topology, bus) });
  const everything = { showUnmatched: true, hint: undefined };
  return [simulationInWords(simulation, everything), writeJson(simulation, "  ")];
}

/** A pattern that is tried on an event, alone and among others. */
export function patterns(): Surface {
  const event = { name: "event.json", text: JSON.stringify(RICH) };
  return {
    name: "event pattern",
    weight: 4,
    seeds: PATTERNS,
    take: (text) => {
      const mismatch = mismatchOf({ name: "pattern.json", text }, event);
      const rules = [...PATTERNS, { name: "own", text }].map(({ name, text: pattern }) => ({ pattern, value: name }));
      const alone = mismatch === undefined;
      const among = compileRules(rules).match(RICH).includes("own");
      if (alone !== among) throw new Error(`${String(alone)} alone, ${String(among)} among rules`);
      return [mismatchInWords(mismatch)];
    },
    refusals: [CommandFailure, InvalidEventPatternError, InvalidEventError],
  };
}

/** An event that is held against patterns. */
export function matchedEvents(ground: Ground): Surface {
  return {
    name: "event to match",
    weight: 3,
    seeds: [...ground.events, json("rich event", RICH), json("PutEvents entry", ENTRY)],
    take: (text) =>
      PATTERNS.map((pattern) => {
        try {
          return mismatchInWords(mismatchOf(pattern, { name: "event.json", text }));
        } catch (error) {
          if (error instanceof CommandFailure) return error.message;
          throw error;
        }
      }),
    refusals: [],
  };
}
