/** A tenant's replay for people to read. */
import { all, count } from "../../catalogue/wording";
import type { TenantState } from "../../catalogue/tenant-state";
import { wrapped } from "./terminal";

/** What is replayed. */
export interface TenantReplay {
  readonly tenant: string;
  readonly stack: string;
  /** Names of the rules that get it. */
  readonly rules: readonly string[];
  readonly destinations: readonly { readonly id: string; readonly state: TenantState }[];
  /** Days that the archive keeps events. */
  readonly days: number;
  /** Variables of a shell that stand in the command for times that nobody gave. */
  readonly variables: readonly ("STOPPED" | "WENT_LIVE")[];
  /** To copy. */
  readonly command: string;
}

const MEANING = {
  STOPPED: "STOPPED to the time at which the apply ended that stopped its rules",
  WENT_LIVE: "WENT_LIVE to that of the apply that let them send again",
};

/** What the command does and what it needs, and the command, which is never wrapped. */
export function replayInWords({ tenant, stack, rules, destinations, days, variables, command }: TenantReplay): string {
  const having = (...states: readonly TenantState[]) =>
    destinations.filter(({ state }) => states.includes(state)).map(({ id }) => id);
  const [disabled, shadows] = [having("draft", "suspended"), having("shadow")];
  const sentences = [
    `What was published is in the archive for ${count(days, "day")}. This sends it to ${count(rules.length, "rule")} of tenant ` +
      `${tenant} and to nobody else. What a rule has sent in that time comes twice; --destination names one destination.`,
    ...(disabled.length === 0
      ? []
      : [
          `Not yet: a replay sends nothing to a disabled rule, and those of ${all(disabled)} are. Write "state: live" in ` +
            `tenants/${tenant}.yaml, also at a destination that has a state of its own, and apply stack ${stack} first.`,
        ]),
    ...(shadows.length === 0
      ? []
      : [`In shadow, it goes to the queues of ${all(shadows)}, and not to the product: ./hub shadow show ${tenant}`]),
    ...(variables.length === 0 ? [] : [`Set ${all(variables.map((variable) => MEANING[variable]))}.`]),
  ];
  return [...sentences.flatMap((sentence) => [...wrapped(sentence, ""), ""]), `  ${command}`].join("\n");
}
