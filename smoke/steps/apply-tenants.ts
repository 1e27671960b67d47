import { stackIds } from "../../catalogue/names";
import { TENANTS } from "../environment/files";
import { answerOf, applyStacks } from "../stacks";
import type { Step } from "./step";

export const applyTenants: Step = {
  sentence: "Two tenants against that endpoint are applied, each at the first attempt",
  needs: ["apply-hub"],
  run: async (context) => answerOf(context.by, await applyStacks(context, Object.values(TENANTS).map(stackIds.tenant))),
};
