import { Unresolved } from "#simulator/topology";
import { broken, notKnown, type AuditRule } from "../rule";

/** Where the key is named, by type. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  aws_secretsmanager_secret: ["kms_key_id"],
  aws_cloudwatch_event_connection: ["kms_key_identifier"],
  aws_cloudwatch_event_bus: ["kms_key_identifier"],
  aws_sns_topic: ["kms_master_key_id"],
  aws_cloudwatch_log_group: ["kms_key_id"],
  aws_dynamodb_table: ["server_side_encryption", "kms_key_arn"],
};

export const encryptedWithOwnKey: AuditRule = {
  severity: "low",
  title: "Secrets, connections, buses, topics, logs and tables are encrypted with a key of one's own.",
  reason:
    "A key that AWS owns or manages has a policy that you cannot change: nobody can be kept from decrypting, and nothing but deletion takes access away.",
  remedy: "Name a customer managed KMS key, and give its policy to the services and roles that need it.",
  publicIds: ["CKV_AWS_149", "CKV_AWS_26", "CKV_AWS_158", "CKV_AWS_119", "SNS.1"],
  *check({ ofType }) {
    for (const [type, [argument = "", ...inner]] of Object.entries(KEYS)) {
      for (const resource of ofType(type)) {
        const key = resource.value(argument, ...inner);
        const name = [argument, ...inner].join(".");
        if (key instanceof Unresolved) yield notKnown(resource, name, key);
        else if (key === undefined) yield broken(resource, "is not encrypted with a key of your own");
        else if (typeof key === "string" && key.includes("alias/aws/"))
          yield broken(resource, "is encrypted with a key that AWS manages");
      }
    }
  },
};
