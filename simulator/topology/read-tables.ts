import { z } from "zod";
import type { Table, TableIndex } from "./application-model";
import { blocks, optionalText, text, texts } from "./argument-schemas";
import type { StackReader } from "./stack-reader";

const tableSchema = z.object({
  hash_key: text,
  range_key: optionalText,
  attribute: blocks(z.object({ name: text, type: z.enum(["S", "N", "B"]) })),
  global_secondary_index: blocks(
    z.object({
      name: text,
      hash_key: text,
      range_key: optionalText,
      projection_type: text,
      non_key_attributes: texts,
    }),
  ),
  local_secondary_index: blocks(
    z.object({ name: text, range_key: text, projection_type: text, non_key_attributes: texts }),
  ),
});

/** The DynamoDB tables of a stack. */
export function readTables(reader: StackReader): Table[] {
  return reader.ofType("aws_dynamodb_table").flatMap((resource): Table[] => {
    const read = reader.read(resource, tableSchema);
    if (read === undefined) return [];
    const index = (
      one: { name: string; range_key?: string | undefined; projection_type: string; non_key_attributes: string[] },
      partitionKey: string,
    ): TableIndex => ({
      name: one.name,
      partitionKey,
      sortKey: one.range_key,
      projection: one.projection_type,
      nonKeyAttributes: one.non_key_attributes,
    });
    return [
      {
        ...reader.resource(resource),
        partitionKey: read.hash_key,
        sortKey: read.range_key,
        attributes: Object.fromEntries(read.attribute.map(({ name, type }) => [name, type])),
        globalIndexes: read.global_secondary_index.map((one) => index(one, one.hash_key)),
        localIndexes: read.local_secondary_index.map((one) => index(one, read.hash_key)),
      },
    ];
  });
}
