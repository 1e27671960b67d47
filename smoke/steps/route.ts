import { z } from "zod";
import { deliveredToAll } from "../delivered";
import { newMarker } from "../events";
import { failed, type Step } from "./step";

/** As PutEvents answers, which is what the route passes on. */
const answerSchema = z.object({
  FailedEntryCount: z.union([z.number(), z.string().transform(Number)]),
});

export const route: Step = {
  sentence: "A request to a route of the HTTP API becomes an event, and comes to both tenants",
  needs: ["good-credentials"],
  run: async (context) => {
    const { api } = await context.deliveries();
    const marker = newMarker(context, "route");
    const headers = { "Content-Type": "application/json" };
    const answer = await fetch(`${api}/events`, { method: "POST", headers, body: JSON.stringify({ marker }) });
    const text = await answer.text();
    const isPut = answer.status === 200 && answerSchema.parse(JSON.parse(text)).FailedEntryCount === 0;
    return isPut
      ? deliveredToAll(context, marker)
      : failed(`the route answers ${answer.status}: ${text.slice(0, 300)}`);
  },
};
