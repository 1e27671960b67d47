import { localApiId, requestTime } from "./api-request";
import type { RequestContext } from "./request-context";

/** Content types whose bodies are text; all others are handed over in base64. */
const TEXT = /^(text\/|application\/(json|xml|javascript|[\w.+-]+\+(json|xml))\b)/;

/**
 * The event of a function behind a route, in payload format 2.0, as JSON text.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function functionPayload(context: RequestContext): string {
  const { api, stage, match, request, domainName, authorizer } = context;
  const { method, path, queryString, headers, cookies, body, protocol, sourceIp, requestId, at } = request;
  const routeKey = match.route.key;
  const contentType = headers["content-type"];
  const isBase64Encoded = body.length > 0 && contentType !== undefined && !TEXT.test(contentType.toLowerCase());
  const query = joined(new URLSearchParams(queryString));
  return JSON.stringify({
    version: "2.0",
    routeKey,
    rawPath: stage.name === "$default" ? path : `/${stage.name}${path}`,
    rawQueryString: queryString,
    ...(cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: api.account,
      apiId: localApiId(api),
      ...(authorizer === undefined ? {} : { authorizer }),
      domainName,
      domainPrefix: domainName.split(".")[0],
      http: { method, path, protocol, sourceIp, userAgent: headers["user-agent"] ?? "" },
      requestId,
      routeKey,
      stage: stage.name,
      time: requestTime(at),
      timeEpoch: at,
    },
    ...(Object.keys(stage.variables).length === 0 ? {} : { stageVariables: stage.variables }),
    ...(Object.keys(match.pathParameters).length === 0 ? {} : { pathParameters: match.pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isBase64Encoded ? "base64" : "utf8") }),
    isBase64Encoded,
  });
}

/** Values of one name stand in one text, with commas between. */
function joined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(",")]));
}
