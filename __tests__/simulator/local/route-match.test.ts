import fc from "fast-check";
import { matchRoute } from "../../../simulator/local/http-api/route-match";
import type { HttpRoute } from "#simulator/topology";

function routes(...keys: readonly string[]): HttpRoute[] {
  return keys.map((key) => ({
    stack: "ingress",
    address: key,
    key,
    authorization: { kind: "none" },
    integration: { kind: "unknown", what: "" },
  }));
}

// The routes and requests of AWS's own example (http-api-develop-routes).
const documented = routes("GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default");

test.each([
  ["GET", "/pets/dog/1", "GET /pets/dog/1", {}],
  ["GET", "/pets/dog/2", "GET /pets/dog/{id}", { id: "2" }],
  ["GET", "/pets/cat/1", "GET /pets/{proxy+}", { proxy: "cat/1" }],
  ["POST", "/test/5", "ANY /{proxy+}", { proxy: "test/5" }],
  ["GET", "/", "$default", {}],
])("%s %s takes %s", (method, path, key, pathParameters) => {
  expect(matchRoute(documented, method, path)).toMatchObject({ route: { key }, pathParameters });
});

test("a method goes before ANY, but a more specific path before both", () => {
  const both = routes("ANY /a/{id}", "GET /a/{id}", "ANY /a/b");
  expect(matchRoute(both, "GET", "/a/x")?.route.key).toBe("GET /a/{id}");
  expect(matchRoute(both, "POST", "/a/x")?.route.key).toBe("ANY /a/{id}");
  expect(matchRoute(both, "GET", "/a/b")?.route.key).toBe("ANY /a/b");
});

test("values are decoded, and what is no encoding stays as it is", () => {
  expect(matchRoute(routes("GET /{id}"), "GET", "/a%20b")?.pathParameters).toEqual({ id: "a b" });
  expect(matchRoute(routes("GET /{id}"), "GET", "/100%")?.pathParameters).toEqual({ id: "100%" });
});

test.each([
  ["POST", "/user/"],
  ["POST", "/User"],
  ["PUT", "/user"],
  ["POST", "/user/1"],
])("without $default, %s %s takes none of POST /user and POST /user/{id}/files", (method, path) => {
  expect(matchRoute(routes("POST /user", "POST /user/{id}/files"), method, path)).toBeUndefined();
});

const segment = fc.constantFrom("a", "b", "{x}", "{y}");
const key = fc
  .tuple(fc.constantFrom("GET", "POST", "ANY"), fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([method, segments, greedy]) => `${method} /${[...segments, ...(greedy ? ["{rest+}"] : [])].join("/")}`);

test("the order in which routes are declared never matters", () => {
  const path = fc
    .array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 5 })
    .map((parts) => `/${parts.join("/")}`);
  // API Gateway refuses two routes that differ in the names of their variables alone.
  const distinct = fc.uniqueArray(key, { selector: (one) => one.replace(/\{[xy]\}/g, "{}"), maxLength: 8 });
  fc.assert(
    fc.property(distinct, path, fc.constantFrom("GET", "POST"), (keys, requested, method) => {
      const [one, other] = [keys, [...keys].reverse()].map((order) => matchRoute(routes(...order), method, requested));
      expect(one?.route.key).toBe(other?.route.key);
    }),
  );
});
