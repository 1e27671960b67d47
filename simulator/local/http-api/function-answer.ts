import { z } from "zod";
import { inWords } from "../../input";
import type { ApiAnswer } from "./api-answer";
import { gatewayAnswer } from "./api-answer";

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** What a function may return when it says a status. Numbers in quotes are taken, as API Gateway takes them. */
const responseSchema = z.object({
  statusCode: z
    .union([
      z.int(),
      z
        .string()
        .regex(/^\d{3}$/)
        .transform(Number),
    ])
    .pipe(z.int().min(100).max(599)),
  headers: z.record(z.string(), text).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(text)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * The answer that API Gateway makes of what a function returned, by the rules of payload format 2.0: an object with
 * `statusCode` is the answer, anything else is the body of a 200 in JSON. What fits neither is a 500.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * @param payload JSON text
 */
export function functionAnswer(payload: string): ApiAnswer {
  const returned = JSON.parse(payload) as unknown;
  if (typeof returned !== "object" || returned === null || !("statusCode" in returned)) {
    const body = typeof returned === "string" ? returned : payload;
    return { status: 200, headers: { "Content-Type": "application/json" }, cookies: [], body };
  }
  const read = responseSchema.safeParse(returned, { error: inWords });
  if (!read.success) {
    const wrong = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
    return gatewayAnswer(500, "Internal Server Error", `what the function returned is no answer: ${wrong}`);
  }
  const { statusCode, headers, multiValueHeaders, cookies, body, isBase64Encoded } = read.data;
  const several = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, values.join(",")] as const);
  const given = { ...Object.fromEntries(several), ...headers };
  const hasType = Object.keys(given).some((name) => name.toLowerCase() === "content-type");
  return {
    status: statusCode,
    headers: { ...(hasType ? {} : { "Content-Type": "text/plain;charset=UTF-8" }), ...given },
    cookies: cookies ?? [],
    body: isBase64Encoded === true ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}
