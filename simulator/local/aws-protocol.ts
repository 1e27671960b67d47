import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { isJsonObject, type JsonObject, type JsonValue } from "../input";
import { deeperThan, MAX_DEPTH } from "../pattern/json-depth";

/** A call in one of AWS's JSON protocols, 1.0 (SQS) or 1.1 (EventBridge): both are a POST with a target header. */
export interface AwsCall {
  /** `AWSEvents` or `AmazonSQS`. */
  readonly service: string;
  readonly operation: string;
  readonly input: JsonObject;
  /** The account that calls; undefined when the call does not say. */
  readonly account: string | undefined;
  /** Of the credentials that signed the call. */
  readonly accessKeyId: string | undefined;
  /** Where the caller reached this server: `http://127.0.0.1:4100`. */
  readonly origin: string;
}

/** A request to the hub, read as a whole. */
export interface HttpCall {
  readonly method: string;
  /** Path and query, as they came. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** An answer of the hub. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** An error that goes back to the caller in AWS's form. */
export class AwsError extends Error {
  /**
   * @param code AWS's name of the error, such as `ValidationException`
   * @param queryCode its name in SQS's older protocol, which SDKs still read
   * @param status of the answer; most of AWS's own errors have 400
   */
  constructor(
    readonly code: string,
    message: string,
    readonly queryCode?: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

/** A request body may be this long: that of DynamoDB's BatchWriteItem (its quotas page) is the longest. */
const BODY_BYTES = 16 * 1_048_576;

/**
 * Reads a call.
 *
 * The account is what `x-hub-account-id` says, or else the access key id when it is twelve digits: the way to say
 * `AWS_ACCESS_KEY_ID=210000000001`. The signature is not verified, it proves nothing here.
 *
 * @throws AwsError when it is no call
 */
export function readAwsCall({ method, headers, body }: HttpCall, origin: string): AwsCall {
  if (method !== "POST") {
    throw new AwsError("UnknownOperationException", `A call of AWS is a POST, not a ${method}.`, undefined, 404);
  }
  const target = headers["x-amz-target"];
  const [service = "", operation = ""] = typeof target === "string" ? target.split(".") : [];
  const input = readJson(body.length === 0 ? "{}" : body.toString("utf8"));
  if (!isJsonObject(input)) throw new AwsError("SerializationException", "The body of the request is not an object.");
  return { service, operation, input, account: accountOf(headers), accessKeyId: accessKeyIdIn(headers), origin };
}

/**
 * Reads the body of a call.
 *
 * @throws AwsError when it is not JSON, or nested too deeply for what works on it
 */
export function readJson(text: string): JsonValue {
  if (deeperThan(MAX_DEPTH, text)) {
    throw new AwsError("SerializationException", "The body of the request is nested too deeply.");
  }
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throw new AwsError("SerializationException", "The body of the request is not JSON.");
  }
}

/** The access key id of the credentials that signed a request. */
export function accessKeyIdIn({ authorization = "" }: IncomingHttpHeaders): string | undefined {
  return /Credential=([^/,\s]+)\//.exec(authorization)?.[1];
}

/** The account that a request is made for: see {@link readAwsCall}. */
export function accountOf(headers: IncomingHttpHeaders): string | undefined {
  const named = headers["x-hub-account-id"];
  return [named, accessKeyIdIn(headers)].flat().find((value) => value !== undefined && /^\d{12}$/.test(value));
}

/** A part of a URL without its percent-encoding; undefined where that is none, as in `%ff`. */
export function decodedUrl(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** @throws AwsError when it is too long */
export async function readHttpCall(request: IncomingMessage): Promise<HttpCall> {
  const { method = "", url = "", headers } = request;
  return { method, url, headers, body: await readBytes(request, BODY_BYTES) };
}

/** @throws AwsError when it is too long */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, BODY_BYTES)).toString("utf8");
}

/** @throws AwsError when there are more bytes than `most` */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new AwsError("RequestEntityTooLargeException", "The request is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Answers a call. @throws RangeError before anything is sent when the answer is too long or too deep to be written */
export function answerJson(response: ServerResponse, status: number, output: unknown, contentType: string): void {
  const text = JSON.stringify(output);
  response.writeHead(status, { "Content-Type": contentType, "Cache-Control": "no-store" }).end(text);
}

/** Answers with an error. */
export function answerError(response: ServerResponse, { code, message, queryCode, status }: AwsError): void {
  response.setHeader("x-amzn-ErrorType", code);
  if (queryCode !== undefined) response.setHeader("x-amzn-query-error", `${queryCode};Sender`);
  answerJson(response, status, { __type: code, message, Message: message }, "application/x-amz-json-1.1");
}
