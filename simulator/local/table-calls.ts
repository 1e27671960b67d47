import { tableArn, toArn, type Place } from "../../aws/arn";
import { isJsonObject, type JsonObject } from "../input";
import type { Table, TableIndex, TableKey } from "../topology";
import { AwsError, readJson, type HttpCall } from "./aws-protocol";

/**
 * The calls that make a table as the Terraform has it, and wait until it is there: dynalite makes it in the next turn.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function tableCalls(table: Table): HttpCall[] {
  const index = (one: TableIndex) => ({
    IndexName: one.name,
    KeySchema: keySchema(one),
    Projection: {
      ProjectionType: one.projection,
      ...(one.nonKeyAttributes.length === 0 ? {} : { NonKeyAttributes: one.nonKeyAttributes }),
    },
  });
  const { globalIndexes, localIndexes } = table;
  const create = {
    TableName: table.name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: Object.entries(table.attributes).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: keySchema(table),
    ...(globalIndexes.length === 0 ? {} : { GlobalSecondaryIndexes: globalIndexes.map(index) }),
    ...(localIndexes.length === 0 ? {} : { LocalSecondaryIndexes: localIndexes.map(index) }),
  };
  return [hubCall("CreateTable", create), hubCall("DescribeTable", { TableName: table.name })];
}

function keySchema({ partitionKey, sortKey }: TableKey) {
  return [
    { AttributeName: partitionKey, KeyType: "HASH" },
    ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: "RANGE" }]),
  ];
}

/** A call of the hub itself: dynalite wants the form of a signature and does not verify it. */
function hubCall(operation: string, input: object): HttpCall {
  return {
    method: "POST",
    url: "/",
    headers: {
      authorization:
        "AWS4-HMAC-SHA256 Credential=local.hub/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=none",
      "content-type": "application/x-amz-json-1.0",
      "x-amz-date": "20260101T000000Z",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
    },
    body: Buffer.from(JSON.stringify(input)),
  };
}

/**
 * ARNs of the tables and indexes that a call names: what IAM asks about (Service Authorization Reference, DynamoDB).
 * All tables of the account where it names none.
 *
 * @throws AwsError when the body is not JSON, or nested so deeply that dynalite would not survive it
 */
export function touchedResources(body: string, place: Place): string[] {
  const input = readJson(body);
  if (!isJsonObject(input)) throw new AwsError("SerializationException", "The body of the request is not an object.");
  const names = namesIn(input);
  const index = input["IndexName"];
  const arns = names.map((name) => toArn(name, place, tableArn));
  if (arns.length === 0) return [tableArn(place, "*")];
  return typeof index === "string" ? arns.map((arn) => `${arn}/index/${index}`) : arns;
}

function namesIn({ TableName: name, RequestItems: items }: JsonObject): string[] {
  if (typeof name === "string") return [name];
  return items !== undefined && isJsonObject(items) ? Object.keys(items) : [];
}
