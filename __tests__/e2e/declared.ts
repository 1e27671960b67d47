import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { accountOf } from "./landing-zone";
import { stackFolder, type Emitted } from "./synthesize";

/** The arguments of one resource or block, references resolved. */
export type Arguments = Readonly<Record<string, unknown>>;

/** One emitted stack, as AWS should look once it is applied. */
export interface DeclaredStack {
  readonly name: string;
  readonly account: string;
  /** Of every resource that can have tags, besides its own. */
  readonly tags: Readonly<Record<string, string>>;
  /** All resources of a type. */
  readonly all: (type: string) => Arguments[];
}

const stackSchema = z.object({
  provider: z.object({
    aws: z.tuple([
      z.object({
        region: z.string(),
        assume_role: z.tuple([z.object({ role_arn: z.string() })]),
        default_tags: z.tuple([z.object({ tags: z.record(z.string(), z.string()) })]),
      }),
    ]),
  }),
  resource: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))),
});

/** ARNs by resource type, without the random part that AWS adds to some. */
const ARN_RESOURCES: Readonly<Record<string, (name: string) => string>> = {
  aws_cloudwatch_event_api_destination: (name) => `events:REGION:ACCOUNT:api-destination/${name}`,
  aws_cloudwatch_event_bus: (name) => `events:REGION:ACCOUNT:event-bus/${name}`,
  aws_cloudwatch_event_connection: (name) => `events:REGION:ACCOUNT:connection/${name}`,
  aws_kms_key: () => "kms:REGION:ACCOUNT:key/<id>",
  aws_lambda_function: (name) => `lambda:REGION:ACCOUNT:function:${name}`,
  aws_iam_role: (name) => `iam::ACCOUNT:role/${name}`,
  aws_kms_alias: (name) => `kms:REGION:ACCOUNT:${name}`,
  aws_sns_topic: (name) => `sns:REGION:ACCOUNT:${name}`,
  aws_sqs_queue: (name) => `sqs:REGION:ACCOUNT:${name}`,
};

/** Reads a stack as Terraform will: text is unescaped, references become the names and ARNs they will have. */
export function declaredStack(emitted: Emitted, name: string): DeclaredStack {
  const text = readFileSync(path.join(stackFolder(emitted, name), "cdk.tf.json"), "utf8");
  const { provider, resource } = stackSchema.parse(JSON.parse(text));
  const [{ region, assume_role, default_tags }] = provider.aws;
  // The account that the role is in decides where things appear; the fence is another argument.
  const account = accountOf(assume_role[0].role_arn);

  const attribute = (type: string, id: string, wanted: string): string => {
    const target = resource[type]?.[id];
    if (target === undefined) throw new Error(`${name} refers to ${type}.${id}, which it does not declare`);
    const named = String(target["name"] ?? target["function_name"]);
    if (wanted === "name" || wanted === "function_name") return named;
    // A key's id is random; what is known of it beforehand is its description.
    if (wanted === "key_id") return String(target["description"]);
    const arn = ARN_RESOURCES[type];
    if (wanted !== "arn" || arn === undefined) throw new Error(`${name} refers to ${wanted} of ${type}.${id}`);
    const written = arn(named).replace("REGION", region).replace("ACCOUNT", account);
    return `arn:aws:${written}`;
  };
  const resolve = (value: unknown): unknown => {
    if (typeof value === "string") {
      return value.replace(/([$%])\1\{|\$\{(\w+)\.([\w-]+)\.(\w+)\}/g, (_, sign?: string, ...reference: string[]) => {
        const [type = "", id = "", wanted = ""] = reference;
        return sign === undefined ? attribute(type, id, wanted) : `${sign}{`;
      });
    }
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [resolve(key), resolve(item)]));
    }
    return value;
  };
  return {
    name,
    account,
    tags: default_tags[0].tags,
    all: (type) => Object.values(resource[type] ?? {}).map((values) => resolve(values) as Arguments),
  };
}

/** A nested block or map of arguments; empty where there is none. */
export function block(values: Arguments, name: string): Arguments {
  const value = values[name];
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Arguments) : {};
}

/** A list of nested blocks; empty where there is none. */
export function blocks(values: Arguments, name: string): Arguments[] {
  const value = values[name];
  return Array.isArray(value) ? (value as Arguments[]) : [];
}
