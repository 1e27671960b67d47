import { parseArn } from "../../aws/arn";
import { evaluateServiceAccess, type AccessVerdict, type ServiceRequest } from "#simulator/policy";
import type { LiveHub } from "../live-hub";

/** The service whose calls policies are asked about. */
export const EVENTBRIDGE = "events.amazonaws.com";

/** A call of EventBridge, as the policy of a key sees it. */
type KeyUse = Pick<ServiceRequest, "sourceArn" | "context">;

/**
 * Why EventBridge cannot encrypt and decrypt with a key.
 *
 * @param idOrArn id, ARN or alias; undefined where the service uses a key of its own, which asks nobody
 * @param uses those that a policy may tell apart
 */
export async function keyProblems(
  idOrArn: string | undefined,
  uses: readonly KeyUse[],
  hub: LiveHub,
): Promise<string[]> {
  if (idOrArn === undefined || idOrArn === "") return [];
  const name = parseArn(idOrArn)?.resource ?? idOrArn;
  const key = await hub.key(idOrArn);
  if (key === undefined) return [`its key ${name} does not exist`];
  if (key.state !== "Enabled") return [`its key ${name} is ${key.state}: nothing can be encrypted with it`];
  return uses.flatMap((use) =>
    ["kms:GenerateDataKey", "kms:Decrypt"].flatMap((action) =>
      refusal(
        evaluateServiceAccess(key.policy, { service: EVENTBRIDGE, action, resourceArn: key.arn, ...use }),
        `its key ${name} does not let EventBridge ${action}`,
      ),
    ),
  );
}

/** A policy's answer as a problem; none where it allows. */
export function refusal({ decision, reason }: AccessVerdict, problem: string): string[] {
  if (decision === "allowed") return [];
  return [decision === "denied" ? `${problem}: ${reason}` : `it cannot be told whether ${problem}: ${reason}`];
}
