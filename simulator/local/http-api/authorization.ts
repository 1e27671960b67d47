import { ownMember } from "../../input";
import { accountPrincipalArn, assumedRoleArn } from "../../../aws/arn";
import type { ApiRequest } from "./api-request";
import { accessKeyIdIn, accountOf } from "../aws-protocol";
import type { Access } from "../caller";
import type { HttpApi, RouteAuthorization } from "../../topology";
import type { LocalIssuer } from "./local-issuer";

/** Whether a request may pass, and what the integration learns of its caller. */
export type AuthorizationResult =
  | {
      readonly kind: "passed";
      readonly authorizer: object | undefined;
      readonly claims: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "stopped";
      readonly status: 401 | 403;
      readonly message: "Unauthorized" | "Forbidden";
      readonly headers: Readonly<Record<string, string>>;
      /** What API Gateway tells in its logs at most. */
      readonly reason: string;
    };

/** What {@link authorize} works with. */
export interface AuthorizationContext {
  readonly api: HttpApi;
  readonly issuer: LocalIssuer;
  readonly access: Access;
  /** `<execution ARN>/<stage>/<method>/<path>` */
  readonly routeArn: string;
}

/** Asks a route's authorizer. */
export async function authorize(
  authorization: RouteAuthorization,
  request: ApiRequest,
  context: AuthorizationContext,
): Promise<AuthorizationResult> {
  switch (authorization.kind) {
    case "none":
      return { kind: "passed", authorizer: undefined, claims: {} };
    case "iam":
      return authorizeIam(request, context);
    case "jwt":
      return authorizeJwt(authorization, request, context.issuer);
    case "unknown":
      return forbidden(authorization.what);
  }
}

function forbidden(reason: string, headers = {}): AuthorizationResult {
  return { kind: "stopped", status: 403, message: "Forbidden", headers, reason };
}

const SIGNATURE =
  /^AWS4-HMAC-SHA256 Credential=(?<key>[^/,\s]+)\/\d{8}\/[\w-]+\/execute-api\/aws4_request, ?SignedHeaders=[\w;-]+, ?Signature=\w+$/;

/**
 * A signature for `execute-api` must be there; it is not verified. Its access key id says who calls: an account, or a
 * function, whose role must then allow `execute-api:Invoke`. HTTP APIs have no resource policy, so another account than
 * their own never passes. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control-iam.html
 */
function authorizeIam({ headers }: ApiRequest, { api, access, routeArn }: AuthorizationContext): AuthorizationResult {
  const signed = { authorization: headers["authorization"] };
  if (!SIGNATURE.test(signed.authorization ?? "")) return forbidden("it is not signed with Signature Version 4");
  const accessKey = accessKeyIdIn(signed);
  const caller = access.callerOf(accessKey, accountOf(signed));
  if (caller === undefined)
    return forbidden("its access key id is neither an account nor a function of this Terraform");
  if (caller.account !== api.account) return forbidden(`account ${caller.account} is not that of the API`);
  const refused = access.refusal(caller, { action: "execute-api:Invoke", resource: routeArn, region: api.region });
  if (refused !== undefined) return forbidden(refused);
  const userArn =
    caller.kind === "role"
      ? assumedRoleArn(caller)
      : accountPrincipalArn({ account: caller.account, region: api.region });
  const iam = {
    accessKey,
    accountId: caller.account,
    callerId: caller.account,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn,
    userId: caller.account,
  };
  return { kind: "passed", authorizer: { iam }, claims: {} };
}

type JwtAuthorization = Extract<RouteAuthorization, { kind: "jwt" }>;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html */
async function authorizeJwt(
  authorization: JwtAuthorization,
  request: ApiRequest,
  issuer: LocalIssuer,
): Promise<AuthorizationResult> {
  const token = tokenIn(request, authorization.identitySources);
  if (token === undefined) return unauthorized("Bearer", "the request has no token");
  const verified = await issuer.verify(token, authorization.issuer);
  const invalid = (what: string) =>
    unauthorized(`Bearer scope="" error="invalid_token" error_description="${what}"`, what);
  if (typeof verified === "string") return invalid(verified);
  const { aud, client_id: clientId } = verified;
  const audience = [aud ?? clientId].flat();
  if (!audience.some((one) => authorization.audience.includes(String(one)))) {
    return invalid("the token does not have a valid audience");
  }
  const granted = [verified["scope"], verified["scp"]]
    .flat()
    .flatMap((one) => (typeof one === "string" ? one.split(" ") : []));
  const { scopes } = authorization;
  if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) {
    const challenge = `Bearer scope="${scopes.join(" ")}" error="insufficient_scope"`;
    return forbidden(`the token has none of the scopes ${scopes.join(", ")}`, { "WWW-Authenticate": challenge });
  }
  const claims = Object.fromEntries(Object.entries(verified).map(([name, value]) => [name, claimText(value)]));
  return { kind: "passed", authorizer: { jwt: { claims, scopes: scopes.length > 0 ? scopes : null } }, claims };
}

function unauthorized(challenge: string, reason: string): AuthorizationResult {
  return {
    kind: "stopped",
    status: 401,
    message: "Unauthorized",
    headers: { "WWW-Authenticate": challenge },
    reason,
  };
}

/** API Gateway hands claims on as text: a list becomes `[one two]`. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(" ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

function tokenIn({ headers, queryString }: ApiRequest, sources: readonly string[]): string | undefined {
  for (const source of sources.length > 0 ? sources : ["$request.header.Authorization"]) {
    const [, place, name = ""] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value =
      place === "header"
        ? ownMember(headers, name.toLowerCase())
        : (new URLSearchParams(queryString).get(name) ?? undefined);
    if (value !== undefined && value !== "") return value.replace(/^Bearer /i, "");
  }
  return undefined;
}
