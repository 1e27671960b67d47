import { buildTopology } from "#simulator/topology";
import { declaredConnections } from "../../catalogue/declared-connections";
import { stackIds } from "../../catalogue/names";
import { verifyHub } from "../../hub-account";
import { SOURCE } from "../environment/files";
import { failed, passed, type Step } from "./step";

export const verify: Step = {
  sentence: "hub verify finds everything as declared",
  needs: ["good-credentials"],
  run: async (context) => {
    const { environment, stacks } = context.emitted();
    // The queue of a source trusts its rules by a pattern, which verify takes for too much: elsewhere it looks at the hub
    // account alone, and no source is in it.
    const looked = buildTopology(stacks.filter(({ name }) => name !== stackIds.source(SOURCE)));
    const checked = await verifyHub(environment.hub, looked, declaredConnections(environment));
    const problems = checked.flatMap(({ kind, name, problems: found }) =>
      found.map((problem) => `${kind} ${name} ${problem}`),
    );
    return problems.length === 0 ? passed(context.by, `${checked.length} checks`) : failed(...problems);
  },
};
