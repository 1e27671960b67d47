/**
 * What stands around the buses once the Terraform is applied: HTTP APIs in front of them, functions behind them, the
 * tables and roles of both. As `model.ts`, it is read from Terraform alone.
 */
import type { Declared, Resource } from "./resource";

/** Who may invoke a function by a statement of its resource policy (`aws_lambda_permission`). */
export interface FunctionPermission extends Declared {
  /** `events.amazonaws.com`, `apigateway.amazonaws.com`, or an account or its ARN. */
  readonly principal: string;
  readonly action: string;
  /** With `*` and `?`; undefined for any source of the principal. */
  readonly sourceArn: string | undefined;
}

/** A Lambda function of a zip file. */
export interface LambdaFunction extends Resource {
  /**
   * Absolute path of the zip. Undefined where the code comes from elsewhere, or where nobody knows the folder that its
   * name begins in, as with a plan or state.
   */
  readonly codeFile: string | undefined;
  /** `index.handler`. */
  readonly handler: string;
  /** `nodejs22.x`. */
  readonly runtime: string;
  readonly roleArn: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** Executions at once at most; undefined for what the account has left. */
  readonly reservedConcurrency: number | undefined;
  readonly permissions: readonly FunctionPermission[];
  /** What becomes of an event that was handed over without waiting for an answer and that the function fails on. */
  readonly asyncInvocation: {
    readonly maximumRetryAttempts: number;
    /** ARN of the on-failure destination, or of the dead-letter queue where `kind` says so. */
    readonly onFailure: { readonly kind: "destination" | "deadLetterQueue"; readonly arn: string } | undefined;
  };
}

/** A policy that stands in a role itself. */
export interface InlinePolicy {
  /** Undefined where AWS makes it up. */
  readonly name: string | undefined;
  /** JSON text; undefined where it cannot be read. */
  readonly document: string | undefined;
}

/** A role and what its policies let it do. */
export interface Role extends Resource {
  /** JSON text of each policy document that can be read: inline ones, and those of attached managed policies. */
  readonly policies: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
  /** ARNs; undefined for one that cannot be read. */
  readonly attachedPolicies: readonly (string | undefined)[];
  /** ARN of the policy that bounds what the role may do, where it has one. */
  readonly permissionsBoundary: string | undefined;
  /** JSON text of the policy that says who may take the role on, where it can be read. */
  readonly trustPolicy?: string | undefined;
  /** Policies that are not in this Terraform, or cannot be read: they may allow or deny anything. */
  readonly unreadPolicies: readonly string[];
}

/** A key of a table or of an index: attribute names. */
export interface TableKey {
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
}

/** A DynamoDB table. */
export interface Table extends Resource, TableKey {
  /** Types of all key attributes, `S`, `N` or `B`, by name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly globalIndexes: readonly TableIndex[];
  readonly localIndexes: readonly TableIndex[];
}

/** A secondary index. */
export interface TableIndex extends TableKey {
  readonly name: string;
  /** `ALL`, `KEYS_ONLY` or `INCLUDE`. */
  readonly projection: string;
  readonly nonKeyAttributes: readonly string[];
}

/** Who may call a route. */
export type RouteAuthorization =
  | { readonly kind: "none" }
  | { readonly kind: "iam" }
  | {
      readonly kind: "jwt";
      readonly issuer: string;
      readonly audience: readonly string[];
      /** One of these must be granted; none means that any token will do. */
      readonly scopes: readonly string[];
      /** `$request.header.Authorization` and the like, tried in order. */
      readonly identitySources: readonly string[];
    }
  | { readonly kind: "unknown"; readonly what: string };

/** What answers a route. */
export type RouteIntegration =
  | { readonly kind: "function"; readonly functionArn: string; readonly timeoutMilliseconds: number }
  | {
      readonly kind: "putEvents";
      /** Members of the entry by name, as selection expressions or literal text. */
      readonly requestParameters: Readonly<Record<string, string>>;
      /** By status code: what overwrites, appends or removes which part of the answer. */
      readonly responseParameters: Readonly<Record<string, Readonly<Record<string, string>>>>;
      readonly roleArn: string | undefined;
      readonly timeoutMilliseconds: number;
    }
  | { readonly kind: "unknown"; readonly what: string };

/** A route of an HTTP API. */
export interface HttpRoute extends Declared {
  /** `POST /user`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  readonly authorization: RouteAuthorization;
  readonly integration: RouteIntegration;
}

/** Requests a second and at once; undefined where Terraform sets none. */
export interface Throttling {
  readonly rateLimit: number | undefined;
  readonly burstLimit: number | undefined;
}

/** A stage of an HTTP API: `$default` answers without a prefix. */
export interface HttpStage extends Declared {
  readonly name: string;
  readonly throttling: Throttling;
  readonly routeThrottling: Readonly<Record<string, Throttling>>;
  /** With `$context.` variables; undefined without an access log. */
  readonly accessLogFormat: string | undefined;
  readonly variables: Readonly<Record<string, string>>;
}

/** An HTTP API of API Gateway, version 2. */
export interface HttpApi extends Resource {
  /** Made up by AWS, so symbolic but in a state. */
  readonly id: string;
  /** What permissions of functions name as their source begins with it. */
  readonly executionArn: string;
  readonly routes: readonly HttpRoute[];
  readonly stages: readonly HttpStage[];
}

/** A schedule of EventBridge Scheduler. */
export interface Schedule extends Resource {
  /** `rate(1 minute)`, `cron(...)` or `at(...)`. */
  readonly expression: string;
  /** That the expression is in; `UTC` unless it is set. */
  readonly timeZone: string;
  readonly state: "ENABLED" | "DISABLED";
  readonly targetArn: string;
  /** The role that the target is called with. */
  readonly roleArn: string;
  /** JSON text; Scheduler sends an event of its own where there is none. */
  readonly input: string | undefined;
  readonly deadLetterArn: string | undefined;
}
