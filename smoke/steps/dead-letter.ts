import { hubNames } from "../../catalogue/names";
import { deadLetterWith } from "../dead-letters";
import { DETAIL_TYPES, SOURCES } from "../environment/files";
import { newMarker, putEvent } from "../events";
import { until } from "../until";
import { failed, passed, type Step } from "./step";

export const deadLetter: Step = {
  sentence: "An event that the endpoint refuses with 403 is in its dead-letter queue",
  needs: ["good-credentials"],
  run: async (context) => {
    const { eventBridge, by, patience } = await context.deliveries();
    const { bus } = hubNames(context.emitted().environment.hub);
    const marker = newMarker(context, "refused");
    const event = { bus, source: SOURCES.direct, detailType: DETAIL_TYPES.refused, marker };
    const refusal = await putEvent(eventBridge, event);
    if (refusal !== undefined) return failed(refusal);
    const letter = await until(() => deadLetterWith(context, { destination: "refused", id: "refused" }, marker), {
      seconds: patience,
      interruption: context.interruption,
    });
    if (letter === undefined) return failed(`no dead letter came within ${patience} s`);
    return passed(by, ...Object.entries(letter.attributes).map(([name, value]) => `${name}: ${value}`));
  },
};
