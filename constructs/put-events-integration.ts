import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Construct } from "constructs";
import { putEventsStatement } from "../aws/put-events-statement";
import { ServiceRole } from "./service-role";

/** What a {@link PutEventsIntegration} needs. */
export interface PutEventsIntegrationProps {
  /** As a Terraform reference. */
  readonly apiId: string;
  /** The bus, which may be another account's. */
  readonly busArn: string;
  readonly source: string;
  readonly detailType: string;
  readonly roleName: string;
}

/**
 * A request's body becomes the detail of an event, without code between: source and detail-type are fixed here, not by
 * the caller. The client gets PutEvents' own answer. That is 200 for an entry that is refused, too (a body that is not a
 * JSON object): `FailedEntryCount` says so, and parameter mapping can make a status of one integration status only, not
 * of a body (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html).
 */
export class PutEventsIntegration extends Construct {
  /** As a Terraform reference: what a route's target is made of. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: PutEventsIntegrationProps) {
    super(scope, id);
    const { busArn, source, detailType } = props;
    const role = new ServiceRole(new Construct(this, "Role"), {
      name: props.roleName,
      description: `Lets API Gateway put events of ${source} on ${busArn}`,
      // Without conditions: AWS names no key that API Gateway sends here. Only who may pass the role within the
      // account can give it to an API (docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html).
      trust: { sid: "ApiGatewayPutsEvents", service: "apigateway.amazonaws.com" },
      policyName: "events",
      statements: [putEventsStatement({ busArn, sources: [source], detailTypes: [detailType] })],
    });
    this.id = new Apigatewayv2Integration(this, "Integration", {
      apiId: props.apiId,
      integrationType: "AWS_PROXY",
      integrationSubtype: "EventBridge-PutEvents",
      // AWS's services know no other (docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services.html).
      payloadFormatVersion: "1.0",
      credentialsArn: role.arn,
      requestParameters: {
        EventBusName: busArn,
        Source: source,
        DetailType: detailType,
        Detail: "$request.body",
      },
      dependsOn: [role.permission],
    }).id;
  }
}
