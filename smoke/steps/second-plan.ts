import { answerOf, applyStacks } from "../stacks";
import { passed, type Step } from "./step";

export const secondPlan: Step = {
  sentence: "A second plan of every stack is empty",
  needs: ["apply-tenants"],
  run: async (context) => {
    const outcomes = await applyStacks(context, [], false);
    const answer = answerOf(context.by, outcomes);
    return answer.kind === "passed" ? passed(context.by, `${outcomes.length} stacks, nothing to change`) : answer;
  },
};
