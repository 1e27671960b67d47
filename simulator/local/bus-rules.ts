import { compileRules, InvalidEventPatternError, type RuleIndex } from "../pattern";
import type { Rule, Topology } from "../topology";
import type { HubEvent } from "./hub-event";

/** The enabled rules of every bus, as indexes. */
export class BusRules {
  readonly #indexes = new Map<string, RuleIndex<Rule>>();
  /** Rules that cannot be matched, and why, a sentence each. */
  readonly problems: readonly string[];

  constructor({ rules }: Topology) {
    const problems: string[] = [];
    const byBus = new Map<string, { pattern: string; value: Rule }[]>();
    for (const rule of rules) {
      const { name, state, trigger, busArn } = rule;
      if (state === "DISABLED" || trigger.kind === "schedule") continue;
      const problem = trigger.kind === "unknown" ? trigger.what : problemOf(trigger.pattern);
      if (trigger.kind === "unknown" || problem !== undefined) problems.push(`rule ${name}: ${problem ?? ""}`);
      else byBus.set(busArn, [...(byBus.get(busArn) ?? []), { pattern: trigger.pattern, value: rule }]);
    }
    for (const [busArn, patterns] of byBus) this.#indexes.set(busArn, compileRules(patterns));
    this.problems = problems;
  }

  /** The rules of a bus that an event matches. */
  matching(busArn: string, { text }: HubEvent): readonly Rule[] {
    return this.#indexes.get(busArn)?.match(text) ?? [];
  }
}

function problemOf(pattern: string): string | undefined {
  try {
    compileRules([{ pattern, value: undefined }]);
    return undefined;
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error.message;
    throw error;
  }
}
