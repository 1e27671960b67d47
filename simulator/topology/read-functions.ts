import path from "node:path";
import { z } from "zod";
import { functionArn, toArn } from "../../aws/arn";
import type { FunctionPermission, LambdaFunction } from "./application-model";
import { block, optionalNumber, optionalText, text, textByName } from "./argument-schemas";
import type { StackReader } from "./stack-reader";
import type { TerraformResource } from "./terraform-stack";

/** Lambda's own defaults (API_CreateFunction, API_PutFunctionEventInvokeConfig). */
const DEFAULTS = { timeoutSeconds: 3, memoryMegabytes: 128, retryAttempts: 2 } as const;

const functionSchema = z.object({
  filename: optionalText,
  handler: optionalText,
  runtime: optionalText,
  role: text,
  timeout: optionalNumber,
  memory_size: optionalNumber,
  reserved_concurrent_executions: z.number().nullish(),
  environment: block(z.object({ variables: textByName })),
  dead_letter_config: block(z.object({ target_arn: optionalText })),
});

const permissionSchema = z.object({
  function_name: text,
  action: text,
  principal: text,
  source_arn: optionalText,
});

const invokeConfigSchema = z.object({
  function_name: text,
  maximum_retry_attempts: optionalNumber,
  destination_config: block(z.object({ on_failure: block(z.object({ destination: text })) })),
});

/** The functions of all stacks, each with its permissions and its asynchronous invocation, of whichever stack they are. */
export function readFunctions(readers: readonly StackReader[]): LambdaFunction[] {
  const permissions = byFunction(readers, "aws_lambda_permission", (reader, resource) =>
    reader.read(resource, permissionSchema),
  );
  const invokeConfigs = byFunction(readers, "aws_lambda_function_event_invoke_config", (reader, resource) =>
    reader.read(resource, invokeConfigSchema),
  );
  return readers.flatMap((reader) =>
    reader.ofType("aws_lambda_function").flatMap((resource): LambdaFunction[] => {
      const read = reader.read(resource, functionSchema);
      if (read === undefined) return [];
      const lambda = reader.resource(resource);
      const config = invokeConfigs.get(lambda.arn)?.[0]?.read;
      const destination = config?.destination_config?.on_failure?.destination;
      const queue = read.dead_letter_config?.target_arn;
      return [
        {
          ...lambda,
          codeFile: codeFile(read.filename, reader.stack.folder),
          handler: read.handler ?? "",
          runtime: read.runtime ?? "",
          roleArn: read.role,
          environment: read.environment?.variables ?? {},
          timeoutSeconds: read.timeout ?? DEFAULTS.timeoutSeconds,
          memoryMegabytes: read.memory_size ?? DEFAULTS.memoryMegabytes,
          reservedConcurrency: reserved(read.reserved_concurrent_executions),
          permissions: (permissions.get(lambda.arn) ?? []).map((one): FunctionPermission => ({
            stack: one.stack,
            address: one.address,
            principal: one.read.principal,
            action: one.read.action,
            sourceArn: one.read.source_arn,
          })),
          asyncInvocation: {
            maximumRetryAttempts: config?.maximum_retry_attempts ?? DEFAULTS.retryAttempts,
            onFailure:
              destination !== undefined
                ? { kind: "destination", arn: destination }
                : queue !== undefined
                  ? { kind: "deadLetterQueue", arn: queue }
                  : undefined,
          },
        },
      ];
    }),
  );
}

/** Terraform writes -1 for a function without a reservation. */
function reserved(executions: number | null | undefined): number | undefined {
  return executions === undefined || executions === null || executions < 0 ? undefined : executions;
}

function codeFile(filename: string | undefined, folder: string | undefined): string | undefined {
  if (filename === undefined || path.isAbsolute(filename)) return filename;
  // A plan or state does not say where Terraform runs.
  return folder === undefined ? undefined : path.join(folder, filename);
}

interface OfFunction<Read> {
  readonly stack: string;
  readonly address: string;
  readonly read: Read;
}

/** Resources that name a function by name or ARN, by the ARN of that function. */
function byFunction<Read extends { readonly function_name: string }>(
  readers: readonly StackReader[],
  type: string,
  readOne: (reader: StackReader, resource: TerraformResource) => Read | undefined,
): ReadonlyMap<string, OfFunction<Read>[]> {
  const found = new Map<string, OfFunction<Read>[]>();
  for (const reader of readers) {
    for (const resource of reader.ofType(type)) {
      const read = readOne(reader, resource);
      if (read === undefined) continue;
      const arn = toArn(read.function_name, reader.place(resource), functionArn);
      found.set(arn, [...(found.get(arn) ?? []), { stack: reader.stack.name, address: resource.address, read }]);
    }
  }
  return found;
}
