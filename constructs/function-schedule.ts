import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { SchedulerScheduleGroup } from "@cdktf/provider-aws/lib/scheduler-schedule-group";
import { Construct } from "constructs";
import { scheduleGroupArn, type Place } from "../aws/arn";
import { leaveDeadLetters } from "./dead-letter-queue";
import type { EncryptionKey } from "./encryption-key";
import type { NodeFunction } from "./node-function";
import { ServiceRole } from "./service-role";

/** What a {@link FunctionSchedule} needs. */
export interface FunctionScheduleProps {
  readonly place: Place;
  readonly names: { readonly schedule: string; readonly group: string; readonly role: string };
  readonly description: string;
  /** `rate(...)` or `cron(...)`, in UTC. */
  readonly expression: string;
  readonly function: NodeFunction;
  /** The key of the function's queue. */
  readonly key: EncryptionKey;
}

/**
 * Runs a function at set times, by EventBridge Scheduler: rules with a schedule are kept by AWS for old times' sake only
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-rule-schedule.html).
 *
 * The schedule has a group of its own, because a role can be tied to a group and not to a schedule
 * (docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html).
 */
export class FunctionSchedule extends Construct {
  constructor(scope: Construct, id: string, props: FunctionScheduleProps) {
    super(scope, id);
    const { place, names, key } = props;
    const group = new SchedulerScheduleGroup(this, "Group", { name: names.group });
    const role = new ServiceRole(new Construct(this, "Role"), {
      name: names.role,
      description: `Lets schedule ${names.schedule} run its function`,
      trust: {
        sid: "SchedulerForThisGroup",
        service: "scheduler.amazonaws.com",
        condition: {
          StringEquals: { "aws:SourceAccount": place.account, "aws:SourceArn": scheduleGroupArn(place, names.group) },
        },
      },
      policyName: "target",
      statements: [
        {
          Sid: "RunFunction",
          Effect: "Allow",
          Action: "lambda:InvokeFunction",
          Resource: props.function.arn,
        },
        ...leaveDeadLetters(place, props.function.deadLetterQueueArn, key.arn),
      ],
    });
    new SchedulerSchedule(this, "Schedule", {
      name: names.schedule,
      groupName: group.name,
      description: props.description,
      scheduleExpression: props.expression,
      scheduleExpressionTimezone: "UTC",
      state: "ENABLED",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: props.function.arn,
        roleArn: role.arn,
        // The next time makes up for this one: a minute, and the fewest seconds that Scheduler knows.
        retryPolicy: { maximumEventAgeInSeconds: 60, maximumRetryAttempts: 3 },
        deadLetterConfig: { arn: props.function.deadLetterQueueArn },
      },
      dependsOn: [role.permission],
    });
  }
}
