import type { DescribeConnectionResponse } from "@aws-sdk/client-eventbridge";

/** What of a connection, as DescribeConnection shows it, says whether EventBridge delivers over it. */
export type ShownConnection = Pick<DescribeConnectionResponse, "ConnectionState" | "InvocationConnectivityParameters">;

/**
 * ARN of the VPC Lattice resource configuration by which EventBridge reaches a private API; undefined for a public one.
 * An OAuth connection whose token endpoint alone is private is one to a public API.
 */
export function privateEndpoint({ InvocationConnectivityParameters }: ShownConnection): string | undefined {
  const arn = InvocationConnectivityParameters?.ResourceParameters?.ResourceConfigurationArn;
  return arn === "" ? undefined : arn;
}

/**
 * ARN of the VPC Lattice resource configuration by which EventBridge reaches a private token endpoint; undefined for a
 * public one.
 */
export function privateTokenEndpoint({ AuthParameters }: DescribeConnectionResponse): string | undefined {
  const arn = AuthParameters?.ConnectivityParameters?.ResourceParameters?.ResourceConfigurationArn;
  return arn === "" ? undefined : arn;
}

/**
 * Whether EventBridge delivers over a connection. "For successful connections to public APIs, EventBridge returns a
 * status of AUTHORIZED. For successful connections to private APIs, EventBridge returns a status of ACTIVE": one to a
 * private API that is AUTHORIZED has its token and is not reached yet.
 * docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-states.html
 */
export function isAuthorized(shown: ShownConnection): boolean {
  return shown.ConnectionState === (privateEndpoint(shown) === undefined ? "AUTHORIZED" : "ACTIVE");
}

/** Whether EventBridge has given up on a connection and delivers nothing; in the states that are neither, it has not yet. */
export function isRefused({ ConnectionState }: Pick<ShownConnection, "ConnectionState">): boolean {
  return ConnectionState === "DEAUTHORIZED" || ConnectionState === "FAILED_CONNECTIVITY";
}
