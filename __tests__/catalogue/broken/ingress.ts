/** HTTP APIs: accounts, authorizers, routes and what they call. */
import { replaced, type Broken } from "../environment-folder";
import { applications } from "../applications-folder";

export const ingress: readonly Broken[] = [
  {
    title: "an API in the hub account",
    edit: applications("ingress/signup.yaml", "account: shop", "account: hub"),
    expected: [
      'ingress/signup.yaml:2:10: error: account: found "hub"; write the alias of a file in sources/, such as shop-eu [wrong-value]',
    ],
  },
  {
    title: "an API in an account that has no file",
    edit: applications("ingress/signup.yaml", "account: shop", "account: shopp"),
    expected: [
      "ingress/signup.yaml:2:10: error: account: there is no sources/shopp.yaml; write shop [unknown-account]",
    ],
  },
  {
    title: "a route without authorizer",
    edit: applications("ingress/signup.yaml", "    authorizer: { type: NONE, public: true }\n", ""),
    expected: [
      "ingress/signup.yaml:10:5: error: routes.create-user.authorizer: missing; write an authorizer of type JWT or IAM, or { type: NONE, public: true } where anybody may call [missing-value]",
    ],
  },
  {
    title: "an open route that is not said to be public",
    edit: applications("ingress/signup.yaml", "{ type: NONE, public: true }", "{ type: NONE }"),
    expected: [
      "ingress/signup.yaml:12:17: error: routes.create-user.authorizer.public: a route of type NONE is open to the internet; write public: true, or an authorizer [route-open-to-all]",
    ],
  },
  {
    title: "an open route that is said not to be public",
    edit: applications("ingress/signup.yaml", "public: true", "public: false"),
    expected: [
      "ingress/signup.yaml:12:39: error: routes.create-user.authorizer.public: a route of type NONE is open to the internet; write public: true, or an authorizer [route-open-to-all]",
    ],
  },
  {
    title: "a public route with a JWT authorizer",
    edit: applications("ingress/signup.yaml", "audience: [orders]", "audience: [orders], public: true"),
    expected: [
      'ingress/signup.yaml:18:88: error: routes.place-order.authorizer: unknown key "public"; leave it out, or write one of type, issuer, audience, scopes [unknown-key]',
    ],
  },
  {
    title: "an authorizer of another type",
    edit: applications("ingress/signup.yaml", "type: JWT", "type: JTW"),
    expected: [
      'ingress/signup.yaml:18:25: error: routes.place-order.authorizer.type: found "JTW"; write JWT (the choices are JWT, IAM, NONE) [unknown-choice]',
    ],
  },
  {
    title: "an issuer that is not https",
    edit: applications("ingress/signup.yaml", "https://login", "http://login"),
    expected: [
      'ingress/signup.yaml:18:38: error: routes.place-order.authorizer.issuer: found "http://login.example.com/"; write "https://login.example.com/" (the https address of the token issuer, exactly as in the claim iss, such as https://login.example.com/) [wrong-value]',
    ],
  },
  {
    title: "a JWT authorizer without audience",
    edit: applications("ingress/signup.yaml", "audience: [orders]", "audience: []"),
    expected: [
      "ingress/signup.yaml:18:78: error: routes.place-order.authorizer.audience: found an empty list; write at least one audience [wrong-value]",
    ],
  },
  {
    title: "a route to an event of another account's source",
    edit: applications("ingress/signup.yaml", "source: com.acme.shop", "source: com.acme.warehouse"),
    expected: [
      'ingress/signup.yaml:19:41: error: routes.place-order.integration.source: sources/shop.yaml does not publish the source "com.acme.warehouse"; write com.acme.shop or com.acme.billing [not-published]',
    ],
  },
  {
    title: "a route to a misspelt detail-type",
    edit: applications("ingress/signup.yaml", "detailType: Order Placed", "detailType: Order placed"),
    expected: [
      'ingress/signup.yaml:19:68: error: routes.place-order.integration.detailType: sources/shop.yaml does not publish the detail-type "Order placed"; write Order Placed [not-published]',
    ],
  },
  {
    title: "a detail-type that the caller would choose",
    edit: applications("ingress/signup.yaml", "detailType: Order Placed", "detailType: $request.header.type"),
    expected: [
      'ingress/signup.yaml:19:68: error: routes.place-order.integration.detailType: found "$request.header.type"; write a detail-type of 1 to 128 characters, none beyond ÿ (U+00FF) and without $, such as Order Placed [wrong-value]',
    ],
  },
  {
    title: "an event and a function in one route",
    edit: applications(
      "ingress/signup.yaml",
      "detailType: Order Placed",
      "detailType: Order Placed, function: signup/create-user",
    ),
    expected: [
      'ingress/signup.yaml:19:82: error: routes.place-order.integration: unknown key "function"; leave it out, or write one of type, source, detailType [unknown-key]',
    ],
  },
  {
    title: "a limit of the request's size without a function that could keep it",
    edit: applications(
      "ingress/signup.yaml",
      "detailType: Order Placed",
      "detailType: Order Placed, maximumRequestBytes: 100",
    ),
    expected: [
      'ingress/signup.yaml:19:82: error: routes.place-order.integration: unknown key "maximumRequestBytes"; leave it out, or write one of type, source, detailType [unknown-key]',
    ],
  },
  {
    title: "a function that is not there",
    edit: applications("ingress/signup.yaml", "signup/create-user", "signup/create-usr"),
    expected: [
      "ingress/signup.yaml:13:46: error: routes.create-user.integration.function: functions/signup.yaml has no such function; write signup/create-user [unknown-function]",
    ],
  },
  {
    title: "a function without the name of its file",
    edit: applications("ingress/signup.yaml", "signup/create-user", "create-user"),
    expected: [
      'ingress/signup.yaml:13:46: error: routes.create-user.integration.function: found "create-user"; write <file in functions/>/<id of a function>, such as user-signup/create-user [wrong-value]',
    ],
  },
  {
    title: "a function of another account",
    edit: applications("ingress/signup.yaml", "signup/create-user", "orders/tell-customer"),
    expected: [
      "ingress/signup.yaml:13:46: error: routes.create-user.integration.function: the function is in account hub, the API in shop; write a function of the same account [function-in-another-account]",
    ],
  },
  {
    title: "two routes for one request",
    edit: applications("ingress/signup.yaml", "path: /orders/{shop}", "path: /user"),
    expected: [
      "ingress/signup.yaml:17:11: error: routes.place-order.path: POST /user is the request of create-user already; write another path or method [same-route]",
    ],
  },
  {
    title: "two largest requests for one function",
    edit: applications(
      "ingress/signup.yaml",
      "{ type: event, source: com.acme.shop, detailType: Order Placed }",
      "{ type: function, function: signup/create-user }",
    ),
    expected: [
      "ingress/signup.yaml:19:18: error: routes.place-order.integration: another route gives the same function another maximumRequestBytes, and it is told of one; write 65536 in both [two-request-sizes]",
    ],
  },
  {
    title: "a function that takes longer than an API waits",
    edit: applications(
      "functions/signup.yaml",
      "handler: create-user\n",
      "handler: create-user\n    timeoutSeconds: 31\n",
    ),
    expected: [
      "ingress/signup.yaml:13:46: error: routes.create-user.integration.function: the function may take 31 seconds, and API Gateway waits 30; write timeoutSeconds: 30 or less there [function-slower-than-api]",
    ],
  },
  {
    title: "a greedy path",
    edit: applications("ingress/signup.yaml", "/orders/{shop}", "/{proxy+}"),
    expected: [
      'ingress/signup.yaml:17:11: error: routes.place-order.path: found "/{proxy+}"; write a path such as /orders or /orders/{orderId} [wrong-value]',
    ],
  },
  {
    title: "an API without limits of requests",
    edit: applications("ingress/signup.yaml", "throttling: { rateLimit: 50, burstLimit: 100 }\n", ""),
    expected: [
      "ingress/signup.yaml:2:1: error: throttling: missing; write a mapping of rateLimit and burstLimit [missing-value]",
    ],
  },
  {
    title: "a name of a route's role that is too long",
    edit: applications("ingress/signup.yaml", "  place-order:", "  place-an-order-in-the-shop-of-the-one-choice:"),
    expected: [
      "ingress/signup.yaml:15:3: error: routes.place-an-order-in-the-shop-of-the-one-choice: the name acme-dev_signup_place-an-order-in-the-shop-of-the-one-choice_route of the IAM role is 2 characters longer than the 64 that AWS allows; write a shorter id or file name [name-too-long]",
    ],
  },
  {
    title: "a tag without a value beside an API",
    edit: { ...applications(), ...replaced("hub.yaml", '"4711"', '""') },
    expected: [
      "hub.yaml:17:16: error: tags.cost-centre: Scheduler refuses a tag without a value, and functions/signup.yaml has a schedule; write one [tag-without-value]",
    ],
  },
  {
    title: "an API's file with a space and capitals in its name",
    edit: {
      ...applications(),
      write: {
        ...applications().write,
        "ingress/Signup API.yaml": applications().write?.["ingress/signup.yaml"] ?? "",
      },
    },
    expected: [
      'ingress/Signup API.yaml:1:1: error: the file name "Signup API.yaml" does not fit; name the file signup-api.yaml [file-name]',
    ],
  },
];
