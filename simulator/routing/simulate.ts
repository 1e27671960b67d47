import { randomUUID } from "node:crypto";
import { receivedEvent, type PutEvent } from "./event";
import type { JsonObject } from "../input";
import { compileEventPattern, compileRules, explainMismatch, InvalidEventPatternError } from "../pattern";
import { evaluateBusPolicy } from "../policy";
import { simulateDelivery } from "./simulate-delivery";
import type { Simulation, Unmatched } from "./simulation";
import type { Bus, Rule, Topology, Unknown } from "../topology";

/** It cannot be said on which bus the event arrives. The message lists those there are. */
export class NoSuchBusError extends Error {}

/** What happens to which event? */
export interface SimulationRequest {
  readonly topology: Topology;
  readonly event: PutEvent;
  /** The bus it arrives on: see {@link hubBus}. */
  readonly bus: Bus;
  /** The account that puts it; the event's own when absent, else that of the bus. */
  readonly account?: string | undefined;
  /** What EventBridge makes up; the clock and random numbers when absent. */
  readonly now?: Date | undefined;
  readonly newId?: (() => string) | undefined;
}

/**
 * The bus that events arrive on: the one of that name, or the only one that this Terraform declares.
 *
 * @throws NoSuchBusError when there is none, or more than one to choose from
 */
export function hubBus({ buses }: Topology, name?: string): Bus {
  const declared = buses.filter(({ origin }) => origin === "declared");
  const candidates =
    name === undefined ? (declared.length > 0 ? declared : buses) : buses.filter((bus) => bus.name === name);
  const [bus, ...others] = candidates;
  if (bus !== undefined && others.length === 0) return bus;
  const names = buses.map(({ name: known, account }) => `${known} of ${account}`).join(", ");
  throw new NoSuchBusError(
    names === ""
      ? "there is no event bus in this Terraform"
      : `which event bus does the event arrive on? There are ${names}`,
  );
}

/**
 * Takes an event that arrives on a bus through the bus policy, the rules of that bus, and each target's input and
 * request. Nothing is sent.
 */
export function simulate(request: SimulationRequest): Simulation {
  const { topology, event: put, bus } = request;
  const account = request.account ?? put.account ?? bus.account;
  const ingestionTime = (request.now ?? new Date()).toISOString().replace(/\.\d+Z$/, "Z");
  const id = (request.newId ?? randomUUID)();
  const event = receivedEvent(put, { account, region: bus.region, id, time: ingestionTime });

  const { decision, statement, reason } = evaluateBusPolicy({
    bus,
    request: { principalAccount: account, source: put.source, detailType: put.detailType },
  });
  const policy = { decision, statement: statement ?? null, reason };
  const accepted = decision === "allowed";
  if (!accepted) return { event, accepted, policy, deliveries: [], unmatched: [], unknown: topology.unknown };

  const { matched, unmatched, unknown } = matchRules(
    topology.rules.filter(({ busArn }) => busArn === bus.arn),
    event,
  );
  return {
    event,
    accepted,
    policy,
    deliveries: matched.flatMap((rule) =>
      rule.targets.map((target) => simulateDelivery({ topology, rule, target, event, ingestionTime })),
    ),
    unmatched,
    unknown: [...topology.unknown, ...unknown],
  };
}

interface Matches {
  readonly matched: readonly Rule[];
  readonly unmatched: readonly Unmatched[];
  readonly unknown: readonly Unknown[];
}

function matchRules(rules: readonly Rule[], event: JsonObject): Matches {
  const standings = rules.map((rule) => ({ rule, standing: standingOf(rule) }));
  const patterns = standings.flatMap(({ rule, standing }) =>
    standing.kind === "listens" ? [{ pattern: standing.pattern, value: rule }] : [],
  );
  const matched = new Set(compileRules(patterns).match(event));
  return {
    matched: [...matched],
    unmatched: standings.flatMap(({ rule, standing }) => {
      const reason = whyNothingIsDelivered(rule, standing, matched, event);
      return reason === undefined ? [] : [{ stack: rule.stack, rule: rule.name, reason }];
    }),
    unknown: standings.flatMap(({ rule: { stack, address }, standing }) =>
      standing.kind === "invalid" ? [{ stack, address, what: `event_pattern: ${standing.reason}` }] : [],
    ),
  };
}

/** Whether a rule looks at events at all. */
type Standing =
  | { readonly kind: "listens"; readonly pattern: string }
  | { readonly kind: "silent"; readonly reason: string }
  | { readonly kind: "invalid"; readonly reason: string };

function standingOf({ state, trigger }: Rule): Standing {
  if (state === "DISABLED") return { kind: "silent", reason: "the rule is disabled" };
  switch (trigger.kind) {
    case "schedule":
      return { kind: "silent", reason: `the rule runs on a schedule, ${trigger.expression}` };
    case "unknown":
      return { kind: "silent", reason: `not known: ${trigger.what}` };
    case "pattern":
      try {
        compileEventPattern(trigger.pattern);
        return { kind: "listens", pattern: trigger.pattern };
      } catch (error) {
        if (!(error instanceof InvalidEventPatternError)) throw error;
        return { kind: "invalid", reason: error.message };
      }
  }
}

function whyNothingIsDelivered(
  rule: Rule,
  standing: Standing,
  matched: ReadonlySet<Rule>,
  event: JsonObject,
): string | undefined {
  if (standing.kind !== "listens") return standing.reason;
  if (!matched.has(rule)) return explainMismatch(standing.pattern, event);
  return rule.targets.length === 0 ? "the rule matches and has no target" : undefined;
}
