import type { HttpApi, HttpStage } from "../../topology";
import { localApiId, requestTime, type ApiRequest } from "./api-request";
import type { RouteMatch } from "./route-match";

/** A request on its way through an API, with all that was found out about it. */
export interface RequestContext {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly match: RouteMatch;
  readonly request: ApiRequest;
  /** `127.0.0.1:4011` */
  readonly domainName: string;
  /** What the authorizer found: `{ jwt: ... }` or `{ iam: ... }`. */
  readonly authorizer: object | undefined;
  readonly claims: Readonly<Record<string, string>>;
}

/**
 * Values of `$context.` variables, without what is known only of the answer; the ones that mappings and log formats use.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function contextVariables(context: RequestContext): Record<string, string> {
  const { api, stage, match, request, domainName, claims } = context;
  return {
    accountId: api.account,
    apiId: localApiId(api),
    domainName,
    domainPrefix: domainName.split(".")[0] ?? "",
    httpMethod: request.method,
    "identity.sourceIp": request.sourceIp,
    "identity.userAgent": request.headers["user-agent"] ?? "",
    path: request.path,
    protocol: request.protocol,
    requestId: request.requestId,
    extendedRequestId: request.requestId,
    requestTime: requestTime(request.at),
    requestTimeEpoch: String(Math.floor(request.at / 1000)),
    routeKey: match.route.key,
    stage: stage.name,
    ...Object.fromEntries(Object.entries(claims).map(([name, value]) => [`authorizer.claims.${name}`, value])),
  };
}
