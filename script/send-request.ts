import { stackIds } from "../catalogue/names";
import { quote } from "../catalogue/wording";
import type { Action } from "../catalogue/language/script-schema";
import type { HttpRoute } from "#simulator/topology";
import { ScriptError } from "./failure";
import type { Performed } from "./observation";
import type { Scene } from "./scene";

type RequestAction = Extract<Action, { type: "request" }>;

/** Bodies are shown up to here. */
const SHOWN_CHARACTERS = 300;

/** Sends a request to one of the environment's HTTP APIs, as its callers do. */
export async function sendRequest(
  action: RequestAction,
  { hub, topology }: Pick<Scene, "hub" | "topology">,
): Promise<Performed> {
  const api = topology.httpApis.find(({ stack }) => stack === stackIds.ingress(action.api));
  const address = hub.apis.find(({ name }) => name === api?.name);
  if (api === undefined || address === undefined) {
    throw new ScriptError(`there is no ingress/${action.api}.yaml; write the name of a file in ingress/`);
  }
  const { method, path, token } = action;
  const route = api.routes.find(({ key }) => key === `${method} ${path}`);
  const body = bodyOf(action);
  const bearer = route === undefined ? undefined : await bearerToken(route, token, hub.url);
  const answer = await fetch(`${address.url}${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      ...(bearer === undefined ? {} : { Authorization: `Bearer ${bearer}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return {
    sent: [
      `${method} ${path} to ${api.name}, ${tokenText(route, token)}`,
      ...(body === undefined ? ["without a body"] : [shown(body)]),
    ],
    answer: { status: answer.status, body: await answer.text() },
  };
}

function bodyOf({ body, text, textLength }: RequestAction): string | undefined {
  if (body !== undefined) return JSON.stringify(body);
  return textLength === undefined ? text : "x".repeat(textLength);
}

function shown(body: string): string {
  return body.length <= SHOWN_CHARACTERS ? body : `${body.slice(0, 20)}... (${body.length} characters)`;
}

function tokenText(route: HttpRoute | undefined, token: RequestAction["token"]): string {
  if (route?.authorization.kind !== "jwt" || token === "none") return "without a token";
  const words = { valid: "a valid", forged: "a forged", expired: "an expired", "without-scope": "a scopeless" };
  return `with ${words[token]} token`;
}

/** Of the hub's own issuer, which stands in for the one that the route names. Undefined where none is sent. */
async function bearerToken(
  { authorization }: HttpRoute,
  token: RequestAction["token"],
  hubUrl: string,
): Promise<string | undefined> {
  if (authorization.kind !== "jwt" || token === "none") return undefined;
  const { issuer, audience, scopes } = authorization;
  const order = {
    issuer,
    audience: audience[0] ?? "",
    ...(token === "without-scope" || scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    expiresInSeconds: token === "expired" ? -60 : 300,
  };
  const answer = await fetch(`${hubUrl}/_hub/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(order),
  });
  const { access_token: signed } = (await answer.json()) as { readonly access_token?: string };
  if (signed === undefined) throw new ScriptError(`no token of ${quote(issuer)} could be made`);
  // Another claim under the same signature: what somebody gets who writes a token of their own.
  const [header = "", , signature = ""] = signed.split(".");
  const claims = Buffer.from(JSON.stringify({ iss: issuer, scope: scopes.join(" "), sub: "somebody" }));
  return token === "forged" ? [header, claims.toString("base64url"), signature].join(".") : signed;
}
