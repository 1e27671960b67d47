import type { EventObservation } from "../script";

/** Reasons that nearly every event has: it is of another source, type or account than a delivery is about. */
const OF_ANOTHER_KIND = /^(source|detail-type|account) /;

/** Of the deliveries that an event does not match, those that it nearly does; all of them where there are none such. */
export function nearMisses(unmatched: EventObservation["unmatched"]): EventObservation["unmatched"] {
  const near = unmatched.filter(({ reason }) => !OF_ANOTHER_KIND.test(reason));
  return near.length > 0 ? near : unmatched;
}
