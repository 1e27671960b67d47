/**
 * The events of AWS that the sync function acts on: the stack's rules let these through and no others, and the function
 * reads the same. Labels that the function sets itself are events too, and are not among these.
 */

/** A secret has a new current version. Secrets Manager User Guide, event-detail-secret-label-updated-secretsmanager. */
export const SECRET_EVENT = {
  source: "aws.secretsmanager",
  detailType: "Secret Label Updated",
  label: "AWSCURRENT",
} as const;

/** A parameter has a new version. Systems Manager User Guide, sysman-paramstore-cwe. */
export const SPEC_EVENT = {
  source: "aws.ssm",
  detailType: "Parameter Store Change",
  operations: ["Create", "Update"],
} as const;

/**
 * A connection has come to a state that lasts; the others (`... Started`) pass. EventBridge User Guide, event-reference,
 * "Connection state events".
 */
export const STATE_EVENT = {
  source: "aws.events",
  detailTypes: [
    "Connection Activated",
    "Connection Authorized",
    "Connection Deauthorized",
    "Connection Failed Connectivity",
  ],
} as const;
