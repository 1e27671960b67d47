import type { Rule } from "./rule";

/** What can be wrong with the routes of an HTTP API. */
export const ingressRules = {
  "route-open-to-all": {
    severity: "error",
    says: "A route of type NONE does not say that it is public.",
    why: "Anybody on the internet could call it.",
    instead: "Write `public: true`, or an authorizer.",
    example:
      "routes.create-user.authorizer.public: a route of type NONE is open to the internet; write public: true, or an authorizer",
  },
  "same-route": {
    severity: "error",
    says: "Two routes match the same requests.",
    why: "API Gateway does not tell paths apart by the names of their parameters.",
    instead: "Use another path or method.",
    example: "routes.place-order.path: POST /user is the request of create-user already; write another path or method",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html",
  },
  "too-many-routes": {
    severity: "error",
    says: "An API has more routes than AWS allows.",
    why: "CreateRoute would fail halfway through the apply.",
    instead: "Move some of them to a second file.",
    example: "routes: 301 routes, AWS allows 300 of an API; write the others in a second file",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  },
  "too-many-authorizers": {
    severity: "error",
    says: "An API has more pairs of issuer and audience than AWS allows authorizers.",
    why: "CreateAuthorizer would fail halfway through the apply.",
    instead: "Use the same audience for several routes, or a second file.",
    example:
      "routes: 11 pairs of issuer and audience, AWS allows 10 of an API; write the same audience for several routes, or a second file",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  },
  "unknown-function": {
    severity: "error",
    says: "A route calls a function that does not exist.",
    why: "There is nothing to integrate with.",
    instead: "Name a function of a file in `functions/`.",
    example:
      "routes.create-user.integration.function: functions/signup.yaml has no such function; write signup/create-user",
  },
  "function-in-another-account": {
    severity: "error",
    says: "A route calls a function of another account.",
    why: "An API and its functions are deployed to one account.",
    instead: "Use a function of the same account.",
    example:
      "routes.create-user.integration.function: the function is in account hub, the API in shop; write a function of the same account",
  },
  "function-slower-than-api": {
    severity: "error",
    says: "A function behind a route may run longer than API Gateway waits.",
    why: "The caller would get 503 while the function goes on.",
    instead: "Use a shorter `timeoutSeconds`.",
    example:
      "routes.create-user.integration.function: the function may take 31 seconds, and API Gateway waits 30; write timeoutSeconds: 30 or less there",
    source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html",
  },
  "two-request-sizes": {
    severity: "error",
    says: "Two routes give the same function different values of `maximumRequestBytes`.",
    why: "The function is told one of them only.",
    instead: "Use the same value in both.",
    example:
      "routes.place-order.integration: another route gives the same function another maximumRequestBytes, and it is told of one; write 65536 in both",
  },
} as const satisfies Readonly<Record<string, Rule>>;
