/** The small pieces of ingress/*.yaml and functions/*.yaml, like those of fields.ts. */
import { z } from "zod";
import { LOG_RETENTION_DAYS } from "../../aws/limits";
import { ID_PATTERN, text } from "./fields";

/** `hub` is none: its own events are held to no sources by a bus policy. */
export const sourceAlias = text(
  /^(?!hub$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/,
  "the alias of a file in sources/, such as shop-eu",
  "Account: the alias of a file in sources/",
  "shop-eu",
);

/** Where functions live. */
export const hubOrAlias = text(
  /^[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/,
  "hub, or the alias of a file in sources/, such as shop-eu",
  "Account: hub, or the alias of a file in sources/",
  "shop-eu",
);

export const httpPath = text(
  // Greedy parameters ({proxy+}) would let through what nobody named.
  /^(?=.{1,200}$)\/(([\w.~-]+|\{\w+\})(\/([\w.~-]+|\{\w+\}))*)?$/,
  "a path such as /orders or /orders/{orderId}",
  "Path; {name} stands for one segment",
  "/orders/{orderId}",
);

export const issuer = text(
  /^(?=.{1,500}$)https:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/,
  "the https address of the token issuer, exactly as in the claim iss, such as https://login.example.com/",
  "Issuer of the tokens, exactly as in their claim `iss`; its keys are found below /.well-known/",
  "https://login.example.com/",
);

export const audience = text(
  /^[^\s]{1,200}$/,
  "a value of the tokens' claim aud, such as orders-api",
  "Value of the tokens' claim `aud` (or `client_id`)",
  "orders-api",
);

export const scope = text(
  // RFC 6749, section 3.3.
  /^[\x21\x23-\x5B\x5D-\x7E]{1,64}$/,
  "an OAuth scope such as orders:write",
  "OAuth scope",
  "orders:write",
);

/**
 * API Gateway would read `$request.header.x` as a variable, and the caller would choose. The API's role names the type in
 * a policy, so it is one of `policyDetailType`.
 */
export const routeDetailType = text(
  /^[ -#%-~\u00a0-\u00ff]{1,128}$/,
  "a detail-type of 1 to 128 characters, none beyond \u00ff (U+00FF) and without $, such as Order Placed",
  "Value of the event's `detail-type`",
  "Order Placed",
);

/** `user-signup/create-user` */
export const functionReference = text(
  /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "<file in functions/>/<id of a function>, such as user-signup/create-user",
  "Function: name of a file in functions/, a slash, and the id of a function in it",
  "user-signup/create-user",
);

/** Named like ids. */
export const handler = text(
  ID_PATTERN,
  "the name of a folder of lambda/, such as create-user",
  "Folder of lambda/ whose index.ts exports `handler`",
  "create-user",
);

/** Name of an attribute of an item. */
export const attributeName = text(
  /^[A-Za-z][\w.-]{0,254}$/,
  "the name of an attribute, such as userId",
  "Name of an attribute",
  "userId",
);

/** DynamoDB asks for three characters (API_GlobalSecondaryIndex). */
export const indexName = text(
  /^(?=.{3,255}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  "at least 3 lower-case letters and digits in words joined by hyphens, such as pending",
  "Name of an index: at least 3 characters, lower-case words joined by hyphens",
  "pending",
);

/** Topic filters and reserved topics ($aws/...) are none: a function publishes to topics. */
export const topicPrefix = text(
  /^(?=.{1,128}$)[\w-]+(\/[\w-]+){0,5}$/,
  "the first levels of an MQTT topic, without wildcards and without / at the ends, such as orders/customer",
  "First levels of the MQTT topics; a function may publish to every topic below",
  "orders/customer",
);

/** Lambda sets names that start with these itself, or refuses them. */
export const environmentVariable = text(
  /^(?!AWS_|LAMBDA_|MAXIMUM_REQUEST_BYTES$)[A-Z][A-Z0-9_]{1,63}$/,
  "upper-case letters, digits and _, not starting with AWS_ or LAMBDA_ and not MAXIMUM_REQUEST_BYTES (set by routes), such as TABLE_NAME",
  "Name of an environment variable",
  "TABLE_NAME",
);

/**
 * In UTC, of at most 256 characters (API_CreateSchedule). The fields are checked by checks/schedules.ts, which can name the
 * one that is wrong.
 */
export const schedule = text(
  /^(?=.{1,256}$)(rate|cron)\([^()]+\)$/,
  "rate(1 minute), rate(5 minutes) or cron(0 6 ? * MON-FRI *), of at most 256 characters",
  "When it runs, in UTC: rate(...) or cron(...) of EventBridge Scheduler",
  "rate(5 minutes)",
);

/** Days of a log group. */
export const retentionDays = z.literal(LOG_RETENTION_DAYS).meta({
  description: "Days that the log is kept; CloudWatch knows just these",
  examples: [90],
  aws: "cloudwatch-logs.PutRetentionPolicyRequest.retentionInDays",
});
