import { z } from "zod";
import { inWords } from "../input";
import type { ControlAnswer } from "./control";
import type { Schedules } from "./functions/schedules";
import type { LocalApplication } from "./local-application";

/** What the hub shows of its routes, functions and topics. */
export interface ApplicationControlContext {
  readonly application: LocalApplication;
  readonly schedules: Schedules;
}

const scheduleSchema = z.strictObject({ name: z.string() });

const tokenSchema = z.strictObject({
  issuer: z.string(),
  audience: z.union([z.string(), z.array(z.string())]),
  scope: z.string().optional(),
  claims: z.record(z.string(), z.unknown()).default({}),
  expiresInSeconds: z.int().default(3600),
});

/**
 * - `GET /_hub/publishes`: what was published to topics of IoT Core
 * - `GET /_hub/access-log`: the access logs of all HTTP APIs
 * - `GET /_hub/schedules`: schedules and their expressions
 * - `POST /_hub/schedules`: fires one, `{"name": "acme-dev-outbox"}`
 * - `POST /_hub/tokens`: a token for a JWT authorizer, `{"issuer": "https://login.example", "audience": "shop"}`
 *
 * @returns undefined for any other path
 */
export function controlApplication(
  method: string,
  path: string,
  body: string,
  { application, schedules }: ApplicationControlContext,
): ControlAnswer | Promise<ControlAnswer> | undefined {
  switch (`${method} ${path}`) {
    case "GET /_hub/publishes":
      return { status: 200, output: application.publishes.recorded };
    case "GET /_hub/access-log":
      return { status: 200, output: application.accessLog.lines };
    case "GET /_hub/schedules":
      return { status: 200, output: schedules.all };
    case "POST /_hub/schedules": {
      const order = read(body, scheduleSchema);
      if (typeof order === "string") return wrong(order);
      const refused = schedules.fire(order.name);
      return refused === undefined ? { status: 200, output: { fired: order.name } } : wrong(refused);
    }
    case "POST /_hub/tokens": {
      const order = read(body, tokenSchema);
      if (typeof order === "string") return wrong(order);
      const { issuer, audience: aud, scope, claims, expiresInSeconds } = order;
      const all = { sub: "local", ...claims, aud, ...(scope === undefined ? {} : { scope }) };
      return application.issuer.sign(issuer, { claims: all, expiresInSeconds }).then((token) => ({
        status: 200,
        output: { access_token: token, token_type: "Bearer", expires_in: expiresInSeconds },
      }));
    }
    default:
      return undefined;
  }
}

function wrong(message: string): ControlAnswer {
  return { status: 400, output: { message } };
}

/** What the body asks for, or what is wrong with it in a sentence. */
function read<T>(body: string, schema: z.ZodType<T>): T | string {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return "the body is not JSON";
  }
  const parsed = schema.safeParse(json, { error: inWords });
  if (parsed.success) return parsed.data;
  return parsed.error.issues
    .map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": "))
    .join("; ");
}
