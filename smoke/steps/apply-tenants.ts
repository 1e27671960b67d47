import { stackIds } from "../../catalogue/names";
import { TENANTS } from "../environment/files";
import { applyStacks } from "../stacks";
import type { Step } from "./step";

export const applyTenants: Step = {
  sentence: "Two tenants against that endpoint are applied, each at the first attempt",
  needs: ["apply-hub"],
  run: (context) => applyStacks(context, Object.values(TENANTS).map(stackIds.tenant)),
};
