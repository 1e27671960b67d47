import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod/mini";

/** E-mail addresses are compared in lower case: `Ada@mail.example` is nobody else than `ada@mail.example`. */
const emailSchema = z.string("expected an e-mail address").check(
  z.trim(),
  z.toLowerCase(),
  // RFC 5321, 4.5.3.1.3: a path is at most 256 characters with its angle brackets.
  z.maxLength(254, "expected an e-mail address of at most 254 characters"),
  z.email("expected an e-mail address"),
);

const signUpSchema = z.strictObject(
  {
    email: emailSchema,
    name: z
      .string("expected a name")
      .check(z.trim(), z.regex(/^[^\p{Cc}]{1,100}$/u, "expected a name of 1 to 100 characters")),
    /** ISO 3166-1. */
    countryCode: z.string("expected a country").check(z.regex(/^[A-Z]{2}$/, "expected a country such as DE")),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys" ? `unknown: ${issue.keys.join(", ")}` : "expected a JSON object",
  },
);

/** Who signs up. */
export type SignUp = z.infer<typeof signUpSchema>;

/** A request that is refused: its status, and a sentence that says what is wrong without repeating what was sent. */
export interface Refusal {
  readonly statusCode: 400 | 413;
  readonly message: string;
}

/**
 * Reads a request. API Gateway's HTTP APIs check neither body nor size (below 10 MB), so it is done here.
 *
 * @param maximumBytes of the body
 */
export function readSignUp(
  { body = "", isBase64Encoded }: Pick<APIGatewayProxyEventV2, "body" | "isBase64Encoded">,
  maximumBytes: number,
): SignUp | Refusal {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.length === 0) return refusal("there is no body; send a JSON object");
  if (bytes.length > maximumBytes) {
    return { statusCode: 413, message: `the body is ${bytes.length} bytes long; at most ${maximumBytes} are taken` };
  }
  let json: unknown;
  try {
    json = JSON.parse(bytes.toString("utf8"));
  } catch {
    return refusal("the body is not JSON");
  }
  const read = signUpSchema.safeParse(json);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "));
  return refusal(wrong.join("; "));
}

function refusal(message: string): Refusal {
  return { statusCode: 400, message };
}
