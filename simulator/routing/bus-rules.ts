import {
  compileEventPattern,
  compileRules,
  EVENT_FAULTS,
  explainMismatch,
  InvalidEventError,
  InvalidEventPatternError,
  type RuleIndex,
} from "../pattern";
import type { Rule, Unknown } from "../topology";
import type { BusEvent } from "./bus-event";
import { NotAnEventError } from "./event";
import type { Unmatched } from "./simulation";

/** Whether a rule looks at events at all. */
type Standing =
  | { readonly kind: "listens"; readonly pattern: string }
  | { readonly kind: "silent"; readonly reason: string }
  | { readonly kind: "unknown"; readonly reason: string }
  /** AWS refuses its pattern. */
  | { readonly kind: "invalid"; readonly reason: string };

interface StandingRule {
  readonly rule: Rule;
  readonly standing: Standing;
}

/** The rules of one bus, as an index. */
export class BusRules {
  readonly #rules: readonly StandingRule[];
  readonly #index: RuleIndex<Rule>;
  /** Of rules that only their state keeps from matching; made when it is asked. */
  #disabledIndex: RuleIndex<Rule> | undefined;
  /** Rules that may match events and are not understood. */
  readonly unknown: readonly Unknown[];

  constructor(rules: readonly Rule[]) {
    this.#rules = rules.map((rule) => ({ rule, standing: standingOf(rule) }));
    this.#index = indexOf(this.#rules);
    this.unknown = this.#rules.flatMap(({ rule: { stack, address }, standing }) => {
      if (standing.kind === "invalid") return [{ stack, address, what: `event_pattern: ${standing.reason}` }];
      return standing.kind === "unknown" ? [{ stack, address, what: standing.reason }] : [];
    });
  }

  /**
   * The rules that an event matches.
   *
   * @throws NotAnEventError when the event cannot be matched
   */
  matching({ text }: BusEvent): readonly Rule[] {
    return matchable(() => this.#index.match(text));
  }

  /**
   * The disabled rules that an event would match.
   *
   * @throws NotAnEventError when the event cannot be matched
   */
  matchingIfEnabled({ text }: BusEvent): readonly Rule[] {
    this.#disabledIndex ??= indexOf(
      this.#rules.flatMap(({ rule }) =>
        rule.state === "DISABLED" ? [{ rule, standing: standingOf({ ...rule, state: "ENABLED" }) }] : [],
      ),
    );
    const index = this.#disabledIndex;
    return matchable(() => index.match(text));
  }

  /**
   * Every rule that delivers an event to nobody, and why.
   *
   * @throws NotAnEventError when the event cannot be matched
   */
  unmatched(event: BusEvent): readonly Unmatched[] {
    const matching = new Set(this.matching(event));
    return this.#rules.flatMap(({ rule, standing }) => {
      const reason = matchable(() => whyNothingIsDelivered(rule, standing, matching, event));
      return reason === undefined ? [] : [{ stack: rule.stack, rule: rule.name, reason }];
    });
  }
}

function indexOf(rules: readonly StandingRule[]): RuleIndex<Rule> {
  return compileRules(
    rules.flatMap(({ rule, standing }) =>
      standing.kind === "listens" ? [{ pattern: standing.pattern, value: rule }] : [],
    ),
  );
}

/** What is matched; an event of which that cannot be said in time is none that can be routed. */
function matchable<T>(match: () => T): T {
  try {
    return match();
  } catch (error) {
    if (!(error instanceof InvalidEventError)) throw error;
    const { kind } = error.problem;
    throw new NotAnEventError(kind in EVENT_FAULTS ? EVENT_FAULTS[kind as keyof typeof EVENT_FAULTS] : error.message);
  }
}

function standingOf({ state, trigger }: Rule): Standing {
  if (state === "DISABLED") return { kind: "silent", reason: "the rule is disabled" };
  switch (trigger.kind) {
    case "schedule":
      return { kind: "silent", reason: `the rule runs on a schedule, ${trigger.expression}` };
    case "unknown":
      return { kind: "unknown", reason: trigger.what };
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
  matching: ReadonlySet<Rule>,
  event: BusEvent,
): string | undefined {
  switch (standing.kind) {
    case "silent":
    case "invalid":
      return standing.reason;
    case "unknown":
      return `not known: ${standing.reason}`;
    case "listens":
      if (!matching.has(rule)) return explainMismatch(standing.pattern, event.text);
      if (rule.targets.length > 0) return undefined;
      return rule.unreadTargets === undefined
        ? "the rule matches and has no target"
        : `the rule matches, and what it sends to is not known: ${rule.unreadTargets.join("; ")}`;
  }
}
