/** Functions and their logs. */
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionEventInvokeConfigCommand,
  GetPolicyCommand,
  ListFunctionsCommand,
} from "@aws-sdk/client-lambda";
import { block, blocks, type Arguments } from "../declared";
import { declaredTags, document, everyPage, withoutRandomPart, type Kind } from "./kind";

/** The one block that Terraform wants in a list or alone. */
function onlyBlock(values: Arguments, name: string): Arguments {
  return blocks(values, name)[0] ?? block(values, name);
}

interface FunctionPolicy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Action: string;
    readonly Principal: { readonly Service: string };
    readonly Condition: { readonly ArnLike: Readonly<Record<string, string>> };
  }[];
}

export const functions: Kind = {
  kind: "functions with code, role, environment, failures and callers",
  declared: (stack) =>
    stack.all("aws_lambda_function").map((each) => {
      const ofFunction = (values: Arguments) => values["function_name"] === each["function_name"];
      const [onFailure] = stack.all("aws_lambda_function_event_invoke_config").filter(ofFunction);
      return {
        name: String(each["function_name"]),
        description: each["description"],
        role: each["role"],
        runtime: each["runtime"],
        architectures: each["architectures"],
        handler: each["handler"],
        codeSha256: each["source_code_hash"],
        seconds: each["timeout"],
        megabytes: each["memory_size"],
        concurrency: each["reserved_concurrent_executions"],
        environment: block(block(each, "environment"), "variables"),
        retries: onFailure?.["maximum_retry_attempts"],
        onFailure: onlyBlock(block(onFailure ?? {}, "destination_config"), "on_failure")["destination"],
        callers: stack
          .all("aws_lambda_permission")
          .filter(ofFunction)
          .map((permission) => ({
            id: permission["statement_id"],
            action: permission["action"],
            principal: permission["principal"],
            source: permission["source_arn"],
          }))
          .toSorted((a, b) => String(a.id).localeCompare(String(b.id))),
        tags: declaredTags(stack, each),
      };
    }),
  found: async ({ lambda }) => {
    const list = await everyPage(async (Marker) => {
      const answer = await lambda.send(new ListFunctionsCommand({ Marker }));
      return { items: answer.Functions, next: answer.NextMarker };
    });
    return Promise.all(
      list.map(async ({ FunctionName = "" }) => {
        const { Configuration, Tags } = await lambda.send(new GetFunctionCommand({ FunctionName }));
        const concurrency = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
        const onFailure = await lambda.send(new GetFunctionEventInvokeConfigCommand({ FunctionName }));
        const { Policy } = await lambda.send(new GetPolicyCommand({ FunctionName }));
        return {
          name: FunctionName,
          description: Configuration?.Description,
          role: Configuration?.Role,
          runtime: Configuration?.Runtime,
          architectures: Configuration?.Architectures,
          handler: Configuration?.Handler,
          codeSha256: Configuration?.CodeSha256,
          seconds: Configuration?.Timeout,
          megabytes: Configuration?.MemorySize,
          concurrency: concurrency.ReservedConcurrentExecutions,
          environment: Configuration?.Environment?.Variables,
          retries: onFailure.MaximumRetryAttempts,
          onFailure: onFailure.DestinationConfig?.OnFailure?.Destination,
          callers: (document(Policy) as FunctionPolicy).Statement.map((statement) => ({
            id: statement.Sid,
            action: statement.Action,
            principal: statement.Principal.Service,
            source: statement.Condition.ArnLike["AWS:SourceArn"],
          })).toSorted((a, b) => a.id.localeCompare(b.id)),
          tags: Tags,
        };
      }),
    );
  },
};

export const logGroups: Kind = {
  kind: "log groups with retention and key",
  declared: (stack) =>
    stack.all("aws_cloudwatch_log_group").map((group) => ({
      name: String(group["name"]),
      retentionDays: group["retention_in_days"],
      key: group["kms_key_id"],
    })),
  found: async ({ logs }) => {
    const list = await everyPage(async (nextToken) => {
      const answer = await logs.send(new DescribeLogGroupsCommand({ nextToken }));
      return { items: answer.logGroups, next: answer.nextToken };
    });
    return list.map(({ logGroupName = "", retentionInDays, kmsKeyId }) => ({
      name: logGroupName,
      retentionDays: retentionInDays,
      key: withoutRandomPart(kmsKeyId),
    }));
  },
};
