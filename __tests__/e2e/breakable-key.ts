import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from "@aws-sdk/client-kms";
import type { Account } from "./emulator";

/** A key that a test makes unusable and mends again. */
export class BreakableKey {
  private constructor(
    private readonly kms: Account["kms"],
    private readonly id: string,
    private readonly policy: string,
  ) {}

  /** @param alias ARN */
  static async of({ kms }: Account, alias: string): Promise<BreakableKey> {
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: alias }));
    const KeyId = KeyMetadata?.KeyId ?? "";
    const { Policy = "" } = await kms.send(new GetKeyPolicyCommand({ KeyId, PolicyName: "default" }));
    return new BreakableKey(kms, KeyId, Policy);
  }

  disable() {
    return this.kms.send(new DisableKeyCommand({ KeyId: this.id }));
  }

  enable() {
    return this.kms.send(new EnableKeyCommand({ KeyId: this.id }));
  }

  scheduleDeletion() {
    return this.kms.send(new ScheduleKeyDeletionCommand({ KeyId: this.id, PendingWindowInDays: 7 }));
  }

  async cancelDeletion() {
    await this.kms.send(new CancelKeyDeletionCommand({ KeyId: this.id }));
    await this.enable();
  }

  /** Gives what its policy says of EventBridge to another service. */
  closeToEventBridge() {
    return this.putPolicy(this.policy.replaceAll("events.amazonaws.com", "sns.amazonaws.com"));
  }

  restorePolicy() {
    return this.putPolicy(this.policy);
  }

  private putPolicy(Policy: string) {
    return this.kms.send(new PutKeyPolicyCommand({ KeyId: this.id, PolicyName: "default", Policy }));
  }
}
