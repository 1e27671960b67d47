import { Construct } from "constructs";
import { CONNECTION_DIMENSION, type ConnectionMetric } from "../connection/metrics";
import { Alarm } from "./alarm";

/** What {@link ConnectionAlarms} need. */
export interface ConnectionAlarmsProps {
  /** Name of the connection in EventBridge, a dimension of the metrics. */
  readonly connectionName: string;
  /** Where the function that syncs connections writes its metrics, and the service that it calls itself. */
  readonly metrics: { readonly namespace: string; readonly service: string };
  readonly names: { readonly syncFailed: string; readonly notAuthorized: string; readonly secretAge: string };
  /** Days after which the credentials are to be replaced. */
  readonly maxAgeDays: number;
  /** Says whose connection it is; stands before what happened. At most 80 characters. */
  readonly subject: string;
  /** Whom it concerns and what to do; said after what happened. At most 880 characters: CloudWatch allows 1,024 in all. */
  readonly advice: string;
  readonly topicArn: string;
}

/**
 * Three alarms on a connection: it does not hold what its secret and spec say; EventBridge delivers nothing over it; its
 * credentials have grown old.
 *
 * Their metrics are gauges, written at every sync, every change of the connection's state and every repair run. So an
 * alarm keeps its state while nothing is written (that repair runs come at all is another alarm's business), and the
 * smallest value of a period counts: a failure that was mended within it never was one, and what is mended is seen at once.
 */
export class ConnectionAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ConnectionAlarmsProps) {
    super(scope, id);
    const { names, maxAgeDays } = props;
    this.add("SyncFailed", props, names.syncFailed, 0, "its connection does not hold the current credentials.");
    this.add("ConnectionNotAuthorized", props, names.notAuthorized, 0, "EventBridge delivers nothing: not authorized.");
    const aged = `its credentials are older than ${maxAgeDays} days: replace them.`;
    this.add("SecretAgeDays", props, names.secretAge, maxAgeDays, aged);
  }

  private add(
    metricName: ConnectionMetric,
    props: ConnectionAlarmsProps,
    name: string,
    threshold: number,
    what: string,
  ): void {
    const { metrics, connectionName, subject, advice, topicArn } = props;
    new Alarm(new Construct(this, metricName), "Alarm", {
      name,
      description: `${subject}: ${what} ${advice}`,
      topicArn,
      metric: {
        namespace: metrics.namespace,
        name: metricName,
        dimensions: { service: metrics.service, [CONNECTION_DIMENSION]: connectionName },
      },
      statistic: "Minimum",
      periodSeconds: 300,
      when: { above: threshold },
      missingData: "ignore",
    });
  }
}
