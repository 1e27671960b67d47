import fc from "fast-check";
import { planRequest, type Authorization, type ConnectionHttpParameters } from "#simulator/request";
import { load, replaced, withEnvironment, type Edit } from "./environment-folder";

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
function droppedFrom(where: "target" | "connection" | "tokenCall" | "apiKey", name: string): boolean {
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

/** Whether checking the edited environment finds a header of which EventBridge makes nothing. */
function found(edit: Edit): boolean {
  const { findings } = withEnvironment(edit, load);
  return findings.some(({ message }) => /EventBridge (sets|removes) this header/.test(message));
}

const places = {
  target: (name: string) => replaced("tenants/jira.yaml", "X-Trace-Id:", `${JSON.stringify(name)}:`),
  connection: (name: string) => replaced("tenants/pagerduty.yaml", "X-Routing-Key:", `${JSON.stringify(name)}:`),
  tokenCall: (name: string) => replaced("tenants/salesforce.yaml", "Content-Type:", `${JSON.stringify(name)}:`),
  apiKey: (name: string) =>
    replaced("tenants/pagerduty.yaml", "apiKeyName: Authorization", `apiKeyName: ${JSON.stringify(name)}`),
} as const;

describe("check finds a header that is not sent if and only if the simulator drops it", () => {
  test.each(["target", "connection", "tokenCall", "apiKey"] as const)("%s", (where) => {
    fc.assert(
      fc.property(headerName, (name) => {
        expect([name, found(places[where](name))]).toEqual([name, droppedFrom(where, name)]);
      }),
      { examples: known.map((name) => [name]), numRuns: known.length + 40 },
    );
  });
});
