import { randomUUID } from "node:crypto";
import { functionArn, parseArn } from "../../../aws/arn";
import type { LambdaFunction, Topology } from "../../topology";
import { accessKeyIdOf } from "../caller";
import type { Reporter } from "../report";
import { NoCodeError } from "./function-code";
import { FunctionRuntime } from "./function-runtime";
import type { Invocation } from "./invocation";

/** Who invokes a function, and for which time. */
export interface Trigger {
  /** In words: `rule orders`, `route POST /user`. */
  readonly by: string;
  /** 1, or more for Lambda's own retries. */
  readonly attempt: number;
}

/** What {@link LocalFunctions} needs. */
export interface LocalFunctionsOptions {
  readonly topology: Topology;
  /** Where functions reach AWS: the hub itself. */
  readonly endpoint: () => string;
  readonly report: Reporter;
}

/** The functions of the Terraform, run on this machine from their emitted zips. None starts before it is invoked. */
export class LocalFunctions {
  readonly #runtimes = new Map<string, FunctionRuntime>();

  constructor(private readonly options: LocalFunctionsOptions) {}

  /** The function of an ARN; a version or alias after it plays no part. */
  byArn(arn: string): LambdaFunction | undefined {
    const parsed = parseArn(arn);
    if (parsed?.kind !== "function") return undefined;
    const unqualified = functionArn(parsed, parsed.name);
    return this.options.topology.functions.find((lambda) => lambda.arn === unqualified);
  }

  /** Invokes a function, waits for its answer and reports what it came to. */
  async invoke(lambda: LambdaFunction, event: string, { by, attempt }: Trigger): Promise<Invocation> {
    const invocation = await this.#run(lambda, event);
    const { requestId, outcome, milliseconds, initMilliseconds } = invocation;
    this.options.report({
      kind: "invocation",
      function: lambda.name,
      trigger: by,
      requestId,
      attempt,
      outcome:
        outcome.kind === "succeeded"
          ? { kind: "succeeded" }
          : {
              kind: "failed",
              errorType: outcome.error.errorType,
              errorMessage: outcome.error.errorMessage,
            },
      milliseconds,
      ...(initMilliseconds === undefined ? {} : { initMilliseconds }),
    });
    return invocation;
  }

  /** Ends every process; invocations under way fail. */
  async stop(): Promise<void> {
    await Promise.all([...this.#runtimes.values()].map((runtime) => runtime.stop()));
  }

  async #run(lambda: LambdaFunction, event: string): Promise<Invocation> {
    if (lambda.reservedConcurrency === 0) return notRun("TooManyRequestsException", "Rate Exceeded.");
    try {
      return await this.#runtime(lambda).invoke(event);
    } catch (error) {
      if (!(error instanceof NoCodeError)) throw error;
      return notRun("NoCode", error.message);
    }
  }

  #runtime(lambda: LambdaFunction): FunctionRuntime {
    const existing = this.#runtimes.get(lambda.arn);
    if (existing !== undefined) return existing;
    const { endpoint, report } = this.options;
    const runtime = new FunctionRuntime(lambda, {
      variables: () => environmentVariables(lambda, endpoint()),
      log: (line) => {
        report({ kind: "log", function: lambda.name, line });
      },
    });
    this.#runtimes.set(lambda.arn, runtime);
    return runtime;
  }
}

function notRun(errorType: string, errorMessage: string): Invocation {
  const outcome = { kind: "failed", error: { errorType, errorMessage } } as const;
  return { requestId: randomUUID(), outcome, milliseconds: 0, initMilliseconds: undefined };
}

/**
 * The environment variables of a function: those that Lambda sets (lambda/latest/dg/configuration-envvars), those that
 * Terraform declares, and what keeps the AWS SDK on this machine. Nothing of the hub's own environment.
 */
function environmentVariables(lambda: LambdaFunction, endpoint: string): Record<string, string> {
  return {
    TZ: ":UTC",
    LANG: "en_US.UTF-8",
    AWS_REGION: lambda.region,
    AWS_DEFAULT_REGION: lambda.region,
    AWS_EXECUTION_ENV: `AWS_Lambda_${lambda.runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: lambda.name,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(lambda.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${lambda.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: "local",
    _HANDLER: lambda.handler,
    ...lambda.environment,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyIdOf(lambda),
    AWS_SECRET_ACCESS_KEY: "not-looked-at",
    // The user's own profiles must not reach a function.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}
