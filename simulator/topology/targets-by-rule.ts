import type { ApiDestinationResource, Target } from "./model";
import { readTargets, type RuleTarget } from "./read-targets";
import type { StackReader } from "./stack-reader";
import { isSymbolic } from "./symbol";

/** The targets of all stacks by the ARN of their rule, and what cannot be read of them. */
export interface TargetsByRule {
  readonly byRule: ReadonlyMap<string, readonly Target[]>;
  /** Why a rule may have further targets, by its ARN. */
  readonly unread: ReadonlyMap<string, readonly string[]>;
  /** The same where not even the rule is known, so that it may be any of the stack, by the stack's name. */
  readonly ofAnyRule: ReadonlyMap<string, readonly string[]>;
  /** Targets by stack, for whoever looks for those without a rule. */
  readonly read: readonly { readonly reader: StackReader; readonly targets: readonly RuleTarget[] }[];
}

/**
 * Reads the targets of all stacks.
 *
 * @param ruleArns of each stack's rules by their name, for targets whose bus cannot be resolved: a name tells the rule
 */
export function targetsByRule(
  readers: readonly StackReader[],
  apiDestinations: ReadonlyMap<string, ApiDestinationResource>,
  ruleArns: (reader: StackReader, name: string) => readonly string[],
): TargetsByRule {
  const byRule = new Map<string, Target[]>();
  const unread = new Map<string, string[]>();
  const ofAnyRule = new Map<string, string[]>();
  const read = readers.map((reader) => {
    const { targets, unread: notRead } = readTargets(reader, apiDestinations);
    const linked = targets.map((one) => ({ ...one, ruleArn: ruleOf(one, ruleArns(reader, one.ruleName)) }));
    for (const { ruleArn, target } of linked) push(byRule, ruleArn, target);
    for (const { ruleArn, what } of notRead) {
      if (ruleArn === undefined) push(ofAnyRule, reader.stack.name, what);
      else push(unread, ruleArn, what);
    }
    return { reader, targets: linked };
  });
  return { byRule, unread, ofAnyRule, read };
}

function ruleOf({ ruleArn }: RuleTarget, sameName: readonly string[]): string {
  const [only, ...others] = sameName;
  return sameName.includes(ruleArn) || only === undefined || others.length > 0 || !isSymbolic(ruleArn) ? ruleArn : only;
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
