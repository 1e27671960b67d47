/**
 * When the function `connection-credentials` is called. EventBridge delivers events of AWS's services at best effort, so
 * none of these is relied on: a repair run looks at every connection besides.
 */
import { RETRY_ATTEMPTS } from "../aws/limits";
import type { Hub } from "../catalogue/model";
import { syncTriggerNames } from "../catalogue/names";
import { namingOf } from "../connection/names";
import type { FunctionTriggerProps } from "../constructs/function-trigger";

/** One trigger, without what all of them share. */
export interface SyncTrigger extends Pick<FunctionTriggerProps, "names" | "description" | "trigger" | "retryPolicy"> {
  /** Of the construct. */
  readonly id: string;
}

/** The next repair run mends what an event that is handed over later would. */
const RETRY_POLICY = { maximumEventAgeInSeconds: 15 * 60, maximumRetryAttempts: RETRY_ATTEMPTS.max };

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
      // Secrets Manager User Guide, event-detail-secret-label-updated-secretsmanager
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: ["aws.secretsmanager"],
          "detail-type": ["Secret Label Updated"],
          detail: { name: [{ prefix: secretPrefix }], labelUpdated: ["AWSCURRENT"] },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "SpecChanged",
      names: syncTriggerNames(hub, "spec"),
      description: "A connection's spec was deployed",
      // Systems Manager User Guide, sysman-paramstore-cwe
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: ["aws.ssm"],
          "detail-type": ["Parameter Store Change"],
          detail: { name: [{ prefix: specPath }], operation: ["Create", "Update"] },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "StateChanged",
      names: syncTriggerNames(hub, "state"),
      description: "EventBridge authorized a connection, or gave up on it",
      // EventBridge User Guide, event-reference, "Connection state events": those that last
      trigger: {
        type: "events",
        eventPattern: {
          account,
          source: ["aws.events"],
          "detail-type": [
            "Connection Activated",
            "Connection Authorized",
            "Connection Deauthorized",
            "Connection Failed Connectivity",
          ],
          detail: { ConnectionName: [{ prefix: connectionPrefix }] },
        },
      },
      retryPolicy: RETRY_POLICY,
    },
    {
      id: "Repair",
      names: syncTriggerNames(hub, "repair"),
      description: "Looks at every connection",
      trigger: { type: "schedule", scheduleExpression: "rate(15 minutes)", constant: { action: "repair" } },
      retryPolicy: RETRY_POLICY,
    },
  ];
}
