import { partsOf, type Sketch } from "./documents";

/** What the parts say of access, for an operation with these schemes, each an alternative. */
function accessWith(schemes: Readonly<Record<string, unknown>>, security?: Sketch["security"]) {
  const each = Object.keys(schemes).map((name) => ({ [name]: [] }));
  const { connection, secretKeys, notes } = partsOf({ schemes, security: security ?? each });
  return { ...connection, secretKeys, notes };
}

const BASIC = { type: "http", scheme: "basic" };
const HEADER = { type: "apiKey", in: "header", name: "X-Shop-Key" };
const QUERY = { type: "apiKey", in: "query", name: "api_key" };
const FLOW = { tokenUrl: "/oauth/token", scopes: { "orders:write": "" } };

describe("the ways to authorize of a document", () => {
  it("are BASIC for basic", () => {
    expect(accessWith({ BASIC })).toMatchObject({
      authorization: { type: "BASIC" },
      secretKeys: { username: "<user name>", password: "<password>" },
    });
  });

  it("are an API key in Authorization for a bearer token", () => {
    expect(accessWith({ token: { type: "http", scheme: "bearer" } })).toMatchObject({
      authorization: { type: "API_KEY", apiKeyName: "Authorization" },
      secretKeys: { apiKey: "Bearer <token>" },
    });
  });

  it("are an API key of its own name for a header, with what the document says of it", () => {
    expect(accessWith({ key: { ...HEADER, description: "Begins with `shop_`" } })).toMatchObject({
      authorization: { type: "API_KEY", apiKeyName: "X-Shop-Key" },
      secretKeys: { apiKey: "<the whole value of the header X-Shop-Key>" },
      notes: expect.arrayContaining(["The document says of the header X-Shop-Key: Begins with `shop_`"]) as unknown,
    });
  });

  it("are a parameter of the connection for a key in the query, whose name is not the header's", () => {
    expect(accessWith({ QUERY })).toMatchObject({
      authorization: { type: "API_KEY", apiKeyName: "X-Eventbridge-Unused" },
      invocationHttpParameters: { queryString: { api_key: { secretKey: "productApiKey" } } },
      secretKeys: { apiKey: "unused", productApiKey: "<value of the query parameter api_key>" },
    });
  });

  it("are OAuth for client credentials, with scopes and an endpoint relative to the server", () => {
    const schemes = { oauth: { type: "oauth2", flows: { clientCredentials: FLOW } } };
    expect(accessWith(schemes, [{ oauth: ["orders:write"] }])).toMatchObject({
      authorization: {
        type: "OAUTH_CLIENT_CREDENTIALS",
        authorizationEndpoint: "https://api.shop.example/oauth/token",
        httpMethod: "POST",
        oauthHttpParameters: {
          header: { "Content-Type": "application/x-www-form-urlencoded" },
          body: { grant_type: "client_credentials", scope: "orders:write" },
        },
      },
      secretKeys: { clientId: "<client ID>", clientSecret: "<client secret>" },
    });
  });

  it("are a token by hand for OAuth that needs a person, with the way round", () => {
    const { authorization, notes } = accessWith({ oauth: { type: "oauth2", flows: { authorizationCode: FLOW } } });
    expect(authorization).toEqual({ type: "API_KEY", apiKeyName: "Authorization" });
    expect(notes).toContain(
      "The document has OAuth with authorizationCode only, which needs a person at a browser; use a token that does not expire as the API key, or OAUTH_CLIENT_CREDENTIALS if the vendor's token endpoint (the document's is https://api.shop.example/oauth/token) takes client credentials",
    );
  });

  it("are the first that EventBridge can do, and the others are named", () => {
    const schemes = { certificate: { type: "mutualTLS" }, BASIC, HEADER };
    const { authorization, notes } = accessWith(schemes);
    expect(authorization).toEqual({ type: "BASIC" });
    expect(notes).toContain("Of several ways to authorize this is BASIC; the document also has certificate, or HEADER");
  });

  it("are both where two keys are wanted together", () => {
    const schemes = { HEADER, app: { ...HEADER, name: "X-App-Key" } };
    expect(accessWith(schemes, [{ HEADER: [], app: [] }])).toMatchObject({
      authorization: { type: "API_KEY", apiKeyName: "X-Shop-Key" },
      invocationHttpParameters: { header: { "X-App-Key": { secretKey: "appKey" } } },
    });
  });

  it("are an ignored header where the document has none", () => {
    expect(partsOf({}).connection).toEqual({ authorization: { type: "API_KEY", apiKeyName: "X-Eventbridge-Unused" } });
  });

  it("must be one that EventBridge can do", () => {
    expect(() =>
      accessWith({ certificate: { type: "mutualTLS" }, digest: { type: "http", scheme: "digest" } }),
    ).toThrow(
      "EventBridge cannot authorize send (certificate: EventBridge shows no client certificate; digest: EventBridge does not know HTTP's digest authorization); write a function that consumes the event and calls the product",
    );
  });
});
