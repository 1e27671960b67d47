import { parseArn } from "../../aws/arn";
import { evaluateServiceAccess, type AccessVerdict, type ServiceRequest } from "#simulator/policy";
import { isSymbolic } from "#simulator/topology";
import { isDenied } from "../aws-failure";
import type { LiveHub } from "../live-hub";

/** The service whose calls policies are asked about. */
export const EVENTBRIDGE = "events.amazonaws.com";

/** A call of EventBridge, as the policy of a key sees it. */
type KeyUse = Pick<ServiceRequest, "sourceArn" | "context">;

/**
 * Why something is not encrypted with the key that it is declared with, or cannot be used by EventBridge with it.
 *
 * @param declared id, ARN or alias; undefined where none is declared
 * @param live as AWS shows it
 */
export async function encryptionProblems(
  declared: string | undefined,
  live: string | undefined,
  uses: readonly KeyUse[],
  hub: LiveHub,
): Promise<string[]> {
  const other = await otherKeyProblems(declared, live === "" ? undefined : live, hub);
  return other.length > 0 ? other : keyProblems(live, uses, hub);
}

/** An alias, an id and an ARN may all name one key. */
async function otherKeyProblems(
  declared: string | undefined,
  live: string | undefined,
  hub: LiveHub,
): Promise<string[]> {
  if (declared === live || (declared !== undefined && isSymbolic(declared))) return [];
  if (declared === undefined) return [`is encrypted with key ${nameOf(live)}, which nobody declared`];
  if (live !== undefined) {
    const [wanted, there] = await Promise.all([keyIfShown(declared, hub), keyIfShown(live, hub)]);
    if (wanted !== undefined && wanted.arn === there?.arn) return [];
  }
  return [
    `${live === undefined ? "is encrypted with no key" : `is encrypted with key ${nameOf(live)}`}; ` +
      `it is declared with ${nameOf(declared)}`,
  ];
}

/** Keys of others are not shown, and are not the declared one. */
async function keyIfShown(idOrArn: string, hub: LiveHub) {
  try {
    return await hub.key(idOrArn);
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

function nameOf(idOrArn = ""): string {
  return parseArn(idOrArn)?.resource ?? idOrArn;
}

/**
 * Why EventBridge cannot encrypt and decrypt with a key.
 *
 * @param idOrArn id, ARN or alias; undefined where the service uses a key of its own, which asks nobody
 * @param uses those that a policy may tell apart
 */
async function keyProblems(idOrArn: string | undefined, uses: readonly KeyUse[], hub: LiveHub): Promise<string[]> {
  if (idOrArn === undefined || idOrArn === "") return [];
  const name = nameOf(idOrArn);
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
