import { CANARY, Scene, status } from "./scene";

const none = { header: [], queryString: [], body: [] };

test("an invocation has EventBridge's own headers, in full, and no others", () =>
  Scene.with({ endpoint: [status(200)] }, async (scene) => {
    await scene.deliver();
    const [request] = scene.endpoint.arrived;
    expect(request).toMatchObject({ method: "POST", url: "/orders/1", body: '{"id":"1"}' });
    expect(request?.rawHeaders).toEqual([
      ...["Host", "api.example"],
      ...["User-Agent", "Amazon/EventBridge/ApiDestinations"],
      ...["Range", "bytes=0-1048575"],
      ...["Accept-Encoding", "gzip,deflate"],
      ...["Connection", "close"],
      ...["Content-Type", "application/json; charset=utf-8"],
      ...["X-Api-Key", CANARY.apiKey],
      ...["Content-Length", "10"],
    ]);
  }));

test("basic authorization", () =>
  Scene.with({ connection: "BASIC", endpoint: [status(200)] }, async (scene) => {
    await scene.deliver();
    const expected = `Basic ${Buffer.from(`acme:${CANARY.password}`).toString("base64")}`;
    expect(scene.endpoint.arrived[0]?.headers.authorization).toBe(expected);
  }));

test("secret parameters of the connection are filled into header, query and body", () => {
  const secret = (key: string) => [{ key, isValueSecret: true }] as const;
  const description = {
    invocationHttpParameters: { header: secret("X-Partner"), queryString: secret("sig"), body: secret("shipper") },
  };
  return Scene.with({ endpoint: [status(200)], description }, async (scene) => {
    await scene.deliver();
    const [request] = scene.endpoint.arrived;
    expect(request?.headers["x-partner"]).toBe(CANARY.parameter);
    expect(request?.url).toBe(`/orders/1?sig=${CANARY.parameter}`);
    expect(request?.body).toBe(`{"id":"1","shipper":"${CANARY.parameter}"}`);
  });
});

test("a request that cannot be sent is a dead letter at once", () => {
  const header = [{ key: "X-Broken", isValueSecret: false, value: "two\nlines" }] as const;
  const description = { invocationHttpParameters: { ...none, header } };
  return Scene.with({ endpoint: [status(200)], description }, async (scene) => {
    expect(await scene.deliver()).toMatchObject({
      kind: "deadLettered",
      attempts: 1,
      letter: { attributes: { ERROR_CODE: "INVALID_PARAMETER" } },
    });
  });
});

test("a token call configured as JSON is JSON", () => {
  const authorization = {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.example/oauth/token",
    httpMethod: "POST",
    oAuthHttpParameters: {
      ...none,
      header: [{ key: "content-type", isValueSecret: false, value: "application/json" }],
      body: [{ key: "audience", isValueSecret: true }],
    },
  } as const;
  return Scene.with(
    { connection: "OAUTH_CLIENT_CREDENTIALS", endpoint: [status(200)], description: { authorization } },
    async (scene) => {
      await scene.deliver();
      expect(JSON.parse(scene.tokenEndpoint.arrived[0]?.body ?? "")).toEqual({
        audience: CANARY.parameter,
        grant_type: "client_credentials",
        client_id: "client-1",
        client_secret: CANARY.clientSecret,
      });
    },
  );
});

test("a token call with GET has everything in its query", () => {
  const authorization = {
    type: "OAUTH_CLIENT_CREDENTIALS",
    authorizationEndpoint: "https://login.example/oauth/token?tenant=7",
    httpMethod: "GET",
    oAuthHttpParameters: none,
  } as const;
  return Scene.with(
    { connection: "OAUTH_CLIENT_CREDENTIALS", endpoint: [status(200)], description: { authorization } },
    async (scene) => {
      await scene.deliver();
      expect(scene.tokenEndpoint.arrived[0]).toMatchObject({
        method: "GET",
        url:
          "/oauth/token?tenant=7&grant_type=client_credentials&client_id=client-1" +
          `&client_secret=${CANARY.clientSecret}`,
        body: "",
      });
    },
  );
});
