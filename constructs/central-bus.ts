import { CloudwatchEventArchive } from "@cdktf/provider-aws/lib/cloudwatch-event-archive";
import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { Construct } from "constructs";

/** What a {@link CentralBus} needs. */
export interface CentralBusProps {
  readonly name: string;
  readonly description: string;
  /** ARN of the key or alias that encrypts events at rest. Its policy must hold `busEncryptionStatements`. */
  readonly kmsKeyArn: string;
  /** Receives events that could not be encrypted or decrypted. */
  readonly deadLetterQueueArn: string;
  readonly archive: { readonly name: string; readonly retentionDays: number };
}

/** A custom event bus, encrypted, with a dead-letter queue of its own and an archive of every event for replay. */
export class CentralBus extends Construct {
  /** As a Terraform reference. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: CentralBusProps) {
    super(scope, id);
    const bus = new CloudwatchEventBus(this, "Bus", {
      name: props.name,
      description: props.description,
      kmsKeyIdentifier: props.kmsKeyArn,
      deadLetterConfig: { arn: props.deadLetterQueueArn },
    });
    this.name = bus.name;
    new CloudwatchEventArchive(this, "Archive", {
      name: props.archive.name,
      description: `Every event of ${props.name}, for replay`,
      eventSourceArn: bus.arn,
      retentionDays: props.archive.retentionDays,
    });
  }
}
