import { applyStacks } from "../stacks";
import { passed, type Step } from "./step";

export const secondPlan: Step = {
  sentence: "A second plan of every stack is empty",
  needs: ["apply-tenants"],
  run: async (context) => {
    const answer = await applyStacks(context, [], false);
    return answer.kind === "passed" ? passed(context.by, `${answer.says.length} stacks, nothing to change`) : answer;
  },
};
