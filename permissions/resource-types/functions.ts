import { functionArn, scheduleArn, scheduleGroupArn, tableArn, viaService } from "../../aws/arn";
import { named, type Scope, type TypePermissions } from "../grant";
import { keys } from "./event-bridge";

const functions = named(functionArn);
const schedules = ({ place, prefix }: Scope) => [scheduleArn(place, `${prefix}*`, `${prefix}*`)];
const groups = named(scheduleGroupArn);
const tables = named(tableArn);

export const functionTypes = {
  aws_dynamodb_table: {
    read: [
      {
        actions: [
          "dynamodb:DescribeContinuousBackups",
          "dynamodb:DescribeTable",
          "dynamodb:DescribeTimeToLive",
          "dynamodb:ListTagsOfResource",
        ],
        resources: tables,
      },
      // Whether a table's key is AWS's own.
      { actions: ["kms:DescribeKey"], resources: keys },
    ],
    write: [
      {
        actions: [
          "dynamodb:CreateTable",
          "dynamodb:DeleteTable",
          "dynamodb:TagResource",
          "dynamodb:UntagResource",
          "dynamodb:UpdateContinuousBackups",
          "dynamodb:UpdateTable",
          "dynamodb:UpdateTimeToLive",
        ],
        resources: tables,
      },
    ],
    impliedByWrite: [
      {
        actions: ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
        resources: keys,
        condition: ({ place }) => ({ StringEquals: { "kms:ViaService": viaService("dynamodb", place) } }),
        source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html",
      },
    ],
  },
  aws_lambda_function: {
    read: [
      {
        actions: ["lambda:GetFunction", "lambda:GetFunctionCodeSigningConfig", "lambda:ListVersionsByFunction"],
        resources: functions,
      },
    ],
    write: [
      {
        actions: [
          "lambda:CreateFunction",
          "lambda:DeleteFunction",
          "lambda:DeleteFunctionConcurrency",
          "lambda:PutFunctionConcurrency",
          "lambda:TagResource",
          "lambda:UntagResource",
          "lambda:UpdateFunctionCode",
          "lambda:UpdateFunctionConfiguration",
        ],
        resources: functions,
      },
    ],
  },
  aws_lambda_function_event_invoke_config: {
    read: [{ actions: ["lambda:GetFunctionEventInvokeConfig"], resources: functions }],
    write: [
      {
        actions: ["lambda:DeleteFunctionEventInvokeConfig", "lambda:PutFunctionEventInvokeConfig"],
        resources: functions,
      },
    ],
  },
  aws_lambda_permission: {
    read: [{ actions: ["lambda:GetPolicy"], resources: functions }],
    write: [{ actions: ["lambda:AddPermission", "lambda:RemovePermission"], resources: functions }],
  },
  aws_scheduler_schedule: {
    read: [{ actions: ["scheduler:GetSchedule"], resources: schedules }],
    write: [
      {
        actions: ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"],
        resources: schedules,
      },
    ],
  },
  aws_scheduler_schedule_group: {
    read: [{ actions: ["scheduler:GetScheduleGroup", "scheduler:ListTagsForResource"], resources: groups }],
    write: [
      {
        actions: [
          "scheduler:CreateScheduleGroup",
          "scheduler:DeleteScheduleGroup",
          "scheduler:TagResource",
          "scheduler:UntagResource",
        ],
        resources: groups,
      },
    ],
  },
} as const satisfies Readonly<Record<string, TypePermissions>>;
