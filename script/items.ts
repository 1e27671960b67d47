import { quote } from "../catalogue/wording";
import { ScriptError } from "./failure";
import { functionsPart, type Scene } from "./scene";

/**
 * Everything that tables hold, by what a script calls them. AWS's SDK is loaded only when there are tables: it takes its time.
 *
 * @throws ScriptError when there is no such table
 */
export async function itemsOf(
  tables: readonly string[],
  { hub, topology }: Pick<Scene, "hub" | "topology">,
): Promise<Record<string, unknown[]>> {
  if (tables.length === 0) return {};
  // It would say which Node it will need next year.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const { DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
  const { DynamoDBDocumentClient, ScanCommand } = await import("@aws-sdk/lib-dynamodb");
  const read = tables.map(async (reference) => {
    const table = functionsPart(topology.tables, reference);
    if (table === undefined) throw new ScriptError(`there is no table ${quote(reference)}; write <file>/<table>`);
    const { account, region, name } = table;
    const client = new DynamoDBClient({
      endpoint: hub.url,
      region,
      credentials: { accessKeyId: account, secretAccessKey: "any" },
    });
    try {
      const { Items = [] } = await DynamoDBDocumentClient.from(client).send(new ScanCommand({ TableName: name }));
      return [reference, Items] as const;
    } finally {
      client.destroy();
    }
  });
  return Object.fromEntries(await Promise.all(read));
}
