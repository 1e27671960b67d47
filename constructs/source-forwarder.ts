import { Construct } from "constructs";
import { ruleArn, type Place } from "../aws/arn";
import { EVENT_AGE_SECONDS, RETRY_ATTEMPTS } from "../aws/limits";
import type { AlarmNotice } from "./alarm";
import { DeadLetterQueue } from "./dead-letter-queue";
import { EventsRole } from "./events-role";
import { Rule } from "./rule";

/** One rule that forwards. */
interface ForwardingRule {
  /** Unique in the forwarder; lower-case words joined by hyphens. */
  readonly id: string;
  readonly name: string;
  /** The bus in this account that the rule listens on. */
  readonly busName: string;
  readonly eventPattern: Readonly<Record<string, unknown>>;
  readonly lossAlarm: AlarmNotice;
}

/** What a {@link SourceForwarder} needs. */
export interface SourceForwarderProps {
  readonly place: Place;
  /** ARN of the bus that events go to, in another account. Its policy must allow this account before this is created:
   * PutTargets checks. */
  readonly targetBusArn: string;
  /** At least one. */
  readonly rules: readonly ForwardingRule[];
  /**
   * The names of these rules and of no others of the account, with `*`: role and queue trust what is named like this. A
   * list of every rule would exceed a trust policy's 2,048 characters from about twenty on.
   */
  readonly ruleNamePattern: string;
  readonly roleName: string;
  readonly deadLetterQueue: {
    readonly name: string;
    readonly kmsKeyArn: string;
    readonly alarm: AlarmNotice;
  };
}

/**
 * Rules that forward events to a bus of another account, with the one role that may put events there and the one queue
 * for what could not be forwarded. Forwarding costs nobody a rate limit, so EventBridge's full day of retries is kept.
 */
export class SourceForwarder extends Construct {
  constructor(scope: Construct, id: string, props: SourceForwarderProps) {
    super(scope, id);
    const buses = [...new Set(props.rules.map(({ busName }) => busName))];
    const ruleArns = buses.map((busName) => ruleArn(props.place, busName, props.ruleNamePattern));
    const { role } = new EventsRole(this, "Role", {
      name: props.roleName,
      description: `Lets forwarding rules put events on ${props.targetBusArn}`,
      account: props.place.account,
      ruleArns,
      permission: { sid: "PutEventsOnHub", action: "events:PutEvents", resourceArn: props.targetBusArn },
    });
    const deadLetterQueue = new DeadLetterQueue(this, "DeadLetters", {
      ...props.deadLetterQueue,
      place: props.place,
      senderArns: ruleArns,
    });
    for (const { id: ruleId, name, busName, eventPattern, lossAlarm } of props.rules) {
      const rule = new Rule(this, ruleId, {
        place: props.place,
        busName,
        name,
        description: `Forwards to ${props.targetBusArn}`,
        trigger: { type: "events", eventPattern },
      });
      rule.sendTo({
        targetId: "hub",
        target: { kind: "eventBus", arn: props.targetBusArn, role },
        input: { type: "event" },
        retryPolicy: {
          maximumEventAgeInSeconds: EVENT_AGE_SECONDS.max,
          maximumRetryAttempts: RETRY_ATTEMPTS.max,
        },
        deadLetterQueueArn: deadLetterQueue.arn,
        lossAlarm,
      });
    }
  }
}
