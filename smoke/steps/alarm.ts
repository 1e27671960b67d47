import { DescribeAlarmsCommand } from "@aws-sdk/client-cloudwatch";
import { deliveryNames } from "../../catalogue/names";
import { TENANTS } from "../environment/files";
import { until } from "../until";
import { failed, notAnswered, passed, type Step } from "./step";

/**
 * Seconds. A queue that comes into use is in CloudWatch up to 15 minutes later
 * (docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-monitoring-using-cloudwatch.html).
 */
const PATIENCE = 20 * 60;

export const alarm: Step = {
  sentence: "The alarm on that dead-letter queue goes off",
  needs: ["dead-letter"],
  run: async (context) => {
    const { deadLetterAlarm } = deliveryNames(context.emitted().environment.hub, TENANTS.key, "refused", "refused");
    const ask = async () => {
      const { MetricAlarms = [] } = await context.aws.cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: [deadLetterAlarm] }),
      );
      return MetricAlarms[0];
    };
    if ((await ask()) === undefined) return failed(`there is no alarm ${deadLetterAlarm}`);
    if (context.by === "emulator") return notAnswered("the alarm is there, and an emulator measures nothing");
    const began = Date.now();
    const gone = await until(
      async () => {
        const found = await ask();
        return found?.StateValue === "ALARM" ? found : undefined;
      },
      { seconds: PATIENCE, interruption: context.interruption },
    );
    const seconds = Math.round((Date.now() - began) / 1_000);
    return gone === undefined
      ? failed(`${deadLetterAlarm} is not in ALARM after ${seconds} s`)
      : passed(context.by, `${gone.StateReason ?? ""} after ${seconds} s`);
  },
};
