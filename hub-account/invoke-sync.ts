import { InvokeCommand, type InvokeCommandOutput } from "@aws-sdk/client-lambda";
import { z } from "zod";
import { stackIds } from "../catalogue/names";
import { isThrottled } from "../connection/passing-failure";
import { parseOutcome, type Outcome } from "../connection/outcome";
import type { FunctionRequest } from "../connection/requests";
import { HubAccountError } from "./failure";
import { isMissing } from "./aws-failure";
import type { HubSession } from "./session";

/** Invocations in all, before somebody has to look. */
const ATTEMPTS = 5;

const functionErrorSchema = z.object({ errorType: z.string().optional(), errorMessage: z.string().optional() });

/** Which function is to sync which connection. */
export interface SyncRequest {
  readonly functionName: string;
  /** The tenant, or `tenant/connection`. */
  readonly connection: string;
  /** Waits some milliseconds. */
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/**
 * Has the function sync one connection, and waits for what comes of it. A sync may be done again at any time, so one
 * that was not begun (throttled) or was cut off (the function's time was up) is.
 *
 * @throws HubAccountError when the function is not there, or fails for another reason
 */
export async function invokeSync(session: HubSession, request: SyncRequest): Promise<Outcome> {
  const { functionName, connection, pause = sleep } = request;
  const invocation = new InvokeCommand({
    FunctionName: functionName,
    InvocationType: "RequestResponse",
    Payload: JSON.stringify({ action: "sync", connection } satisfies FunctionRequest),
  });
  for (let attempt = 1; ; attempt += 1) {
    const result = await session.lambda.send(invocation).then(resultOf, (error: unknown): Result => {
      if (isThrottled(error)) return { kind: "again", why: "is throttled" };
      if (isMissing(error)) {
        throw new HubAccountError(
          `function ${functionName} does not exist: apply stack ${stackIds.connectionCredentials} first`,
        );
      }
      throw error;
    });
    if (result.kind === "outcome") return result.outcome;
    if (result.kind === "failed" || attempt === ATTEMPTS) {
      throw new HubAccountError(
        `function ${functionName} ${result.why}; what is put stays put: ./hub credentials sync ${connection} tries again`,
      );
    }
    await pause(1000 * 2 ** (attempt - 1));
  }
}

type Result =
  { readonly kind: "outcome"; readonly outcome: Outcome } | { readonly kind: "again" | "failed"; readonly why: string };

function resultOf({ FunctionError, Payload }: InvokeCommandOutput): Result {
  const answer = Payload === undefined ? "" : Buffer.from(Payload).toString("utf8");
  if (FunctionError === undefined) {
    const outcome = parseOutcome(answer);
    return outcome === undefined
      ? { kind: "failed", why: "answers what this version of hub does not understand" }
      : { kind: "outcome", outcome };
  }
  const { errorType = "", errorMessage = "" } = functionError(answer);
  if (errorType === "Sandbox.Timedout" || errorMessage.includes("Task timed out")) {
    return { kind: "again", why: "ran out of time" };
  }
  return { kind: "failed", why: `failed: ${errorMessage || errorType || FunctionError}` };
}

function functionError(answer: string): z.infer<typeof functionErrorSchema> {
  try {
    return functionErrorSchema.parse(JSON.parse(answer));
  } catch {
    return {};
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
