import { deliveredToAll } from "../delivered";
import { DETAIL_TYPES, SOURCES } from "../environment/files";
import { newMarker, putEvent } from "../events";
import { failed, type Step } from "./step";

export const forwardedEvent: Step = {
  sentence: "An event that is put on the application's own bus is forwarded, and comes to both tenants",
  needs: ["good-credentials"],
  run: async (context) => {
    const { eventBridge } = await context.deliveries();
    const marker = newMarker(context, "forwarded");
    const event = {
      bus: context.names.sourceBus,
      source: SOURCES.forwarded,
      detailType: DETAIL_TYPES.wanted,
      marker,
    };
    const refusal = await putEvent(eventBridge, event);
    return refusal === undefined ? deliveredToAll(context, marker) : failed(refusal);
  },
};
