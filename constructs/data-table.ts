import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { tableArn, viaService, type Place } from "../aws/arn";
import type { Statement } from "../aws/policy-document";
import type { EncryptionKey } from "./encryption-key";

/** An attribute that a key is made of, in DynamoDB's types: string, number, binary. */
interface KeyAttribute {
  readonly name: string;
  readonly type: "S" | "N" | "B";
}

/** The key of a table or of an index. */
interface TableKey {
  readonly partitionKey: KeyAttribute;
  readonly sortKey?: KeyAttribute | undefined;
}

/** What a {@link DataTable} needs. */
export interface DataTableProps extends TableKey {
  readonly name: string;
  readonly indexes: readonly (TableKey & { readonly name: string })[];
  /** Attribute with the second, in Unix time, after which an item may be deleted. */
  readonly timeToLive?: string | undefined;
  readonly deletionProtection: boolean;
  readonly key: EncryptionKey;
}

/**
 * A DynamoDB table that is paid by the request, encrypted with a key of the customer, and can be restored to every
 * second of the last 35 days.
 */
export class DataTable extends Construct {
  /** As a Terraform reference. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: DataTableProps) {
    super(scope, id);
    const keys = [props, ...props.indexes].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey ?? []].flat());
    const types = new Map(keys.map(({ name, type }) => [name, type]));
    this.name = new DynamodbTable(this, "Table", {
      name: props.name,
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.partitionKey.name,
      ...rangeKey(props),
      attribute: [...types].map(([name, type]) => ({ name, type })),
      globalSecondaryIndex: props.indexes.map((index) => ({
        name: index.name,
        hashKey: index.partitionKey.name,
        ...rangeKey(index),
        projectionType: "ALL",
      })),
      ...(props.timeToLive === undefined ? {} : { ttl: { attributeName: props.timeToLive, enabled: true } }),
      pointInTimeRecovery: { enabled: true },
      // DynamoDB keeps the key's own ARN, so an alias would be a change in every plan.
      serverSideEncryption: { enabled: true, kmsKeyArn: props.key.arn },
      deletionProtectionEnabled: props.deletionProtection,
    }).name;
  }
}

function rangeKey({ sortKey }: TableKey): { readonly rangeKey?: string } {
  return sortKey === undefined ? {} : { rangeKey: sortKey.name };
}

/** Getting and querying items, or putting, updating and deleting them. */
export type TableAccess = "read" | "write";

/** Nobody scans: what is to be found has a key or an index. */
const ACTIONS: Readonly<Record<TableAccess, readonly string[]>> = {
  read: ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"],
  write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"],
};

/** DynamoDB uses the key in the name of whoever reads or writes. */
const KEY_ACTIONS: Readonly<Record<TableAccess, readonly string[]>> = {
  read: ["kms:Decrypt", "kms:DescribeKey"],
  write: [
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey",
    "kms:ReEncryptFrom",
    "kms:ReEncryptTo",
  ],
};

/** A table by its name, with the names of its indexes. */
export interface UsedTable {
  readonly name: string;
  readonly indexNames: readonly string[];
}

/**
 * What an identity needs to use tables of one key so
 * (docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html).
 *
 * @param tables by what is done with them; none gives no statement
 */
export function tableStatements(
  place: Place,
  key: EncryptionKey,
  tables: Readonly<Record<TableAccess, readonly UsedTable[]>>,
): Statement[] {
  const used = (["read", "write"] as const).filter((access) => tables[access].length > 0);
  if (used.length === 0) return [];
  return [
    ...used.map((access): Statement => ({
      Sid: access === "read" ? "ReadTables" : "WriteTables",
      Effect: "Allow",
      Action: ACTIONS[access],
      Resource: tables[access].flatMap(({ name, indexNames }) => {
        const arn = tableArn(place, name);
        return [arn, ...(access === "read" ? indexNames.map((index) => `${arn}/index/${index}`) : [])];
      }),
    })),
    {
      Sid: "UseKeyOfTables",
      Effect: "Allow",
      Action: [...new Set(used.flatMap((access) => KEY_ACTIONS[access]))],
      Resource: key.arn,
      Condition: { StringEquals: { "kms:ViaService": viaService("dynamodb", place) } },
    },
  ];
}
