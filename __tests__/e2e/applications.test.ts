/** Functions and HTTP APIs: the real provider applies the sample applications to the emulator. */
import path from "node:path";
import {
  GetApisCommand,
  GetAuthorizerCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
} from "@aws-sdk/client-apigatewayv2";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetRolePolicyCommand } from "@aws-sdk/client-iam";
import { GetFunctionCommand, GetPolicyCommand } from "@aws-sdk/client-lambda";
import { readEmittedStacks } from "#simulator/topology";
import { environmentApp } from "../../stacks/environment-app";
import { statementsOf } from "../emitted-policy";
import { hub, identity, shop } from "../sample-environment";
import { sampleApplications } from "../sample-applications";
import { Deployment } from "./deployment";
import { Emulator, type Account } from "./emulator";
import { prepareAccounts } from "./landing-zone";
import { temporaryFolder, type Emitted } from "./synthesize";

jest.setTimeout(600_000);

const temporary = temporaryFolder();
const folder = path.join(temporary, "out");
const BUS = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";

let emulator: Emulator;
let emitted: Emitted;
let deployment: Deployment;
let hubAccount: Account;
let identityAccount: Account;
let shopAccount: Account;

beforeAll(async () => {
  // Tenants and forwards have tests of their own.
  const sources = sampleApplications.sources.map((source) => ({ ...source, forwards: [] }));
  environmentApp({ ...sampleApplications, sources, tenants: [] }, folder).synth();
  emitted = { folder, stacks: readEmittedStacks(folder) };
  emulator = await Emulator.start();
  await prepareAccounts(emulator, emitted);
  deployment = new Deployment(emitted, emulator.environment);
  await deployment.applyAll();
  hubAccount = await emulator.account(hub.account);
  identityAccount = await emulator.account(identity.account);
  shopAccount = await emulator.account(shop.account);
});
afterAll(() => emulator.stop());

/** The one API of an account, and what belongs to it. */
async function apiIn({ apiGateway }: Account) {
  const { Items: [api, ...others] = [] } = await apiGateway.send(new GetApisCommand({}));
  if (api?.ApiId === undefined || others.length > 0) throw new Error("Not one API");
  const { ApiId } = api;
  const [routes, integrations, stages] = await Promise.all([
    apiGateway.send(new GetRoutesCommand({ ApiId })),
    apiGateway.send(new GetIntegrationsCommand({ ApiId })),
    apiGateway.send(new GetStagesCommand({ ApiId })),
  ]);
  const ids = new Set((routes.Items ?? []).flatMap(({ AuthorizerId }) => AuthorizerId ?? []));
  const authorizers = [...ids].map((AuthorizerId) =>
    apiGateway.send(new GetAuthorizerCommand({ ApiId, AuthorizerId })),
  );
  return {
    api,
    routes: (routes.Items ?? []).toSorted((a, b) => (a.RouteKey ?? "").localeCompare(b.RouteKey ?? "")),
    integrations: integrations.Items ?? [],
    authorizers: await Promise.all(authorizers),
    stages: stages.Items ?? [],
  };
}

test("the real provider finds nothing wrong with a stack of either kind", async () => {
  for (const stack of ["functions-orders", "functions-signup", "ingress-orders", "ingress-signup"]) {
    expect(await (await deployment.terraform(stack)).validate()).toEqual([]);
  }
});

test("a request to POST /orders is put on the central bus, as an event of the route's and no other", async () => {
  const { api, routes, integrations } = await apiIn(shopAccount);
  expect(api).toMatchObject({ Name: "acme-test_orders", ProtocolType: "HTTP" });
  expect(routes).toMatchObject([{ RouteKey: "POST /orders", AuthorizationType: "AWS_IAM" }]);
  expect(routes[0]?.Target).toBe(`integrations/${String(integrations[0]?.IntegrationId)}`);
  expect(integrations).toMatchObject([
    {
      IntegrationSubtype: "EventBridge-PutEvents",
      CredentialsArn: "arn:aws:iam::210000000001:role/acme-test_orders_place-order_route",
      RequestParameters: {
        EventBusName: BUS,
        Source: "com.acme.shop.orders",
        DetailType: "Order Placed",
        Detail: "$request.body",
      },
    },
  ]);
});

test("the role of that route may put just that event on just that bus", async () => {
  const { PolicyDocument = "" } = await shopAccount.iam.send(
    new GetRolePolicyCommand({ RoleName: "acme-test_orders_place-order_route", PolicyName: "events" }),
  );
  expect(statementsOf(decodeURIComponent(PolicyDocument))).toMatchObject([
    {
      Action: "events:PutEvents",
      Resource: BUS,
      Condition: {
        "ForAllValues:StringEquals": {
          "events:source": ["com.acme.shop.orders"],
          "events:detail-type": ["Order Placed"],
        },
      },
    },
  ]);
});

