import { partitionOf } from "../../aws/arn";
import { EVERYTHING, type ImpliedGrant, type Scope, type TypePermissions } from "../grant";

/** IAM knows API Gateway's resources by their paths, and AWS chooses the id of an API. */
const apis =
  (...paths: readonly string[]) =>
  ({ place: { region } }: Scope) =>
    paths.map((path) => `arn:${partitionOf(region)}:apigateway:${region}::${path}`);

const ALL_APIS = apis("/apis", "/apis/*");

const part: TypePermissions = {
  read: [{ actions: ["apigateway:GET"], resources: ALL_APIS }],
  write: [{ actions: ["apigateway:DELETE", "apigateway:PATCH", "apigateway:POST"], resources: ALL_APIS }],
};

/** Tagging asks about a path of its own, and while an API is made about an ARN in an ARN. */
const TAGS: ImpliedGrant = {
  actions: ["apigateway:DELETE", "apigateway:POST"],
  resources: (scope) => {
    const [tags = ""] = apis("/tags/*")(scope);
    return [tags, tags.replace("/tags/*", tags)];
  },
  source: "https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/997",
};

/** What an API's access log asks of who makes its stage. */
const LOG_DELIVERY: ImpliedGrant = {
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  resources: EVERYTHING,
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html",
};

export const apiGatewayTypes = {
  aws_apigatewayv2_api: { ...part, impliedByWrite: [TAGS] },
  aws_apigatewayv2_authorizer: part,
  aws_apigatewayv2_integration: part,
  aws_apigatewayv2_route: part,
  aws_apigatewayv2_stage: { ...part, impliedByWrite: [TAGS, LOG_DELIVERY] },
} as const satisfies Readonly<Record<string, TypePermissions>>;
