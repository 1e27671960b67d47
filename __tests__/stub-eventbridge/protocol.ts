/** The protocols of AWS, as far as tests speak them: JSON with a target, the query of IAM and STS, and S3's XML. */
import type { Answered, Received } from "./exchange";

/** Method and path where the protocol names no operation. */
export function operationOf({ method, url, headers, body }: Received): string {
  const target = headers["x-amz-target"];
  if (typeof target === "string") return target.split(".")[1] ?? "";
  return /(?:^|&)Action=(\w+)/.exec(body.toString())?.[1] ?? `${method} ${url.replace(/\?.*$/, "")}`;
}

/** AWS's answer to who may not. No SDK asks again after it. @param action such as `events:PutRule` */
export function denied(received: Received, action: string): Answered {
  const message = `User: arn:aws:iam::123456789012:user/administrator is not authorized to perform: ${action}`;
  if (String(received.headers.authorization).includes("/s3/aws4_request")) {
    return xml(403, `<Error><Code>AccessDenied</Code><Message>${message}</Message></Error>`);
  }
  return received.headers["x-amz-target"] === undefined
    ? queryError(403, "AccessDenied", message)
    : json(400, { __type: "AccessDeniedException", message });
}

export function json(status: number, fields: Readonly<Record<string, unknown>>): Answered {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  return { status, headers, body: Buffer.from(JSON.stringify(fields)) };
}

export function xml(status: number, text: string): Answered {
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(text) };
}

export function queryError(status: number, code: string, message: string): Answered {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  return xml(status, `<ErrorResponse>${error}</ErrorResponse>`);
}
