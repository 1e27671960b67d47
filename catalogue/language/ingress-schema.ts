/** The language of ingress/*.yaml: HTTP APIs in front of the central bus and of functions. Terms are API Gateway's. */
import { z } from "zod";
import { advise, write } from "./advice";
import { FUNCTION_PAYLOAD_BYTES, JWT_AUDIENCES, ROUTE_SCOPES } from "../../aws/limits";
import * as field from "./fields";
import { baseFile } from "./layering-fields";
import { nonEmpty, wholeNumber } from "./pieces";
import * as application from "./application-fields";

const throttling = z
  .strictObject({
    rateLimit: wholeNumber(1, 100_000, "Requests per second on average; what exceeds it is answered 429", 50).meta({
      aws: "apigatewayv2.RouteSettings.ThrottlingRateLimit",
    }),
    burstLimit: wholeNumber(1, 100_000, "Requests at once", 100).meta({
      aws: "apigatewayv2.RouteSettings.ThrottlingBurstLimit",
    }),
  })
  .meta({ description: "How many requests are let through" });

const ROUTE_AUTHORIZATION = {
  description: "Who may call",
  aws: "apigatewayv2.CreateRouteRequest.AuthorizationType",
};

const authorizer = z
  .discriminatedUnion(
    "type",
    [
      z
        .strictObject({
          type: z.literal("JWT").meta(ROUTE_AUTHORIZATION),
          issuer: application.issuer.meta({ aws: "apigatewayv2.JWTConfiguration.Issuer" }),
          audience: z
            .array(application.audience)
            .min(1, { error: write("at least one audience") })
            .max(JWT_AUDIENCES, { error: write(`at most ${JWT_AUDIENCES} audiences`) })
            .meta({
              description: "Values of the claim `aud` (or `client_id`), of which a token must have one",
              examples: [["orders-api"]],
              aws: "apigatewayv2.JWTConfiguration.Audience",
            }),
          scopes: z
            .array(application.scope)
            .min(1, { error: write("at least one scope, or leave scopes out") })
            .max(ROUTE_SCOPES, { error: write(`at most ${ROUTE_SCOPES} scopes`) })
            .optional()
            .meta({
              description: "One of these has to be in the token; any token of issuer and audience when absent",
              examples: [["orders:write"]],
              aws: "apigatewayv2.CreateRouteRequest.AuthorizationScopes",
            }),
        })
        .meta({ description: "A bearer token in the header Authorization" }),
      z
        .strictObject({ type: z.literal("IAM").meta(ROUTE_AUTHORIZATION) })
        .meta({ description: "A request signed by an AWS identity" }),
      z
        .strictObject({
          type: z.literal("NONE").meta(ROUTE_AUTHORIZATION),
          public: z
            .literal(true, {
              error: advise({
                kind: "sentence",
                rule: "route-open-to-all",
                wrong: "a route of type NONE is open to the internet",
                instead: "write public: true, or an authorizer",
              }),
            })
            .meta({ description: "Said out loud: anybody on the internet may call the route" }),
        })
        .meta({ description: "Nobody is asked who they are" }),
    ],
    { error: write("an authorizer of type JWT or IAM, or { type: NONE, public: true } where anybody may call") },
  )
  .meta({ description: "Who may call", examples: [{ type: "IAM" }] });

const BECOMES = { description: "What a request becomes" };

const integration = z
  .discriminatedUnion(
    "type",
    [
      z
        .strictObject({
          type: z.literal("event").meta(BECOMES),
          source: field.source.meta({ aws: "eventbridge.PutEventsRequestEntry.Source" }),
          detailType: application.routeDetailType.meta({ aws: "eventbridge.PutEventsRequestEntry.DetailType" }),
        })
        .meta({
          description: "The request's body becomes the detail of an event on the central bus, without a function",
        }),
      z
        .strictObject({
          type: z.literal("function").meta(BECOMES),
          function: application.functionReference,
          maximumRequestBytes: wholeNumber(
            1,
            FUNCTION_PAYLOAD_BYTES,
            "Larger bodies the function refuses: it is told as MAXIMUM_REQUEST_BYTES. HTTP APIs know no limit of their own below 10 MB",
            65_536,
          ).optional(),
        })
        .meta({ description: "A function of the same account answers" }),
    ],
    { error: write("an integration of type event or function") },
  )
  .meta({
    description: "What a request becomes",
    examples: [{ type: "event", source: "com.acme.shop.orders", detailType: "Order Placed" }],
  });

const route = z
  .strictObject({
    description: field.description.optional(),
    method: z
      .enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
      .meta({ description: "HTTP method", examples: ["POST"], aws: "apigatewayv2.CreateRouteRequest.RouteKey" }),
    path: application.httpPath.meta({ aws: "apigatewayv2.CreateRouteRequest.RouteKey" }),
    authorizer,
    integration,
    throttling: throttling.optional().meta({ description: "Of this route, instead of the API's" }),
  })
  .meta({ description: "A method and path of the HTTP API" });

/** `ingress/<name>.yaml` */
export const ingressSchema = z
  .strictObject({
    extends: baseFile,
    account: application.sourceAlias,
    owner: field.owner,
    contact: field.email.meta({ description: "E-mail address of the owners; named in every alarm" }),
    runbook: field.webPage.meta({ description: "What to do when requests fail; named in every alarm" }),
    description: field.description.optional(),
    throttling: throttling.meta({ description: "Of every route that says nothing else, each for itself" }),
    accessLog: z
      .strictObject({ retentionDays: application.retentionDays })
      .meta({ description: "One line a request, without its body" }),
    routes: nonEmpty(route, write("at least one route, such as create-order: {...}"), "create-order").meta({
      description: "Id to a method and path, who may call it and what becomes of the request",
    }),
  })
  .meta({ title: "ingress/<name>.yaml", description: "An HTTP API in a source account" });