test("three routes call one function, two behind one JWT authorizer, one open", async () => {
  const { routes, integrations, authorizers } = await apiIn(identityAccount);
  expect(authorizers).toMatchObject([
    {
      AuthorizerType: "JWT",
      JwtConfiguration: { Issuer: "https://login.acme.example/", Audience: ["users", "admin"] },
    },
  ]);
  const AuthorizerId = authorizers[0]?.AuthorizerId;
  expect(routes).toMatchObject([
    { RouteKey: "PATCH /user/{userId}", AuthorizationType: "JWT", AuthorizerId, AuthorizationScopes: ["users:write"] },
    { RouteKey: "POST /user", AuthorizationType: "NONE" },
    { RouteKey: "PUT /user/{userId}", AuthorizationType: "JWT", AuthorizerId },
  ]);
  for (const { IntegrationUri, PayloadFormatVersion } of integrations) {
    expect(IntegrationUri).toContain("function:acme-test_signup_create-user/invocations");
    expect(PayloadFormatVersion).toBe("2.0");
  }
});

test("the function lets just those routes run it", async () => {
  const { api } = await apiIn(identityAccount);
  const { Policy = "" } = await identityAccount.lambda.send(
    new GetPolicyCommand({ FunctionName: "acme-test_signup_create-user" }),
  );
  const { Statement } = JSON.parse(Policy) as { Statement: { Principal: unknown; Condition: unknown }[] };
  const routes = ["PATCH/user/{userId}", "POST/user", "PUT/user/{userId}"];
  expect(Statement.map(({ Principal }) => Principal)).toEqual(
    routes.map(() => ({ Service: "apigateway.amazonaws.com" })),
  );
  expect(
    JSON.stringify(Statement.map(({ Condition }) => Condition))
      .match(/arn:[^"]+/g)
      ?.sort(),
  ).toEqual(routes.map((route) => `arn:aws:execute-api:eu-central-1:210000000003:${String(api.ApiId)}/*/${route}`));
});

test("each API is limited, and logs requests without their bodies", async () => {
  const { stages } = await apiIn(identityAccount);
  expect(stages).toMatchObject([
    {
      StageName: "$default",
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
      RouteSettings: { "POST /user": { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 } },
    },
  ]);
  expect(stages[0]?.AccessLogSettings?.Format).not.toMatch(/body|authorization"|querystring/i);
  const { logGroups = [] } = await identityAccount.logs.send(
    new DescribeLogGroupsCommand({ logGroupNamePrefix: "/aws/vendedlogs/" }),
  );
  expect(logGroups).toMatchObject([
    { logGroupName: "/aws/vendedlogs/apigateway/acme-test_signup", retentionInDays: 30 },
  ]);
  expect(logGroups[0]?.kmsKeyId).toMatch(/^arn:aws:kms:/);
});

test("a table is encrypted, protected, restorable and has its index", async () => {
  const TableName = "acme-test_signup_users";
  const { Table } = await identityAccount.dynamoDb.send(new DescribeTableCommand({ TableName }));
  expect(Table).toMatchObject({
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    DeletionProtectionEnabled: true,
    SSEDescription: { SSEType: "KMS" },
    GlobalSecondaryIndexes: [{ IndexName: "pending", Projection: { ProjectionType: "ALL" } }],
  });
  const { ContinuousBackupsDescription } = await identityAccount.dynamoDb.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  expect(ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus).toBe("ENABLED");
  const { TimeToLiveDescription } = await identityAccount.dynamoDb.send(new DescribeTimeToLiveCommand({ TableName }));
  expect(TimeToLiveDescription).toMatchObject({ AttributeName: "expiresAt", TimeToLiveStatus: "ENABLED" });
});

test("a function knows its table, the bus and the largest request", async () => {
  const { Configuration } = await identityAccount.lambda.send(
    new GetFunctionCommand({ FunctionName: "acme-test_signup_create-user" }),
  );
  expect(Configuration?.Environment?.Variables).toEqual({
    USERS_TABLE: "acme-test_signup_users",
    BUS,
    TONE: "polite",
    MAXIMUM_REQUEST_BYTES: "65536",
  });
});

test("a rule on the central bus runs a function, and leaves what it cannot deliver in the function's queue", async () => {
  const { Targets } = await hubAccount.eventBridge.send(
    new ListTargetsByRuleCommand({
      Rule: "acme-test_orders_tell-customer_order-placed",
      EventBusName: "acme-test-central",
    }),
  );
  expect(Targets).toMatchObject([
    {
      Id: "tell-customer",
      Arn: "arn:aws:lambda:eu-central-1:200000000001:function:acme-test_orders_tell-customer",
      DeadLetterConfig: { Arn: "arn:aws:sqs:eu-central-1:200000000001:acme-test_orders_tell-customer_dlq" },
      RetryPolicy: { MaximumEventAgeInSeconds: 3_600, MaximumRetryAttempts: 10 },
    },
  ]);
});

test("a second plan of every stack is empty", async () => {
  expect(await deployment.changedStacks()).toEqual([]);
});
