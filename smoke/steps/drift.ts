import { DisableRuleCommand } from "@aws-sdk/client-eventbridge";
import { deliveryNames, hubNames, stackIds } from "../../catalogue/names";
import { findDrift, foldersIn, selectStacks, type StackDrift } from "../../deployment";
import type { SmokeContext } from "../context";
import { TENANTS } from "../environment/files";
import { applyStacks } from "../stacks";
import { failed, passed, type Step } from "./step";

const STACK = stackIds.tenant(TENANTS.key);

export const drift: Step = {
  sentence: "A rule that is disabled by hand is found as drift, and the next deployment enables it again",
  needs: ["second-plan"],
  run: async (context) => {
    const { hub } = context.emitted().environment;
    const { rule: Name } = deliveryNames(hub, TENANTS.key, "wanted", "wanted");
    await context.aws.eventBridge.send(new DisableRuleCommand({ Name, EventBusName: hubNames(hub).bus }));
    const found = await look(context);
    if (found?.kind !== "drifted") return failed(`rule ${Name} was disabled, and drift says ${sayingOf(found)}`);
    const changed = found.report.drift.map(({ address }) => address);
    const repaired = await applyStacks(context, [STACK]);
    if (repaired.kind !== "passed") return repaired;
    const after = await look(context);
    if (after?.kind !== "none") return failed(`the stack is applied again, and drift says ${sayingOf(after)}`);
    return passed(context.by, `found: ${changed.join(", ")}`, ...repaired.says, "after that, no drift");
  },
};

async function look(context: SmokeContext): Promise<StackDrift["found"] | undefined> {
  const { apply } = selectStacks(foldersIn(context.emitted().outdir), [STACK]);
  const [only] = await findDrift({ stacks: apply, atOnce: 1, interruption: context.interruption });
  return only?.found;
}

function sayingOf(found: StackDrift["found"] | undefined): string {
  if (found === undefined) return "nothing";
  return found.kind === "failed" ? found.diagnostics.map(({ summary }) => summary).join("; ") : found.kind;
}
