import { buildTopology } from "#simulator/topology";
import { declaredConnections } from "../../catalogue/declared-connections";
import { verifyHub } from "../../hub-account";
import { failed, passed, type Step } from "./step";

export const verify: Step = {
  sentence: "hub verify finds everything as declared",
  needs: ["good-credentials"],
  run: async (context) => {
    const { environment, stacks } = context.emitted();
    const checked = await verifyHub(environment.hub, buildTopology(stacks), declaredConnections(environment));
    const problems = checked.flatMap(({ kind, name, problems: found }) =>
      found.map((problem) => `${kind} ${name} ${problem}`),
    );
    return problems.length === 0 ? passed(context.by, `${checked.length} checks`) : failed(...problems);
  },
};
