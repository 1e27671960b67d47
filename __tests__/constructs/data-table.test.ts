import { DataTable, tableStatements } from "../../constructs/data-table";
import { EncryptionKey } from "../../constructs/encryption-key";
import { synthesizeStack } from "../synthesized";

const place = { account: "210000000001", region: "eu-central-1" };
const arn = "arn:aws:dynamodb:eu-central-1:210000000001:table/users";
let key: EncryptionKey;

const stack = synthesizeStack((scope) => {
  key = new EncryptionKey(scope, "Key", { place, alias: "alias/acme-test", description: "t", statements: [] });
  new DataTable(scope, "Users", {
    name: "users",
    partitionKey: { name: "userId", type: "S" },
    sortKey: { name: "at", type: "N" },
    indexes: [
      { name: "pending", partitionKey: { name: "shard", type: "S" }, sortKey: { name: "at", type: "N" } },
      { name: "by-mail", partitionKey: { name: "mail", type: "S" } },
    ],
    timeToLive: "expiresAt",
    deletionProtection: true,
    key,
  });
});

test("a table is paid by the request, protected, restorable, and encrypted with the given key itself", () => {
  expect(stack.only("aws_dynamodb_table").attributes).toMatchObject({
    billing_mode: "PAY_PER_REQUEST",
    deletion_protection_enabled: true,
    point_in_time_recovery: { enabled: true },
    server_side_encryption: { enabled: true, kms_key_arn: `\${${stack.only("aws_kms_key").address}.arn}` },
    ttl: { attribute_name: "expiresAt", enabled: true },
  });
});

test("an attribute of several keys is declared once", () => {
  expect(stack.only("aws_dynamodb_table").attributes).toMatchObject({
    hash_key: "userId",
    range_key: "at",
    attribute: [
      { name: "userId", type: "S" },
      { name: "at", type: "N" },
      { name: "shard", type: "S" },
      { name: "mail", type: "S" },
    ],
    global_secondary_index: [
      { name: "pending", hash_key: "shard", range_key: "at", projection_type: "ALL" },
      { name: "by-mail", hash_key: "mail", projection_type: "ALL" },
    ],
  });
});

const tables = [{ name: "users", indexNames: ["pending"] }];

test("who reads may get and query the table and its indexes, and decrypt for DynamoDB", () => {
  expect(tableStatements(place, key, { read: tables, write: [] })).toMatchObject([
    {
      Action: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
      Resource: [arn, `${arn}/index/pending`],
    },
    {
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Condition: { StringEquals: { "kms:ViaService": "dynamodb.eu-central-1.amazonaws.com" } },
    },
  ]);
});

test("who writes may not read, and nobody scans", () => {
  const [write] = tableStatements(place, key, { read: [], write: tables });
  expect(write).toMatchObject({
    Action: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
    Resource: [arn],
  });
});

test("who reads and writes uses the key in one statement", () => {
  const statements = tableStatements(place, key, { read: tables, write: tables });
  expect(statements.map(({ Sid }) => Sid)).toEqual(["ReadTables", "WriteTables", "UseKeyOfTables"]);
  expect(statements.at(-1)?.Action).toEqual(expect.arrayContaining(["kms:Decrypt", "kms:GenerateDataKey"]));
});

test("no tables, no statements", () => {
  expect(tableStatements(place, key, { read: [], write: [] })).toEqual([]);
});
