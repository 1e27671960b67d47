import { createHash } from "node:crypto";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Place } from "../aws/arn";
import { Alarm, type AlarmNotice } from "./alarm";
import type { EncryptionKey } from "./encryption-key";
import { FunctionIntegration } from "./function-integration";
import { PutEventsIntegration } from "./put-events-integration";

/** Requests per second on average, and at once; what exceeds them is answered 429. */
interface Throttling {
  readonly rateLimit: number;
  readonly burstLimit: number;
}

/** Who may call a route. A public one is said to be so. */
export type RouteAuthorizer =
  | {
      readonly type: "JWT";
      readonly issuer: string;
      readonly audience: readonly string[];
      /** One of these has to be in the token; without, any token of issuer and audience will do. */
      readonly scopes?: readonly string[] | undefined;
    }
  | { readonly type: "IAM" }
  | { readonly type: "NONE"; readonly public: true };

/** What becomes of a route's requests. */
type RouteIntegration =
  | {
      readonly type: "event";
      readonly busArn: string;
      readonly source: string;
      readonly detailType: string;
      readonly roleName: string;
    }
  | {
      readonly type: "function";
      /** A function of the API's account and Region. */
      readonly functionName: string;
      readonly statementId: string;
    };

/** One method and path. */
export interface HttpApiRoute {
  /** Unique in the API; lower-case words joined by hyphens. */
  readonly id: string;
  readonly method: string;
  /** `{name}` stands for one segment. */
  readonly path: string;
  readonly authorizer: RouteAuthorizer;
  readonly integration: RouteIntegration;
  /** Instead of the API's. */
  readonly throttling?: Throttling | undefined;
}

/** What an {@link HttpApi} needs. */
export interface HttpApiProps {
  readonly place: Place;
  readonly name: string;
  readonly description: string;
  /** At least one. */
  readonly routes: readonly HttpApiRoute[];
  /** Of each route that has none of its own. */
  readonly throttling: Throttling;
  readonly accessLog: {
    readonly name: string;
    readonly retentionDays: number;
    /** It must carry `logsStatement` for the log's name. */
    readonly key: EncryptionKey;
  };
  /** On answers of 500 and above. */
  readonly alarm: AlarmNotice;
}

/**
 * One line of JSON a request: who, what and how it went. No body, no header and no query string, which may hold personal
 * data or tokens; the address of the caller is kept because nothing else tells abuse of a public route.
 */
const ACCESS_LOG_FORMAT = JSON.stringify({
  requestId: "$context.requestId",
  requestTime: "$context.requestTime",
  sourceIp: "$context.identity.sourceIp",
  routeKey: "$context.routeKey",
  status: "$context.status",
  responseLength: "$context.responseLength",
  responseLatency: "$context.responseLatency",
  integrationStatus: "$context.integrationStatus",
  integrationLatency: "$context.integrationLatency",
  errorType: "$context.error.responseType",
  authorizerError: "$context.authorizer.error",
});

/**
 * An HTTP API with one stage that is always what is written: its routes, an encrypted access log, limits of requests, and
 * an alarm on answers of 500 and above.
 */
export class HttpApi extends Construct {
  private readonly authorizers = new Map<string, Apigatewayv2Authorizer>();
  private readonly api: Apigatewayv2Api;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpApiProps,
  ) {
    super(scope, id);
    const { name, description, accessLog } = props;
    this.api = new Apigatewayv2Api(this, "Api", { name, description, protocolType: "HTTP" });
    const log = new CloudwatchLogGroup(new Construct(this, "AccessLog"), "Logs", {
      name: accessLog.name,
      retentionInDays: accessLog.retentionDays,
      kmsKeyId: accessLog.key.arn,
    });
    const scopeOfRoutes = new Construct(this, "Routes");
    const routes = props.routes.map((route) => this.addRoute(scopeOfRoutes, route));
    new Apigatewayv2Stage(new Construct(this, "Stage"), "Stage", {
      apiId: this.api.id,
      name: "$default",
      autoDeploy: true,
      accessLogSettings: { destinationArn: log.arn, format: ACCESS_LOG_FORMAT },
      defaultRouteSettings: routeSettings(props.throttling),
      routeSettings: props.routes.flatMap((route) =>
        route.throttling === undefined ? [] : [{ routeKey: routeKey(route), ...routeSettings(route.throttling) }],
      ),
      // API Gateway refuses settings of a route that is not there yet.
      dependsOn: routes,
    });
    new Alarm(new Construct(this, "ServerErrors"), "Alarm", {
      ...props.alarm,
      metric: { namespace: "AWS/ApiGateway", name: "5xx", dimensions: { ApiId: this.api.id } },
      statistic: "Sum",
      periodSeconds: 300,
      when: { above: 0 },
      // The metric appears only when there are requests.
      missingData: "notBreaching",
    });
  }

  private addRoute(scope: Construct, route: HttpApiRoute): Apigatewayv2Route {
    const integration = this.addIntegration(scope, route);
    return new Apigatewayv2Route(integration, "Route", {
      apiId: this.api.id,
      routeKey: routeKey(route),
      ...this.authorization(route.authorizer),
      target: `integrations/${integration.id}`,
    });
  }

  private addIntegration(scope: Construct, { id, method, path, integration }: HttpApiRoute) {
    switch (integration.type) {
      case "event":
        return new PutEventsIntegration(scope, id, { apiId: this.api.id, ...integration });
      case "function":
        return new FunctionIntegration(scope, id, {
          place: this.props.place,
          api: { id: this.api.id, executionArn: this.api.executionArn },
          method,
          path,
          ...integration,
        });
    }
  }

  private authorization(authorizer: RouteAuthorizer) {
    switch (authorizer.type) {
      case "JWT":
        return {
          authorizationType: "JWT",
          authorizerId: this.jwtAuthorizer(authorizer.issuer, authorizer.audience).id,
          ...(authorizer.scopes === undefined ? {} : { authorizationScopes: [...authorizer.scopes] }),
        };
      case "IAM":
        return { authorizationType: "AWS_IAM" };
      case "NONE":
        return { authorizationType: "NONE" };
    }
  }

  /** Routes with the same issuer and audience share one, named by what it checks: an API has ten at most. */
  private jwtAuthorizer(issuer: string, audience: readonly string[]): Apigatewayv2Authorizer {
    const checked = JSON.stringify([issuer, [...audience].sort()]);
    const name = `jwt-${createHash("sha256").update(checked).digest("hex").slice(0, 8)}`;
    const known = this.authorizers.get(name);
    if (known !== undefined) return known;
    const authorizer = new Apigatewayv2Authorizer(new Construct(this, name), "Authorizer", {
      apiId: this.api.id,
      name,
      authorizerType: "JWT",
      identitySources: ["$request.header.Authorization"],
      jwtConfiguration: { issuer, audience: [...audience] },
    });
    this.authorizers.set(name, authorizer);
    return authorizer;
  }
}

function routeKey({ method, path }: HttpApiRoute): string {
  return `${method} ${path}`;
}

/** Metrics by route, as an API's own do not say which one fails. */
function routeSettings({ rateLimit, burstLimit }: Throttling) {
  return { throttlingRateLimit: rateLimit, throttlingBurstLimit: burstLimit, detailedMetricsEnabled: true };
}
