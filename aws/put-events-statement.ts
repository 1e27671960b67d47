import type { Statement } from "./policy-document";

/** Which events an identity may put on a bus. At least one of each. */
export interface PutEventsLimits {
  readonly busArn: string;
  readonly sources: readonly string[];
  readonly detailTypes: readonly string[];
}

/**
 * What an identity needs to put such events, and no others, on a bus. For a bus of another account its policy
 * (bus-policy.ts) has to allow them as well. `Null` as there: `ForAllValues` holds for an event without a source too.
 */
export function putEventsStatement({ busArn, sources, detailTypes }: PutEventsLimits): Statement {
  return {
    Sid: "PutEventsOnHub",
    Effect: "Allow",
    Action: "events:PutEvents",
    Resource: busArn,
    Condition: {
      "ForAllValues:StringEquals": { "events:source": sources, "events:detail-type": detailTypes },
      Null: { "events:source": "false", "events:detail-type": "false" },
    },
  };
}
