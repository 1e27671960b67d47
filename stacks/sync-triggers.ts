/**
 * When the function `connection-credentials` is called. EventBridge delivers events of AWS's services at best effort, so
 * none of these is relied on: a repair run looks at every connection besides.
 */
import { RETRY_ATTEMPTS } from "../aws/limits";
import type { Hub } from "../catalogue/model";
import { syncTriggerNames } from "../catalogue/names";
import { SECRET_EVENT, SPEC_EVENT, STATE_EVENT } from "../connection/events";
import { namingOf } from "../connection/names";
import type { FunctionRequest } from "../connection/requests";
import type { FunctionTriggerProps } from "../constructs/function-trigger";

/** One trigger, without what all of them share. */
export interface SyncTrigger extends Pick<FunctionTriggerProps, "description" | "trigger" | "retryPolicy"> {
  readonly names: ReturnType<typeof syncTriggerNames>;
  /** Of the construct. */
  readonly id: string;
}

/** The next repair run mends what an event that is handed over later would. */
const RETRY_POLICY = { maximumEventAgeInSeconds: 15 * 60, maximumRetryAttempts: RETRY_ATTEMPTS.max };

const REPAIR: FunctionRequest = { action: "repair" };

/** What calls the function. Labels that it sets itself are events too, and are not among these. */
export function syncTriggers(hub: Hub): SyncTrigger[] {
  const { secretPrefix, specPath, connectionPrefix } = namingOf(hub);
  // Of this account alone, should the default bus ever take events of another.
  const account = [hub.account];
  return [
    {
      id: "SecretChanged",
      names: syncTriggerNames(hub, "secret"),
      description: "A tenant's credentials were put",
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: [SECRET_EVENT.source],
          "detail-type": [SECRET_EVENT.detailType],
          detail: { name: [{ prefix: secretPrefix }], labelUpdated: [SECRET_EVENT.label] },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "SpecChanged",
      names: syncTriggerNames(hub, "spec"),
      description: "A connection's spec was deployed",
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: [SPEC_EVENT.source],
          "detail-type": [SPEC_EVENT.detailType],
          detail: { name: [{ prefix: specPath }], operation: SPEC_EVENT.operations },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "StateChanged",
      names: syncTriggerNames(hub, "state"),
      description: "EventBridge authorized a connection, or gave up on it",
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: [STATE_EVENT.source],
          "detail-type": STATE_EVENT.detailTypes,
          detail: { ConnectionName: [{ prefix: connectionPrefix }] },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "Repair",
      names: syncTriggerNames(hub, "repair"),
      description: "Looks at every connection",
      trigger: { type: "schedule", scheduleExpression: "rate(15 minutes)", constant: REPAIR },
      retryPolicy: RETRY_POLICY,
    },
  ];
}
