/** The hub on this machine delivers what was applied to an emulator, which delivers nothing. */
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SQSClient } from "@aws-sdk/client-sqs";
import { LocalHub } from "#simulator/local";
import { buildTopology, type EmittedStack } from "#simulator/topology";
import type { Hub } from "../../catalogue";
import { ingressNames } from "../../catalogue/names";
import { ENDPOINT } from "../environment/files";
import type { Deliveries } from "./deliveries";

export async function deliveriesOnLocalHub(
  hub: Hub,
  endpoint: string,
  stacks: readonly EmittedStack[],
): Promise<Deliveries & { readonly url: string }> {
  const local = await LocalHub.start({ topology: buildTopology(stacks), port: 0 });
  // The recorder stands for the endpoint, and answers 200 to whatever nobody has ordered otherwise.
  const refused = { answer: { status: 403, retryAfter: undefined }, delayMilliseconds: 0, times: 1_000_000 } as const;
  await local.recorder.inject({ method: "POST", endpoint: `${endpoint}/answer/403` }, refused);
  const settings = {
    endpoint: local.url,
    region: hub.region,
    // The local hub takes the account of a caller from here.
    credentials: { accessKeyId: hub.account, secretAccessKey: "any" },
  };
  const { api: name } = ingressNames(hub, ENDPOINT);
  return {
    by: "local hub",
    url: local.url,
    eventBridge: new EventBridgeClient(settings),
    lambda: new LambdaClient(settings),
    sqs: new SQSClient(settings),
    api: local.apis.find((api) => api.name === name)?.url ?? local.url,
    patience: 15,
    requests: async () =>
      (await local.recorder.requests()).map(({ method, url, headers, body, answer }) => {
        const { pathname, search } = new URL(url);
        const status = answer === "reset" ? 0 : answer;
        return { method, path: pathname, query: search.slice(1), headers, body, answer: status };
      }),
    stop: () => local.stop(),
  };
}
