/** Cases of the rules on policies, whatever has them. */
import { casesOf, ACCOUNT, allow, LATER, OTHER, policy, root, trust } from "./case";

const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:q`;

function queuePolicy(...statements: readonly object[]) {
  return { "aws_sqs_queue_policy.policy": { queue_url: "q", policy: policy(...statements) } };
}

function send(Principal: unknown, Condition?: object) {
  return allow({ Principal, Action: "sqs:SendMessage", Resource: QUEUE, ...(Condition && { Condition }) });
}

function keyPolicy(...statements: readonly object[]) {
  return { "aws_kms_key.key": { policy: policy(...statements) } };
}

function may(Action: unknown, Resource: unknown, more: object = {}) {
  return { "aws_iam_role_policy.policy": { role: "role", policy: policy(allow({ Action, Resource, ...more })) } };
}

function role(assume_role_policy: string) {
  return { "aws_iam_role.role": { name: "role", assume_role_policy } };
}

const laterPolicy = { "aws_iam_role_policy.policy": { role: "role", policy: LATER } };
const fromRule = { ArnLike: { "aws:SourceArn": `arn:aws:events:eu-central-1:${ACCOUNT}:rule/a` } };

const PROVIDER = `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`;

function oidc(StringEquals: object, more: object = {}) {
  const Condition = { StringEquals, ...more };
  return role(
    policy(allow({ Principal: { Federated: PROVIDER }, Action: "sts:AssumeRoleWithWebIdentity", Condition })),
  );
}

const AUD = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
const SUB = "token.actions.githubusercontent.com:sub";

/** It bounds a role, and allows nobody anything while it is attached to none. */
const BOUNDARY = {
  "aws_iam_policy.b": { name: "b", policy: policy(allow({ Action: "sqs:*", Resource: QUEUE })) },
  "aws_iam_role.r": { name: "r", permissions_boundary: "${aws_iam_policy.b.arn}" },
};

export const policyCases = casesOf({
  "no-access-for-everybody": {
    keeps: [
      queuePolicy(send(root(OTHER))),
      queuePolicy(send("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } })),
      queuePolicy(send("*", fromRule)),
      queuePolicy({ ...send("*"), Effect: "Deny" }),
      { "aws_lambda_permission.p": { principal: "events.amazonaws.com", function_name: "f", source_arn: "arn:aws:x" } },
      { "aws_cloudwatch_event_permission.p": { principal: OTHER, statement_id: "x" } },
    ],
    breaks: [
      queuePolicy(send("*")),
      queuePolicy(send({ AWS: ["*", OTHER] })),
      queuePolicy(send("*", { StringLike: { "aws:PrincipalOrgID": "*" } })),
      queuePolicy(send("*", { Bool: { "aws:SecureTransport": "true" } })),
      queuePolicy(send("*", { StringNotEquals: { "aws:PrincipalAccount": OTHER } })),
      queuePolicy(allow({ NotPrincipal: root(OTHER), Action: "sqs:SendMessage", Resource: QUEUE })),
      keyPolicy(allow({ Principal: "*", Action: "kms:Decrypt", Resource: "*" })),
      role(policy(allow({ Principal: { AWS: "*" }, Action: "sts:AssumeRole" }))),
      { "aws_cloudwatch_event_permission.p": { principal: "*", statement_id: "x" } },
      { "aws_lambda_permission.p": { principal: "*", function_name: "f", action: "lambda:InvokeFunction" } },
    ],
    open: [
      { "aws_sqs_queue_policy.policy": { queue_url: "q", policy: LATER } },
      { "aws_sqs_queue_policy.policy": { queue_url: "q", policy: "no policy" } },
      { "aws_lambda_permission.p": { principal: LATER, function_name: "f" } },
    ],
  },
  "service-names-its-caller": {
    keeps: [
      queuePolicy(send({ Service: "events.amazonaws.com" }, fromRule)),
      queuePolicy(send(root(OTHER))),
      role(trust("events.amazonaws.com", { StringEquals: { "aws:SourceAccount": ACCOUNT } })),
      role(trust("lambda.amazonaws.com")),
      { "aws_lambda_permission.p": { principal: "events.amazonaws.com", function_name: "f", source_arn: "arn:aws:x" } },
      { "aws_lambda_permission.p": { principal: "events.amazonaws.com", function_name: "f", source_arn: LATER } },
    ],
    breaks: [
      queuePolicy(send({ Service: "events.amazonaws.com" })),
      queuePolicy(send({ Service: "events.amazonaws.com" }, { ArnLike: { "aws:SourceArn": "*" } })),
      role(trust("events.amazonaws.com")),
      { "aws_lambda_permission.p": { principal: "events.amazonaws.com", function_name: "f" } },
    ],
    open: [{ "aws_sqs_queue_policy.policy": { queue_url: "q", policy: LATER } }],
  },
  "no-wildcard-actions": {
    keeps: [
      may("events:PutEvents", "arn:aws:events:eu-central-1:200000000001:event-bus/central"),
      may("s3:Get*", "arn:aws:s3:::a/*"),
      may("events:*", "*", { Effect: "Deny" }),
      keyPolicy(allow({ Principal: root(ACCOUNT), Action: "kms:*", Resource: "*" })),
      BOUNDARY,
    ],
    breaks: [
      {
        ...BOUNDARY,
        "aws_iam_role_policy_attachment.a": { role: "r", policy_arn: "${aws_iam_policy.b.arn}" },
      },
      may("events:*", QUEUE),
      may("*", QUEUE),
      may(["sqs:SendMessage", "sqs:*"], QUEUE),
      { "aws_iam_role_policy.p": { role: "r", policy: policy(allow({ NotAction: "iam:*", Resource: QUEUE })) } },
      keyPolicy(allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/a` }, Action: "kms:*", Resource: "*" })),
      queuePolicy(allow({ Principal: root(ACCOUNT), Action: "sqs:*", Resource: QUEUE })),
      {
        "aws_iam_role.r": {
          name: "r",
          inline_policy: [{ name: "i", policy: policy(allow({ Action: "*", Resource: QUEUE })) }],
        },
      },
    ],
    open: [laterPolicy],
  },
  "no-wildcard-resources": {
    keeps: [
      may("sqs:SendMessage", QUEUE),
      may("sqs:ListQueues", "*"),
      may("xray:PutTraceSegments", "*"),
      may("kms:Decrypt", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "shop" } } }),
      may("sqs:SendMessage", "*", { Effect: "Deny" }),
    ],
    breaks: [
      may("sqs:SendMessage", "*"),
      may(["xray:PutTraceSegments", "secretsmanager:GetSecretValue"], ["*"]),
      { "aws_iam_policy.p": { name: "p", policy: policy(allow({ Action: "sqs:SendMessage", NotResource: QUEUE })) } },
      may("events:PutEvents", "arn:aws:events:*:*:*"),
    ],
    open: [laterPolicy],
  },
  "no-administrator-access": {
    keeps: [
      { "aws_iam_role_policy_attachment.a": { role: "r", policy_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
    ],
    breaks: [
      { "aws_iam_role_policy_attachment.a": { role: "r", policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" } },
      {
        "aws_iam_role.r": {
          name: "r",
          assume_role_policy: trust("lambda.amazonaws.com"),
          managed_policy_arns: ["arn:aws-cn:iam::aws:policy/AdministratorAccess"],
        },
      },
    ],
    open: [{ "aws_iam_role_policy_attachment.a": { role: "r", policy_arn: LATER } }],
  },
  "oidc-trust-narrowed": {
    keeps: [
      oidc({ ...AUD, [SUB]: "repo:acme/hub:environment:prod" }),
      oidc(AUD, { StringLike: { [SUB]: "repo:acme/hub:*" } }),
      role(trust("lambda.amazonaws.com")),
    ],
    breaks: [
      oidc(AUD),
      oidc({ [SUB]: "repo:acme/hub:environment:prod" }),
      oidc(AUD, { StringLike: { [SUB]: "repo:*" } }),
      oidc(AUD, { StringLike: { [SUB]: "*" } }),
    ],
    open: [role(LATER)],
  },
});
