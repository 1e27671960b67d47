import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";
import { PARAMETER_VALUE_CHARACTERS } from "../aws/limits";

/** A literal, or the key of the tenant's secret that holds the value. */
export type ParameterValue = string | { readonly secretKey: string };

/** Header, query string and body parameters, name to value. */
export interface ConnectionHttpParameters {
  readonly header?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly queryString?: Readonly<Record<string, ParameterValue>> | undefined;
  readonly body?: Readonly<Record<string, ParameterValue>> | undefined;
}

/** How EventBridge authorizes at an API; AWS's own terms (API_CreateConnection). */
export type Authorization =
  | {
      readonly type: "OAUTH_CLIENT_CREDENTIALS";
      /** https address of the token endpoint. */
      readonly authorizationEndpoint: string;
      readonly httpMethod: "GET" | "POST" | "PUT";
      /** Parameters of the token call. */
      readonly oauthHttpParameters?: ConnectionHttpParameters | undefined;
    }
  | {
      readonly type: "API_KEY";
      /** The header that carries the key. */
      readonly apiKeyName: string;
    }
  | { readonly type: "BASIC" };

/** Everything of a connection that is not secret. What is secret is named by its key in the secret. */
export interface ConnectionSpecValue {
  /** Name of the connection in EventBridge. */
  readonly name: string;
  /** Name of the secret in Secrets Manager that holds the credentials. */
  readonly secretName: string;
  readonly description?: string | undefined;
  readonly authorization: Authorization;
  /** Added to every request. */
  readonly invocationHttpParameters?: ConnectionHttpParameters | undefined;
  /** ARN of a key or alias. */
  readonly kmsKeyIdentifier: string;
  readonly privateConnectivity?: { readonly resourceConfigurationArn: string } | undefined;
}

/** What a {@link ConnectionSpec} needs. */
export interface ConnectionSpecProps {
  /** Name of the SSM parameter. */
  readonly parameterName: string;
  readonly spec: ConnectionSpecValue;
}

/**
 * The connection as it is meant to be, without its secrets, in an SSM parameter. Terraform ignores the live connection,
 * so this is where a plan shows a change of it, and from where the change is carried over.
 *
 * The value is not sensitive and must be readable in a plan: `insecure_value` is Terraform's name for that.
 *
 * @throws Error when the value exceeds the 8,192 characters of an SSM parameter.
 */
export class ConnectionSpec extends Construct {
  constructor(scope: Construct, id: string, props: ConnectionSpecProps) {
    super(scope, id);
    const value = JSON.stringify(props.spec);
    if (value.length > PARAMETER_VALUE_CHARACTERS.advanced) {
      throw new Error(
        `The spec of connection ${props.spec.name} has ${value.length} characters; ` +
          `an SSM parameter holds ${PARAMETER_VALUE_CHARACTERS.advanced}`,
      );
    }
    new SsmParameter(this, "Parameter", {
      name: props.parameterName,
      description: `What connection ${props.spec.name} is meant to be, without its secrets`,
      type: "String",
      tier: value.length > PARAMETER_VALUE_CHARACTERS.standard ? "Advanced" : "Standard",
      insecureValue: value,
    });
  }
}
