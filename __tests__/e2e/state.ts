import { GetObjectCommand, ListObjectsV2Command } from "@aws-sdk/client-s3";
import { z } from "zod";
import type { Account } from "./emulator";

const stateSchema = z.object({
  resources: z.array(
    z.object({
      mode: z.string(),
      type: z.string(),
      name: z.string(),
      instances: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) })),
    }),
  ),
});

/** Terraform's state of one stack. */
export type State = z.output<typeof stateSchema>;

/** Keys of all objects of a bucket. */
export async function objectKeys({ s3 }: Account, bucket: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key = "" }) => Key).sort();
}

/** An object as text. */
export async function objectText({ s3 }: Account, bucket: string, key: string): Promise<string> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await Body?.transformToString()) ?? "";
}

export function parseState(text: string): State {
  return stateSchema.parse(JSON.parse(text));
}

/** Every value in a state that is or could be a credential: those of the connections, and those of secrets. */
export function credentialsIn({ resources }: State): string[] {
  return resources.flatMap(({ type, instances }) => {
    if (type === "aws_secretsmanager_secret_version") return [`a ${type}`];
    if (type !== "aws_cloudwatch_event_connection") return [];
    return instances.flatMap(({ attributes }) => credentialValues(attributes["auth_parameters"]));
  });
}

const CREDENTIALS = new Set(["username", "password", "client_id", "client_secret"]);

function credentialValues(value: unknown, name = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => credentialValues(item, name));
  if (typeof value !== "object" || value === null) return [];
  const entries = Object.entries(value);
  const secretParameter = entries.some(([key, item]) => key === "is_value_secret" && item === true);
  return entries.flatMap(([key, item]) =>
    typeof item === "string"
      ? CREDENTIALS.has(key) || (key === "value" && (secretParameter || name === "api_key"))
        ? [item]
        : []
      : credentialValues(item, key),
  );
}
