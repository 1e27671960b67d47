/** What functions do with the permissions that their file gives them: each action of the SDK, and the keys behind it. */
import { iotTopicArn, roleArn, tableArn, type Place } from "../../aws/arn";
import type { Environment } from "../../catalogue/model";
import { functionNames, functionsFileNames, hubNames, tableNames } from "../../catalogue/names";
import { eventBusArn } from "../../aws/arn";
import { keyArn } from "./emitted-statements";
import type { Call } from "./permission-model";

/** DynamoDB Developer Guide, encryption.usagenotes: what a caller needs of a table's key, through DynamoDB. */
const TABLE_CALLS = {
  read: { actions: ["GetItem", "BatchGetItem", "Query"], key: ["Decrypt", "DescribeKey"] },
  write: {
    actions: ["PutItem", "UpdateItem", "DeleteItem"],
    key: ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"],
  },
} as const;

/** Every call that the functions of an environment may make. */
export function functionCalls({ hub, functions }: Environment): Call[] {
  return functions.flatMap((file) => {
    const place: Place = { account: file.account, region: hub.region };
    const key = keyArn(place, functionsFileNames(hub, file.name).keyAlias);
    return file.functions.flatMap(({ id, permissions }) => {
      const caller = { kind: "role", arn: roleArn(place, functionNames(hub, file.name, id).role) } as const;
      const tables = Object.entries(permissions.tables).flatMap(([table, rights]) => {
        const arn = tableArn(place, tableNames(hub, file.name, table).table);
        const indexes = file.tables.find((each) => each.id === table)?.indexes ?? [];
        return rights.flatMap((right): Call[] => [
          ...TABLE_CALLS[right].actions.map((name) => ({ caller, action: `dynamodb:${name}`, resource: arn })),
          ...(right === "read"
            ? indexes.map(({ name }) => ({ caller, action: "dynamodb:Query", resource: `${arn}/index/${name}` }))
            : []),
          ...TABLE_CALLS[right].key.map((name) => ({
            caller,
            action: `kms:${name}`,
            resource: key,
            context: { "kms:ViaService": `dynamodb.${place.region}.amazonaws.com` },
          })),
        ]);
      });
      const topics = Object.keys(permissions.topics).map((topic): Call => {
        const prefix = file.topics[topic]?.prefix ?? "";
        return { caller, action: "iot:Publish", resource: iotTopicArn(place, `${prefix}/one`) };
      });
      const { publishes } = permissions;
      const events: Call[] = (publishes?.sources ?? []).flatMap((source) =>
        (publishes?.detailTypes ?? []).map((detailType) => ({
          caller,
          action: "events:PutEvents",
          resource: eventBusArn({ account: hub.account, region: hub.region }, hubNames(hub).bus),
          context: {
            "events:source": [source],
            "events:detail-type": [detailType],
            ...(hub.organizationId === undefined ? {} : { "aws:PrincipalOrgID": hub.organizationId }),
          },
        })),
      );
      return [...tables, ...topics, ...events];
    });
  });
}
