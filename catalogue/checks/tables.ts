import { TABLE_INDEXES } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";

/**
 * A table has as many indexes as AWS allows, and an attribute has one type, in a table's keys and in those of its indexes.
 * Of a key of one attribute CreateTable says: "Both the Hash Key and the Range Key element in the KeySchema have the same
 * name".
 */
export function* tables({ functions }: SoundFiles): Iterable<Finding> {
  for (const { value, file } of functions) {
    for (const [id, table] of Object.entries(value.tables)) {
      const indexes = Object.keys(table.indexes).length;
      if (indexes > TABLE_INDEXES) {
        const wrong = `${indexes} indexes, AWS allows ${TABLE_INDEXES} of a table`;
        yield file.findingAtKey("too-many-indexes", ["tables", id, "indexes"], `${wrong}; write fewer`);
      }
      const types = new Map<string, string>();
      const keys = [
        { key: table, path: ["tables", id] },
        ...Object.entries(table.indexes).map(([index, key]) => ({ key, path: ["tables", id, "indexes", index] })),
      ];
      for (const { key, path } of keys) {
        if (key.sortKey?.name === key.partitionKey.name) {
          const wrong = `${key.sortKey.name} is the partition key already`;
          const message = `${wrong}; write another attribute, or leave sortKey out`;
          yield file.finding("keys-of-one-attribute", [...path, "sortKey", "name"], message);
        }
        for (const part of ["partitionKey", "sortKey"] as const) {
          const attribute = key[part];
          if (attribute === undefined) continue;
          const first = types.get(attribute.name) ?? attribute.type;
          types.set(attribute.name, first);
          if (first === attribute.type) continue;
          const wrong = `the type of ${attribute.name} is ${first} above and ${attribute.type} here`;
          yield file.finding("attribute-of-two-types", [...path, part, "type"], `${wrong}; write ${first}`);
        }
      }
    }
  }
}
