import fc from "fast-check";
import { planRequest, type Authorization, type ConnectionHttpParameters } from "#simulator/request";
import { printedFindings, type Edit } from "./environment-folder";

/** What AWS's page lists as removed, what other HTTP clients remove as well, and what neither does. */
const known = (
  "A-IM Accept-Charset Accept-Datetime Accept-Encoding Cache-Control Connection Content-Encoding Content-Length " +
  "Content-MD5 Date Expect Forwarded From Host HTTP2-Settings If-Match If-Modified-Since If-None-Match If-Range " +
  "If-Unmodified-Since Max-Forwards Origin Pragma Proxy-Authorization Range Referer TE Trailer Transfer-Encoding " +
  "User-Agent Upgrade Via Warning Keep-Alive Proxy-Authenticate Proxy-Connection Accept Content-Type X-Host DD-API-KEY"
).split(" ");

const inAnyCase = fc.mixedCase(fc.constantFrom(...known));

const anyToken = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,16}$/);

const headerName = fc.oneof({ weight: 3, arbitrary: inAnyCase }, anyToken);

const none: ConnectionHttpParameters = { header: [], queryString: [], body: [] };

/** The plan of a request whose target, connection, token call or API key has a header of the name. */
function droppedFrom(where: keyof typeof places, name: string): boolean {
  const header = [{ key: name, value: "mine", isValueSecret: false }] as const;
  const oauth: Authorization = {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.example.com/token",
    httpMethod: "POST",
    oAuthHttpParameters: { ...none, header },
  };
  const plan = planRequest({
    destination: { endpoint: "https://api.example.com/", httpMethod: "POST" },
    connection: {
      authorization:
        where === "tokenCall"
          ? oauth
          : { type: "API_KEY", apiKeyName: where === "apiKey" ? name : "X-The-Key-Of-This-Test" },
      invocationHttpParameters: { ...none, header: where === "connection" ? header : [] },
    },
    httpParameters: {
      pathParameters: [],
      queryString: [],
      header: where === "target" ? [{ key: name, value: { kind: "value", value: "mine" } }] : [],
    },
    body: { kind: "json", body: "{}" },
  });
  if (plan.kind === "impossible") throw new Error(plan.reason);
  const { authorization, dropped } = plan.request;
  const ofToken = authorization.type === "OAUTH_CLIENT_CREDENTIALS" ? authorization.tokenRequest.dropped : [];
  return [...dropped, ...ofToken].some((one) => one.name === name);
}

/** An environment in which all four have a header of the name. */
function everywhere(name: string): Edit {
  const written = JSON.stringify(name);
  return {
    replace: {
      "tenants/jira.yaml": [["X-Trace-Id:", `${written}:`]],
      "tenants/pagerduty.yaml": [
        ["X-Routing-Key:", `${written}:`],
        ["apiKeyName: Authorization", `apiKeyName: ${written}`],
      ],
      "tenants/salesforce.yaml": [["Content-Type:", `${written}:`]],
    },
  };
}

/** How a finding names the place that it is about. */
const places = {
  target: "httpParameters.headerParameters.",
  connection: "connection.invocationHttpParameters.header.",
  tokenCall: "connection.authorization.oauthHttpParameters.header.",
  apiKey: "connection.authorization.apiKeyName:",
} as const;

test("check finds a header that is not sent if and only if the simulator drops it", () => {
  fc.assert(
    fc.property(headerName, (name) => {
      const found = printedFindings(everywhere(name)).filter((line) => /EventBridge (sets|removes) this/.test(line));
      const where = Object.keys(places) as (keyof typeof places)[];
      expect([name, where.filter((place) => found.some((line) => line.includes(places[place])))]).toEqual([
        name,
        where.filter((place) => droppedFrom(place, name)),
      ]);
    }),
    { examples: known.map((name) => [name]), numRuns: known.length + 60 },
  );
});
