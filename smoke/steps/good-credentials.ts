import { putCredentials } from "../credentials";
import { credentialsOf, TENANTS } from "../environment/files";
import { failed, passed, type Step } from "./step";

export const goodCredentials: Step = {
  sentence: "Good credentials authorize both connections",
  needs: ["apply-tenants"],
  run: async (context) => {
    const { client, good } = credentialsOf(context.suffix);
    const says: string[] = [];
    const secrets = { [TENANTS.key]: { apiKey: good }, [TENANTS.token]: { clientId: client, clientSecret: good } };
    for (const [tenant, secret] of Object.entries(secrets)) {
      const { outcome, connection } = await putCredentials(context, tenant, secret);
      if (outcome.status !== "synced") {
        const why = "reason" in outcome ? `: ${outcome.reason}` : "";
        return failed(`${connection.spec.name}: the sync ends as ${outcome.status}${why}`);
      }
      says.push(`${connection.spec.name} is ${outcome.connectionState}`);
    }
    return passed(context.by, ...says);
  },
};
