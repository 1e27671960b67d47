import { DescribeKeyCommand, GetKeyPolicyCommand } from "@aws-sdk/client-kms";
import { parseArn } from "../../../aws/arn";
import type { EventsCall } from "../call";

/** A key as it is: of which an alias or an id stands for the same. */
export interface FoundKey {
  readonly arn: string;
  readonly enabled: boolean;
  /** JSON text of its policy. */
  readonly policy: string;
}

/** The key behind an id, an ARN or an alias; undefined where the emulator has none. */
export async function findKey(
  { account }: Pick<EventsCall, "account">,
  idOrArn: string,
): Promise<FoundKey | undefined> {
  const { kms } = account;
  // The emulator takes an alias's ARN in few places.
  const alias = parseArn(idOrArn)?.resource.match(/^alias\/.+$/)?.[0];
  try {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias ?? idOrArn }));
    const { KeyId, Arn = "", Enabled = false } = KeyMetadata ?? {};
    const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    return { arn: Arn, enabled: Enabled, policy: Policy };
  } catch {
    return undefined;
  }
}
