import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CloudWatchClient } from "@aws-sdk/client-cloudwatch";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { IAMClient } from "@aws-sdk/client-iam";
import { KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { S3Client } from "@aws-sdk/client-s3";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SNSClient } from "@aws-sdk/client-sns";
import { SQSClient } from "@aws-sdk/client-sqs";
import { SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { basicEnvironment, type ProgramEnvironment } from "./terraform";
import { withInstalledProvider } from "./unpacked-provider";

/** The Region of both environments. */
export const REGION = "eu-central-1";

/** The account the emulator puts callers in who take on no role: nothing may ever appear there. */
export const CALLERS_ACCOUNT = "123456789012";

/** One account of the emulator, as its administrator sees it. */
export interface Account {
  readonly id: string;
  readonly apiGateway: ApiGatewayV2Client;
  readonly cloudWatch: CloudWatchClient;
  readonly dynamoDb: DynamoDBClient;
  readonly eventBridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly s3: S3Client;
  readonly secretsManager: SecretsManagerClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly ssm: SSMClient;
}

/** moto: AWS's control plane in one process, with as many accounts as are asked for. */
export class Emulator {
  private constructor(
    readonly endpoint: string,
    private readonly server: ChildProcess,
  ) {}

  /** Starts an empty AWS on a free port and waits until it answers. */
  static async start(): Promise<Emulator> {
    const port = await freePort();
    const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
    const failure = new Promise<never>((_, reject) => {
      server.once("error", reject);
      server.once("exit", (code) => {
        reject(new Error(`moto_server ended with exit code ${String(code)} before it answered`));
      });
    });
    // A test run that ends early takes its emulator along.
    process.once("exit", () => server.kill());
    const endpoint = `http://127.0.0.1:${port}`;
    try {
      await Promise.race([failure, untilItAnswers(endpoint)]);
    } catch (error) {
      server.kill();
      throw error;
    }
    return new Emulator(endpoint, server);
  }

  /** The same AWS, reached by another address: what stands there sees every call. */
  seenThrough(endpoint: string): Emulator {
    return new Emulator(endpoint, this.server);
  }

  async stop(): Promise<void> {
    if (this.server.exitCode !== null) return;
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill();
    await ended;
  }

  /** All that turns production's Terraform into a rehearsal: standard variables of the AWS SDK, no setting of ours. */
  get environment(): ProgramEnvironment {
    return { ...withInstalledProvider(basicEnvironment()), ...this.variables };
  }

  /** By which programs find it in place of AWS. */
  get variables(): ProgramEnvironment {
    return {
      AWS_ENDPOINT_URL: this.endpoint,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_MAX_ATTEMPTS: "3",
    };
  }

  /** Enters an account as Terraform does, by a role of it. */
  async account(id: string, region = REGION): Promise<Account> {
    const outside = { ...this.clientSettings, region, credentials: { accessKeyId: "test", secretAccessKey: "test" } };
    const { Credentials } = await new STSClient(outside).send(
      new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${id}:role/administrator`, RoleSessionName: "look" }),
    );
    if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined) {
      throw new Error(`The emulator gave no credentials for account ${id}`);
    }
    const settings = {
      ...this.clientSettings,
      region,
      credentials: {
        accessKeyId: Credentials.AccessKeyId,
        secretAccessKey: Credentials.SecretAccessKey,
        ...(Credentials.SessionToken === undefined ? {} : { sessionToken: Credentials.SessionToken }),
      },
    };
    return {
      id,
      apiGateway: new ApiGatewayV2Client(settings),
      cloudWatch: new CloudWatchClient(settings),
      dynamoDb: new DynamoDBClient(settings),
      eventBridge: new EventBridgeClient(settings),
      iam: new IAMClient(settings),
      kms: new KMSClient(settings),
      lambda: new LambdaClient(settings),
      logs: new CloudWatchLogsClient(settings),
      s3: new S3Client({ ...settings, forcePathStyle: true }),
      secretsManager: new SecretsManagerClient(settings),
      sns: new SNSClient(settings),
      sqs: new SQSClient(settings),
      ssm: new SSMClient(settings),
    };
  }

  private get clientSettings() {
    return { endpoint: this.endpoint, region: REGION };
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address === null || typeof address === "string") reject(new Error("No free port"));
        else resolve(address.port);
      });
    });
  });
}

async function untilItAnswers(endpoint: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    const answers = await fetch(`${endpoint}/moto-api/`).then(
      (response) => response.ok,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`moto_server did not answer at ${endpoint} within a minute`);
}
