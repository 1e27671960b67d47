import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { Construct } from "constructs";
import { functionArn, functionInvocationArn, type Place } from "../aws/arn";

/** What a {@link FunctionIntegration} needs. */
export interface FunctionIntegrationProps {
  /** Where API and function live. */
  readonly place: Place;
  /** As Terraform references. */
  readonly api: { readonly id: string; readonly executionArn: string };
  /** The function must be there: Lambda checks when it is given the permission. */
  readonly functionName: string;
  readonly method: string;
  readonly path: string;
  /** Names the statement in the function's policy, which other routes write to as well. */
  readonly statementId: string;
}

/** A function answers a route's requests, and lets just that route of that API run it. */
export class FunctionIntegration extends Construct {
  /** As a Terraform reference: what a route's target is made of. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: FunctionIntegrationProps) {
    super(scope, id);
    const { place, api, functionName } = props;
    new LambdaPermission(this, "Permission", {
      statementId: props.statementId,
      action: "lambda:InvokeFunction",
      functionName: functionArn(place, functionName),
      principal: "apigateway.amazonaws.com",
      // Any stage: the API has one.
      sourceArn: `${api.executionArn}/*/${props.method}${props.path}`,
    });
    this.id = new Apigatewayv2Integration(this, "Integration", {
      apiId: api.id,
      integrationType: "AWS_PROXY",
      // Of the call to Lambda, whatever the route's own method is.
      integrationMethod: "POST",
      integrationUri: functionInvocationArn(place, functionName),
      payloadFormatVersion: "2.0",
    }).id;
  }
}
