/** Every statement that the stacks emit, with references put in as the ARNs that they become. */
import { apiDestinationArn, kmsAliasArn, logGroupArn, parseArn, regionalArn, roleArn, type Place } from "../../aws/arn";
import { parsePolicy } from "../../simulator/policy/policy-statement";
import { computedAttribute } from "../../simulator/topology/computed-attributes";
import type { Resource, SynthesizedApp, SynthesizedStack } from "../synthesized";
import type { HeldStatement } from "./permission-model";

/** A resource with the ARNs of what it refers to, and where it is. */
export interface Placed {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly place: Place;
  /** Its arguments, without references. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every resource of an app. */
export function placedResources(app: SynthesizedApp): Placed[] {
  return app.stacks.flatMap((stack) => {
    const place = placeOf(stack);
    return stack.resources().map((resource) => ({
      stack: stack.id,
      address: resource.address,
      type: resource.type,
      place,
      values: withoutReferences(resource.attributes, stack) as Placed["values"],
    }));
  });
}

function placeOf(stack: SynthesizedStack): Place {
  const [account = ""] = stack.provider["allowed_account_ids"] as string[];
  return { account, region: String(stack.provider["region"]) };
}

/** The key that an alias stands for: by the alias's name, as in the recording. */
export function keyArn(place: Place, alias: string): string {
  return regionalArn("kms", place, `key/${alias.replace(/^alias\//, "")}`);
}

/** ARN of the key behind a key's ARN or an alias's. */
export function keyBehind(arn: string): string {
  const { account = "", region = "", resource = "" } = parseArn(arn) ?? {};
  return resource.startsWith("alias/") ? keyArn({ account, region }, resource) : arn;
}

function withoutReferences(value: unknown, stack: SynthesizedStack): unknown {
  if (typeof value === "string") {
    return value.replace(/\$\{(aws_\w+)\.([\w-]+)\.(\w+)\}/g, (_, type: string, name: string, attribute: string) =>
      attributeOf(stack.resource(type, name), attribute, stack),
    );
  }
  if (Array.isArray(value)) return value.map((each) => withoutReferences(each, stack));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutReferences(each, stack)]));
}

function attributeOf(resource: Resource, attribute: string, stack: SynthesizedStack): string {
  const place = placeOf(stack);
  const own = resource.attributes[attribute];
  if (typeof own === "string") return String(withoutReferences(own, stack));
  const named = (key: string) => String(withoutReferences(resource.attributes[key], stack));
  switch (`${resource.type}.${attribute}`) {
    case "aws_kms_key.arn":
    case "aws_kms_key.key_id": {
      const aliases = stack.resources("aws_kms_alias");
      const alias = aliases.find(({ attributes }) => attributes["target_key_id"] === `\${${resource.address}.key_id}`);
      return keyArn(place, alias?.text("name") ?? "");
    }
    case "aws_kms_alias.arn":
      return kmsAliasArn(place, named("name"));
    case "aws_cloudwatch_event_api_destination.arn":
      return `${apiDestinationArn(place, named("name"))}/0aa1b2c3`;
    case "aws_cloudwatch_log_group.arn":
      return logGroupArn(place, named("name"));
    case "aws_apigatewayv2_api.id":
      return "api";
    case "aws_apigatewayv2_api.execution_arn":
      return regionalArn("execute-api", place, "api");
    case "aws_apigatewayv2_authorizer.id":
    case "aws_apigatewayv2_integration.id":
      return resource.name;
  }
  const nameKey = { aws_lambda_function: "function_name" }[resource.type] ?? "name";
  const busName = resource.attributes["event_bus_name"];
  const computed = computedAttribute(
    {
      ...place,
      type: resource.type,
      name: named(nameKey),
      busName: busName === undefined ? "default" : named("event_bus_name"),
      groupName: "default",
      path: "/",
    },
    attribute,
  );
  if (computed === undefined) throw new Error(`What ${resource.address}.${attribute} becomes is not known here`);
  return computed;
}

/** What a policy hangs on, by the type of resource that holds it. */
function holderOf({ type, place, values }: Placed): string {
  const named = (key: string) => String(values[key]);
  switch (type) {
    case "aws_iam_role":
      return roleArn(place, named("name"));
    case "aws_iam_role_policy":
      return roleArn(place, named("role"));
    case "aws_sqs_queue":
      return regionalArn("sqs", place, named("name"));
    case "aws_secretsmanager_secret":
      return regionalArn("secretsmanager", place, `secret:${named("name")}`);
    case "aws_sns_topic_policy":
      return named("arn");
    case "aws_cloudwatch_event_bus_policy":
      return regionalArn("events", place, `event-bus/${named("event_bus_name")}`);
    case "aws_lambda_permission":
      return parseArn(named("function_name")) === undefined
        ? regionalArn("lambda", place, `function:${named("function_name")}`)
        : named("function_name");
    default:
      throw new Error(`What the policy of ${type} hangs on is not known here`);
  }
}

/** Every statement of every policy, in the resources' order. */
export function heldStatements(resources: readonly Placed[]): HeldStatement[] {
  return resources.flatMap((resource) => {
    const { stack, address, type, values } = resource;
    if (type === "aws_lambda_permission") return [permissionStatement(resource)];
    return ["policy", "assume_role_policy"].flatMap((attribute) => {
      const text = values[attribute];
      if (typeof text !== "string") return [];
      const parsed = parsePolicy(text);
      if (!parsed.ok) throw new Error(`${stack} ${address}: ${parsed.reason}`);
      const kind =
        attribute === "assume_role_policy" ? "trust" : type === "aws_iam_role_policy" ? "identity" : "resource";
      const holder = type === "aws_kms_key" ? keyHolder(resource, resources) : holderOf(resource);
      return parsed.statements.map((statement) => ({
        holder,
        kind,
        where: `${stack} ${address} ${statement.label}`,
        statement,
      }));
    });
  });
}

function keyHolder({ stack, address, place }: Placed, resources: readonly Placed[]): string {
  const name = address.replace(/^aws_kms_key\./, "");
  const alias = resources.find((each) => each.stack === stack && each.address === `aws_kms_alias.${name}`);
  return keyArn(place, String(alias?.values["name"]));
}

/** A function's policy is made of its permissions, one statement each. */
function permissionStatement(resource: Placed): HeldStatement {
  const { stack, address, values } = resource;
  const document = {
    Statement: {
      Sid: values["statement_id"],
      Effect: "Allow",
      Principal: { Service: values["principal"] },
      Action: values["action"],
      Resource: "*",
      Condition: { ArnLike: { "AWS:SourceArn": values["source_arn"] } },
    },
  };
  const parsed = parsePolicy(JSON.stringify(document));
  const [statement] = parsed.ok ? parsed.statements : [];
  if (statement === undefined) throw new Error(`${stack} ${address} is no permission`);
  return { holder: holderOf(resource), kind: "resource", where: `${stack} ${address}`, statement };
}
