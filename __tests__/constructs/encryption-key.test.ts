import {
  alarmStatement,
  busEncryptionStatements,
  deadLetterStatement,
  EncryptionKey,
} from "../../constructs/encryption-key";
import { TerraformOutput } from "cdktf";
import { allowing, listOf, principalsOf } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const place = { account: "200000000001", region: "eu-central-1" };
const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";

const stack = synthesizeStack((scope) => {
  const key = new EncryptionKey(scope, "Key", {
    place,
    alias: "alias/acme-test-hub",
    description: "Events of the hub",
    statements: [
      ...busEncryptionStatements(place, busArn),
      deadLetterStatement(place, [busArn]),
      alarmStatement(["200000000001", "210000000001"]),
    ],
  });
  new TerraformOutput(scope, "Reference", { value: key.aliasArn });
});
const key = stack.only("aws_kms_key");
const statements = key.statements("policy");
const forServices = statements.filter(({ Sid }) => Sid !== "HonourIamPolicies");

test("the key is rotated, and deleting it takes 30 days", () => {
  expect(key.attributes).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 30 });
});

test("EventBridge may use the key for a connection's secret, because it carries the tag", () => {
  expect(key.attributes["tags"]).toEqual({ EventBridgeApiDestinations: "true" });
});

test("the account decides by its IAM policies who else uses the key", () => {
  expect(statements[0]).toEqual({
    Sid: "HonourIamPolicies",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::200000000001:root" },
    Action: "kms:*",
    Resource: "*",
  });
});

test("nobody but the account itself may do everything with the key", () => {
  for (const { Action } of forServices) expect(listOf(Action).join()).not.toContain("*");
});

test("everybody else is an AWS service that acts for a named account or bus", () => {
  for (const statement of allowing(forServices)) {
    expect(principalsOf(statement).join()).toMatch(/^(events|cloudwatch)\.amazonaws\.com$/);
    expect(Object.keys(statement.Condition?.["StringEquals"] ?? {})).toHaveLength(1);
  }
});

test("EventBridge encrypts events of this bus, and may look at the key first", () => {
  expect(busEncryptionStatements(place, busArn)).toMatchObject([
    { Action: "kms:DescribeKey", Condition: { StringEquals: { "aws:SourceAccount": "200000000001" } } },
    {
      Action: ["kms:GenerateDataKey", "kms:Decrypt"],
      Condition: { StringEquals: { "kms:EncryptionContext:aws:events:event-bus:arn": busArn } },
    },
  ]);
});

test("EventBridge encrypts the dead letters of these rules of this account", () => {
  expect(deadLetterStatement(place, [busArn])).toMatchObject({
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Condition: { StringEquals: { "aws:SourceAccount": "200000000001" }, ArnLike: { "aws:SourceArn": [busArn] } },
  });
});

test("CloudWatch encrypts alerts of the named accounts", () => {
  expect(alarmStatement(["200000000001", "210000000001"])).toMatchObject({
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Condition: { StringEquals: { "aws:SourceAccount": ["200000000001", "210000000001"] } },
  });
});

test("every statement has a Sid of its own", () => {
  expect(new Set(statements.map(({ Sid }) => Sid)).size).toBe(statements.length);
});

test("the alias names the key", () => {
  expect(stack.only("aws_kms_alias").attributes).toMatchObject({
    name: "alias/acme-test-hub",
    target_key_id: `\${${key.address}.key_id}`,
  });
});

test("who uses the alias's ARN is created after the key", () => {
  expect(stack.outputs).toEqual([`\${${stack.only("aws_kms_alias").address}.arn}`]);
});
