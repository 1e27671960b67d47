/** AWS with the user's own credentials, as AWS's tools find them: for what no stack makes, and for a look. */
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { STSClient } from "@aws-sdk/client-sts";

/** Clients in one Region. */
export type UserClients = ReturnType<typeof userClients>;

export function userClients(region: string) {
  const settings = { region, requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 } };
  return {
    apiGateway: new ApiGatewayV2Client(settings),
    cloudWatch: new CloudWatchClient(settings),
    eventBridge: new EventBridgeClient(settings),
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client(settings),
    secretsManager: new SecretsManagerClient(settings),
    sts: new STSClient(settings),
  };
}
