import type { RecordedRequest, ReportWords } from "#simulator/local";
import { withoutIds, type Placeholders } from "./placeholders";

/** A request that went out to a product, without what is secret. */
export interface SeenRequest extends Omit<RecordedRequest, "at"> {
  /** The delivery that made it; undefined for a token call, and where it may have been another one. */
  readonly delivery: string | undefined;
}

/** A message that a function published to IoT Core. */
export interface SeenPublication {
  readonly topic: string;
  /** Text; JSON in the examples. */
  readonly payload: string;
}

/** An event that was given up. */
export interface SeenLetter {
  readonly queue: string;
  /** The delivery whose queue it is; undefined for a queue of something else. */
  readonly delivery: string | undefined;
  readonly code: string;
  readonly message: string;
  /** Retries after the first attempt, as the letter says it. */
  readonly retries: string;
}

/** A delivery whose pattern an event does not match. */
interface SeenMismatch {
  readonly delivery: string;
  readonly reason: string;
}

/** What an HTTP API answered. */
export interface SeenAnswer {
  readonly status: number;
  readonly body: string;
}

/** What files that were added did to the stacks. */
export interface SeenStacks {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly same: readonly string[];
}

/** What an action did: a line or more on it, and what came back at once. */
export interface Performed {
  readonly sent: readonly string[];
  readonly answer?: SeenAnswer;
  readonly stacks?: SeenStacks;
  /** Ids that are none of the hub's making, to what is shown of them. */
  readonly ids?: ReadonlyMap<string, string>;
}

/** What rules and requests make of a step's event: the part of an {@link Observation} that contract tests look at. */
export interface EventObservation {
  /** Why the bus policy refuses the event; undefined where it does not, and where a step puts none. */
  readonly refused: string | undefined;
  /** Deliveries that the step's event does not match. */
  readonly unmatched: readonly SeenMismatch[];
  readonly requests: readonly SeenRequest[];
  readonly deadLetters: readonly SeenLetter[];
}

/** Everything that came of one step. */
export interface Observation extends EventObservation {
  /** What was sent in: a sentence, and the text of a body. */
  readonly sent: readonly string[];
  readonly answer: SeenAnswer | undefined;
  /** What happened at the hub that is neither request, publication nor dead letter. */
  readonly told: readonly ReportWords[];
  readonly published: readonly SeenPublication[];
  /** Table to its items; of the tables that the step expects something of. */
  readonly items: Readonly<Record<string, readonly unknown[]>>;
  readonly stacks: SeenStacks | undefined;
}

/** The same on every run: in an order that does not depend on who was faster, and with placeholders. */
export function reproducible(seen: Observation, placeholders: Placeholders): Observation {
  const sorted = {
    ...seen,
    told: sortedBy(seen.told, ({ kind, text }) => `${kind} ${text}`),
    requests: sortedBy(seen.requests, ({ url, method }) => `${url} ${method}`),
    published: sortedBy(seen.published, ({ topic, payload }) => `${topic} ${payload}`),
    deadLetters: sortedBy(seen.deadLetters, ({ queue, message }) => `${queue} ${message}`),
    items: Object.fromEntries(
      Object.entries(seen.items).map(([table, items]) => [table, sortedBy(items, (item) => JSON.stringify(item))]),
    ),
  };
  return placeholders.json(sorted);
}

/** Of those that are equal, the first stays first: the attempts of one delivery keep their order. */
function sortedBy<T>(things: readonly T[], key: (thing: T) => string): T[] {
  const keyed = things.map((thing) => ({ thing, key: withoutIds(key(thing)) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0)).map(({ thing }) => thing);
}
