/** The five examples: validated by the real provider, applied to the emulator side by side, and looked up there. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { GetApisCommand, GetRoutesCommand } from "@aws-sdk/client-apigatewayv2";
import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListApiDestinationsCommand, ListConnectionsCommand, ListRulesCommand } from "@aws-sdk/client-eventbridge";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { Deployment } from "./deployment";
import { Emulator, type Account } from "./emulator";
import { prepareAccounts } from "./landing-zone";
import { PROJECT, synthesize, temporaryFolder, type Emitted } from "./synthesize";
import { complaintsAbout } from "./validation";

jest.setTimeout(600_000);

const EXAMPLES = readdirSync(path.join(PROJECT, "examples")).sort();
const temporary = temporaryFolder();

let emitted: Emitted[];
let emulator: Emulator;
let deployments: Deployment[];

beforeAll(async () => {
  const folders = EXAMPLES.map((name) => [path.join(PROJECT, "examples", name), path.join(temporary, name)] as const);
  emitted = await Promise.all(folders.map(([example, out]) => synthesize(example, out)));
  emulator = await Emulator.start();
  const [first] = emitted;
  // All keep their states in one bucket, and none forwards from a bus of its own.
  if (first !== undefined) await prepareAccounts(emulator, first);
  deployments = emitted.map((example) => new Deployment(example, emulator.environment));
});
afterAll(() => emulator.stop());

test("there are five examples, whose stacks pass the real provider's validation in one run", async () => {
  expect(EXAMPLES).toHaveLength(5);
  const stacks = emitted.flatMap((example) => example.stacks.map(({ name }) => name));
  for (const kind of ["central-bus", "tenant-", "functions-", "ingress-"]) {
    expect(stacks.filter((name) => name.startsWith(kind)).length).toBeGreaterThanOrEqual(3);
  }
  expect(await complaintsAbout(emitted, path.join(temporary, "merged"))).toEqual([]);
});

/** Names of all that an account holds of the kinds that make an example. */
async function namesIn({ apiGateway, dynamoDb, eventBridge, lambda }: Account): Promise<Record<string, string[]>> {
  const buses = ["default", ...emitted.flatMap(({ stacks }) => stacks).flatMap(namesOf("aws_cloudwatch_event_bus"))];
  const rules = buses.map(async (EventBusName) => {
    const found = await eventBridge.send(new ListRulesCommand({ EventBusName })).catch(() => ({ Rules: [] }));
    // The archive's own rule, which EventBridge makes.
    return (found.Rules ?? []).flatMap(({ Name = "", ManagedBy }) => (ManagedBy === undefined ? [Name] : []));
  });
  const { Items: apis = [] } = await apiGateway.send(new GetApisCommand({}));
  const routes = apis.map(async ({ ApiId }) => (await apiGateway.send(new GetRoutesCommand({ ApiId }))).Items ?? []);
  const { ApiDestinations = [] } = await eventBridge.send(new ListApiDestinationsCommand({}));
  const { Connections = [] } = await eventBridge.send(new ListConnectionsCommand({}));
  const { Functions = [] } = await lambda.send(new ListFunctionsCommand({}));
  const { TableNames = [] } = await dynamoDb.send(new ListTablesCommand({}));
  return {
    aws_apigatewayv2_api: apis.map(({ Name = "" }) => Name).sort(),
    aws_apigatewayv2_route: (await Promise.all(routes))
      .flat()
      .map(({ RouteKey = "" }) => RouteKey)
      .sort(),
    aws_cloudwatch_event_api_destination: ApiDestinations.map(({ Name = "" }) => Name).sort(),
    aws_cloudwatch_event_connection: Connections.map(({ Name = "" }) => Name).sort(),
    aws_cloudwatch_event_rule: (await Promise.all(rules)).flat().sort(),
    aws_dynamodb_table: TableNames.toSorted(),
    aws_lambda_function: Functions.map(({ FunctionName = "" }) => FunctionName).sort(),
  };
}

/** Names of a stack's resources of a type, as Terraform has them. */
function namesOf(type: string) {
  return ({ resources }: Emitted["stacks"][number]): string[] =>
    resources.flatMap((resource) => {
      const { name, function_name: functionName, route_key: routeKey } = resource.values;
      return resource.type === type ? [String(name ?? functionName ?? routeKey)] : [];
    });
}

describe("after all five are applied", () => {
  beforeAll(async () => {
    // Side by side: most of the time is the provider waiting for queues.
    await Promise.all(deployments.map((deployment) => deployment.applyAll()));
  });

  test("every account holds just the APIs, routes, functions, tables, rules, destinations and connections of them", async () => {
    const stacks = emitted.flatMap((example) => example.stacks);
    const accounts = [...new Set(stacks.map(({ account }) => account ?? ""))].sort();
    expect(accounts).toEqual(["200000000001", "310000000001", "330000000001", "350000000001"]);
    for (const id of accounts) {
      const found = await namesIn(await emulator.account(id));
      const own = stacks.filter(({ account }) => account === id);
      const declared = Object.keys(found).map((type) => [type, own.flatMap(namesOf(type)).sort()] as const);
      expect({ id, ...found }).toEqual({ id, ...Object.fromEntries(declared) });
    }
  });

  test("a second plan of every stack is empty", async () => {
    const changed = deployments.map((deployment) => deployment.changedStacks());
    expect((await Promise.all(changed)).flat()).toEqual([]);
  });
});
