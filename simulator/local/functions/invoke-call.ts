import { AwsError, decodedUrl, type HttpAnswer, type HttpCall } from "../aws-protocol";
import type { Access, Caller } from "../caller";
import type { AsyncInvocations } from "./async-invocations";
import type { LocalFunctions } from "./local-functions";

const INVOKE = /^\/2015-03-31\/functions\/(?<name>[^/?]+)\/invocations(?:\?|$)/;

/** What an {@link invokeCall} works with. */
export interface InvokeContext {
  readonly functions: LocalFunctions;
  readonly asyncInvocations: AsyncInvocations;
  readonly access: Access;
  readonly all: readonly { readonly name: string; readonly arn: string; readonly account: string }[];
  readonly background: (work: Promise<void>) => void;
}

/** Whether a request is Lambda's Invoke. */
export function isInvokeCall({ method, url }: HttpCall): boolean {
  return method === "POST" && INVOKE.test(url);
}

/**
 * Lambda's Invoke, by name or ARN, waiting for the answer or not.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 *
 * @throws AwsError as AWS would
 */
export async function invokeCall(call: HttpCall, caller: Caller, context: InvokeContext): Promise<HttpAnswer> {
  const encoded = INVOKE.exec(call.url)?.groups?.["name"] ?? "";
  const wanted = decodedUrl(encoded) ?? encoded;
  const { functions, asyncInvocations, access, all, background } = context;
  const arn = all.find((one) => one.name === wanted && one.account === caller.account)?.arn ?? wanted;
  const lambda = functions.byArn(arn);
  if (lambda === undefined) throw new AwsError("ResourceNotFoundException", `Function not found: ${wanted}`);
  const attempt = { action: "lambda:InvokeFunction", resource: lambda.arn, region: lambda.region };
  const refused = access.refusal(caller, attempt);
  if (refused !== undefined) throw new AwsError("AccessDeniedException", refused);
  const event = call.body.length === 0 ? "{}" : call.body.toString("utf8");
  try {
    JSON.parse(event);
  } catch {
    throw new AwsError("InvalidRequestContentException", "Could not parse request body into json.");
  }
  if (lambda.reservedConcurrency === 0 && call.headers["x-amz-invocation-type"] !== "Event") {
    throw new AwsError("TooManyRequestsException", "Rate Exceeded.", undefined, 429);
  }
  const by = caller.kind === "role" ? `function ${caller.session}` : `account ${caller.account}`;
  const type = call.headers["x-amz-invocation-type"] ?? "RequestResponse";
  const executed = { "X-Amz-Executed-Version": "$LATEST" };
  if (type === "DryRun") return { status: 204, headers: {}, body: "" };
  if (type === "Event") {
    background(asyncInvocations.invoke(lambda, event, by));
    return { status: 202, headers: {}, body: "" };
  }
  const { outcome } = await functions.invoke(lambda, event, { by, attempt: 1 });
  const headers = { "Content-Type": "application/json", ...executed };
  return outcome.kind === "succeeded"
    ? { status: 200, headers, body: outcome.payload }
    : {
        status: 200,
        headers: { ...headers, "X-Amz-Function-Error": "Unhandled" },
        body: JSON.stringify(outcome.error),
      };
}
