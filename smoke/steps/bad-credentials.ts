import { putCredentials } from "../credentials";
import { credentialsOf, TENANTS } from "../environment/files";
import { failed, notAnswered, passed, type Step } from "./step";

/** Only a token endpoint is asked before an event comes: an API key is not tried until then. */
export const badCredentials: Step = {
  sentence: "Credentials that the token endpoint refuses are told of, and do not count as authorized",
  needs: ["apply-tenants"],
  run: async (context) => {
    const { client, bad } = credentialsOf(context.suffix);
    const { outcome } = await putCredentials(context, TENANTS.token, { clientId: client, clientSecret: bad });
    if (outcome.status === "rejected") {
      return passed(context.by, `${outcome.connectionState}: ${outcome.reason}`);
    }
    if (context.by === "emulator" && outcome.status === "synced") {
      return notAnswered("this emulator asks no token endpoint");
    }
    return failed(`the endpoint answers 401, and the sync ends as ${outcome.status}`);
  },
};
