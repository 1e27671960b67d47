import { GetApisCommand } from "@aws-sdk/client-apigatewayv2";
import { ingressNames } from "../../catalogue/names";
import type { SmokeContext } from "../context";
import { ENDPOINT, TENANTS } from "../environment/files";
import { applyStacks } from "../stacks";
import { failed, type Step } from "./step";

/** The tenants come later: they need the endpoint's address, which API Gateway makes up. */
export const applyHub: Step = {
  sentence: "Hub, source, endpoint function and HTTP API are applied stack by stack, each at the first attempt",
  needs: ["state"],
  run: async (context) => {
    const tenants = Object.values(TENANTS).map((tenant) => `tenant-${tenant}`);
    const names = context.emitted().stacks.map(({ name }) => name);
    const answer = await applyStacks(
      context,
      names.filter((name) => !tenants.includes(name)),
    );
    if (answer.kind !== "passed") return answer;
    const endpoint = await endpointOf(context);
    if (endpoint === undefined) return failed("the stack is applied, and API Gateway shows no API of its name");
    context.journal.note({ endpoint });
    return { ...answer, says: [...answer.says, `the endpoint is ${endpoint}`] };
  },
};

/** The address of the API, as AWS makes it of the API's id: an emulator tells one of its own. */
async function endpointOf(context: SmokeContext): Promise<string | undefined> {
  const { api: wanted } = ingressNames(context.emitted().environment.hub, ENDPOINT);
  let NextToken: string | undefined;
  do {
    const page = await context.aws.apiGateway.send(new GetApisCommand({ NextToken }));
    const found = page.Items?.find(({ Name }) => Name === wanted);
    if (found?.ApiId !== undefined) {
      return context.by === "AWS" && found.ApiEndpoint !== undefined
        ? found.ApiEndpoint
        : `https://${found.ApiId}.execute-api.${context.place.region}.amazonaws.com`;
    }
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return undefined;
}
