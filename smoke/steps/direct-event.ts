import { hubNames } from "../../catalogue/names";
import { deliveredToAll } from "../delivered";
import { DETAIL_TYPES, SOURCES } from "../environment/files";
import { newMarker, putEvent } from "../events";
import { failed, type Step } from "./step";

export const directEvent: Step = {
  sentence: "An event that is put on the central bus comes to both tenants",
  needs: ["good-credentials"],
  run: async (context) => {
    const { eventBridge } = await context.deliveries();
    const { bus } = hubNames(context.emitted().environment.hub);
    const marker = newMarker(context, "direct");
    const event = { bus, source: SOURCES.direct, detailType: DETAIL_TYPES.wanted, marker };
    const refusal = await putEvent(eventBridge, event);
    return refusal === undefined ? deliveredToAll(context, marker) : failed(refusal);
  },
};
