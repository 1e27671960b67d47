import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config";
import { TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { logGroupArn, queueArn, type Place } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import { Alarm, alarmText } from "./alarm";
import { DeadLetterQueue, leaveDeadLetters } from "./dead-letter-queue";
import type { EncryptionKey } from "./encryption-key";
import { functionBundle } from "./function-bundle";
import { ServiceRole } from "./service-role";

/** The names of a {@link NodeFunction} and of what belongs to it. */
interface NodeFunctionNames {
  readonly function: string;
  readonly role: string;
  /** `/aws/lambda/` and the function's name: Lambda writes to no other. */
  readonly logGroup: string;
  readonly deadLetterQueue: string;
  readonly deadLetterAlarm: string;
  readonly errorsAlarm: string;
  readonly throttlesAlarm: string;
}

/** What a {@link NodeFunction} needs. */
export interface NodeFunctionProps {
  readonly place: Place;
  readonly names: NodeFunctionNames;
  readonly description: string;
  /** Absolute path of the TypeScript file that exports `handler`. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  /** 128 to 10,240; CPU grows with it. */
  readonly memoryMegabytes: number;
  /** Executions at once that are kept for this function, and the most it gets. Absent: what the account has left. */
  readonly reservedConcurrency?: number | undefined;
  /** What the handler may do. Logs, traces and its dead letters are added. */
  readonly statements: readonly Statement[];
  readonly logRetentionDays: number;
  /** Encrypts logs and dead letters. It must carry `logsStatement` and `deadLetterStatement`. */
  readonly key: EncryptionKey;
  /** ARNs of the rules that may leave undeliverable events in the function's queue, `*` and `?` allowed. */
  readonly ruleArns: readonly string[];
  readonly alarms: {
    readonly topicArn: string;
    /** Whom it concerns and what to do; said in every alarm after what happened. */
    readonly advice: string;
  };
}

/**
 * A Node 22 function on arm64 with all that makes one fit for production: bundled code, a role that may do just what it
 * is given, an encrypted log group with an end, traces, a queue for the events it failed on, and alarms on errors,
 * throttles and that queue.
 *
 * What it failed on goes to the queue by the event invoke configuration rather than the function's own dead-letter
 * configuration: the message then says why
 * (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
 */
export class NodeFunction extends Construct {
  /** As a Terraform reference. */
  readonly arn: string;
  /** As a Terraform reference. */
  readonly name: string;
  /** As a Terraform reference: a rule's target that names it is created after the queue. */
  readonly deadLetterQueueArn: string;

  constructor(scope: Construct, id: string, props: NodeFunctionProps) {
    super(scope, id);
    const { place, names, key, alarms } = props;
    const logGroup = new CloudwatchLogGroup(this, "Logs", {
      name: names.logGroup,
      retentionInDays: props.logRetentionDays,
      kmsKeyId: key.arn,
    });
    const deadLetterQueue = new DeadLetterQueue(this, "DeadLetters", {
      place,
      name: names.deadLetterQueue,
      kmsKeyArn: key.aliasArn,
      senderArns: props.ruleArns,
      alarm: {
        name: names.deadLetterAlarm,
        description: functionAlarmText(
          props,
          "gave up on an event",
          `read its reason in queue ${names.deadLetterQueue}`,
        ),
        topicArn: alarms.topicArn,
      },
    });
    this.deadLetterQueueArn = deadLetterQueue.arn;
    const role = new ServiceRole(this, {
      name: names.role,
      description: `What function ${names.function} may do`,
      // Lambda sends no condition key; a role is given to a function of its own account only.
      trust: { sid: "LambdaRunsTheFunction", service: "lambda.amazonaws.com" },
      policyName: "function",
      statements: [...props.statements, ...this.ownStatements(props)],
    });

    const { zipFile, sha256 } = functionBundle(props.entry);
    const code = new TerraformAsset(this, "Code", {
      path: zipFile,
      assetHash: Buffer.from(sha256, "base64").toString("hex").slice(0, 16),
    });
    const lambda = new LambdaFunction(this, "Function", {
      functionName: names.function,
      description: props.description,
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      filename: code.path,
      sourceCodeHash: sha256,
      timeout: props.timeoutSeconds,
      memorySize: props.memoryMegabytes,
      ...(props.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: props.reservedConcurrency }),
      environment: { variables: { ...props.environment } },
      tracingConfig: { mode: "Active" },
      // Lambda would make the log group itself, without an end and without our key.
      dependsOn: [logGroup, role.permission],
    });
    this.arn = lambda.arn;
    this.name = lambda.functionName;
    new LambdaFunctionEventInvokeConfig(this, "AsyncInvocations", {
      functionName: lambda.functionName,
      maximumRetryAttempts: 2,
      destinationConfig: { onFailure: { destination: deadLetterQueue.arn } },
    });

    this.addAlarm("Errors", names.errorsAlarm, props, "failed");
    this.addAlarm("Throttles", names.throttlesAlarm, props, "was refused for too many executions at once");
  }

  private ownStatements({ place, names, key }: NodeFunctionProps): Statement[] {
    return [
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logGroupArn(place, names.logGroup)}:*`,
      },
      ...leaveDeadLetters(place, queueArn(place, names.deadLetterQueue), key.arn),
      {
        // X-Ray knows no resources for these two (Service Authorization Reference).
        Sid: "WriteTraces",
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
        Resource: "*",
      },
    ];
  }

  private addAlarm(metricName: "Errors" | "Throttles", name: string, props: NodeFunctionProps, what: string): void {
    new Alarm(new Construct(this, metricName), "Alarm", {
      name,
      description: functionAlarmText(props, what, `look at its log ${props.names.logGroup}`),
      topicArn: props.alarms.topicArn,
      metric: { namespace: "AWS/Lambda", name: metricName, dimensions: { FunctionName: props.names.function } },
      statistic: "Sum",
      periodSeconds: 300,
      when: { above: 0 },
      // The metric appears only when the function runs.
      missingData: "notBreaching",
    });
  }
}

/** Where names, owner and runbook are long, what happened has to do without the place to look at. */
function functionAlarmText({ names, alarms }: NodeFunctionProps, what: string, where: string): string {
  const happened = `Function ${names.function} ${what}`;
  return alarmText([`${happened}: ${where}`, happened], alarms.advice);
}
