/** Every value that an account holds of a stack, each changed by itself. */
import type { Placed } from "../../permissions/emitted-statements";
import { holdingsOf, type Holdings } from "./holdings";

/** What a stack's part of an account is when one value of it is another one. */
export interface Change {
  /** `rules acme-central/orders targets 0 Arn` */
  readonly where: string;
  readonly part: Holdings;
}

/**
 * What is no value of a thing: by what it is found, what AWS makes of that, and the version of the policy language, of
 * which there is one. Policies of keys are asked whether they let EventBridge in, and not compared.
 */
const LEFT_OUT = /^keys |^(buses|rules|apiDestinations|connections) \S+( rule)? Name$| QueueArn$| Version$/;

/** What of an account is a stack's. */
export function partOf(stack: string, resources: readonly Placed[]): Holdings {
  return holdingsOf(resources.filter((resource) => resource.stack === stack));
}

/** Every value that is compared, each changed by itself. */
export function everyChange(part: Holdings): Change[] {
  return [...changes(part, [])].flatMap(({ path, value }) => {
    const where = path.join(" ");
    return LEFT_OUT.test(where) ? [] : [{ where, part: value as Holdings }];
  });
}

/** An account with another part in place of its own. */
export function withPart(account: Holdings, part: Holdings): Holdings {
  const kinds = Object.keys(account) as (keyof Holdings)[];
  return Object.fromEntries(kinds.map((kind) => [kind, { ...account[kind], ...part[kind] }])) as unknown as Holdings;
}

interface Changed {
  readonly path: readonly string[];
  /** The whole, with the change in it. */
  readonly value: unknown;
}

function* changes(value: unknown, path: readonly string[]): Generator<Changed> {
  const json = typeof value === "string" ? documentIn(value) : undefined;
  if (json !== undefined) {
    for (const change of changes(json, path)) yield { ...change, value: JSON.stringify(change.value) };
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      for (const change of changes(member, [...path, key])) {
        const whole = Array.isArray(value)
          ? value.map((item: unknown, at) => (String(at) === key ? change.value : item))
          : { ...value, [key]: change.value };
        yield { path: change.path, value: whole };
      }
    }
  } else if (value !== undefined) yield { path, value: another(value) };
}

/** Policies, patterns and inputs are text. */
function documentIn(text: string): unknown {
  if (!/^[{[]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  return /^\d+$/.test(String(value)) ? String(Number(value) + 1) : `${String(value)}-changed`;
}
