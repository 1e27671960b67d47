import type { IncomingMessage, ServerResponse } from "node:http";
import { isJsonObject, type JsonObject, type JsonValue } from "../input";

/** A call in one of AWS's JSON protocols, 1.0 (SQS) or 1.1 (EventBridge): both are a POST with a target header. */
export interface AwsCall {
  /** `AWSEvents` or `AmazonSQS`. */
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  /** The account that calls; undefined when the call does not say. */
  readonly account: string | undefined;
  /** Where the caller reached this server: `http://127.0.0.1:4100`. */
  readonly origin: string;
}

/** An error that goes back to the caller in AWS's form, with status 400 like most of AWS's own. */
export class AwsError extends Error {
  /**
   * @param code AWS's name of the error, such as `ValidationException`
   * @param queryCode its name in SQS's older protocol, which SDKs still read
   */
  constructor(
    readonly code: string,
    message: string,
    readonly queryCode?: string,
  ) {
    super(message);
  }
}

/** A request body may be this long: ten entries of PutEvents are 1 MB together. */
const BODY_BYTES = 4 * 1_048_576;

/**
 * Reads a call.
 *
 * The account is what `x-hub-account-id` says, or else the access key id when it is twelve digits: the way to say
 * `AWS_ACCESS_KEY_ID=210000000001`. The signature is not verified, it proves nothing here.
 *
 * @throws AwsError when it is no call
 */
export async function readAwsCall(request: IncomingMessage, origin: string): Promise<AwsCall> {
  const target = request.headers["x-amz-target"];
  const [service = "", operation = ""] = typeof target === "string" ? target.split(".") : [];
  const body = await readBody(request);
  let input: JsonValue;
  try {
    input = JSON.parse(body === "" ? "{}" : body) as JsonValue;
  } catch {
    throw new AwsError("SerializationException", "The body of the request is not JSON.");
  }
  if (!isJsonObject(input)) throw new AwsError("SerializationException", "The body of the request is not an object.");
  return { service, operation, input, account: accountOf(request), origin };
}

function accountOf({ headers }: IncomingMessage): string | undefined {
  const named = headers["x-hub-account-id"];
  const keyId = /Credential=([^/,\s]+)\//.exec(headers.authorization ?? "")?.[1];
  return [named, keyId].flat().find((value) => value !== undefined && /^\d{12}$/.test(value));
}

/** @throws AwsError when it is too long */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > BODY_BYTES) throw new AwsError("RequestEntityTooLargeException", "The request is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Answers a call. */
export function answerJson(response: ServerResponse, status: number, output: unknown, contentType: string): void {
  response.writeHead(status, { "Content-Type": contentType, "Cache-Control": "no-store" }).end(JSON.stringify(output));
}

/** Answers with an error. */
export function answerError(response: ServerResponse, { code, message, queryCode }: AwsError): void {
  response.setHeader("x-amzn-ErrorType", code);
  if (queryCode !== undefined) response.setHeader("x-amzn-query-error", `${queryCode};Sender`);
  answerJson(response, 400, { __type: code, message, Message: message }, "application/x-amz-json-1.1");
}
