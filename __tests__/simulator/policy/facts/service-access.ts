import { RECORDED, type Call, type PolicyCase, type PolicyFact } from "./fact";

const ACCOUNT = "210000000001";
const QUEUE = `arn:aws:sqs:eu-central-1:${ACCOUNT}:orders-dead-letters`;
const KEY = `arn:aws:kms:eu-central-1:${ACCOUNT}:key/7c1d2a90`;
const RULE = `arn:aws:events:eu-central-1:${ACCOUNT}:rule/hub/orders-to-crm`;

const OF_QUEUE = "kms:EncryptionContext:aws:sqs:arn";

const send = (rule = RULE): Call => ({ kind: "service", action: "sqs:SendMessage", resource: QUEUE, rule });
const encrypt = (rule = RULE, queue = QUEUE): Call => ({
  ...{ kind: "service", action: "kms:GenerateDataKey", resource: KEY, rule },
  context: { [OF_QUEUE]: queue },
});

const statement = (action: string | readonly string[], condition?: object) => ({
  ...{ Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: action, Resource: "*" },
  ...(condition === undefined ? {} : { Condition: condition }),
});

function onQueue(condition: object | undefined, call: Call, decision: PolicyCase["decision"]): PolicyCase {
  const statements = [statement("sqs:SendMessage", condition)];
  return { resource: { arn: QUEUE, account: ACCOUNT }, statements, call, decision };
}

function onKey(condition: object, call: Call, decision: PolicyCase["decision"]): PolicyCase {
  const statements = [statement(["kms:GenerateDataKey", "kms:Decrypt"], condition)];
  return { resource: { arn: KEY, account: ACCOUNT }, statements, call, decision };
}

const forQueue = { [OF_QUEUE]: QUEUE };

export const SERVICE_ACCESS: readonly PolicyFact[] = [
  {
    id: "queue-conditions",
    fact: "To a queue EventBridge comes as a service on behalf of the rule, which its account and ARN tell.",
    source: RECORDED,
    cases: [
      onQueue(undefined, send(), "allowed"),
      onQueue({ ArnEquals: { "aws:SourceArn": RULE } }, send(), "allowed"),
      onQueue({ ArnEquals: { "aws:SourceArn": RULE } }, send(`${RULE}-2`), "denied"),
      onQueue({ StringEquals: { "aws:SourceAccount": ACCOUNT } }, send(), "allowed"),
      onQueue({ StringEquals: { "aws:SourceAccount": "210000000009" } }, send(), "denied"),
      onQueue({ StringEquals: { "aws:PrincipalServiceName": "events.amazonaws.com" } }, send(), "allowed"),
      onQueue({ StringEquals: { "aws:PrincipalServiceName": "sns.amazonaws.com" } }, send(), "denied"),
      onQueue({ Bool: { "aws:PrincipalIsAWSService": "true" } }, send(), "allowed"),
      onQueue({ Bool: { "aws:PrincipalIsAWSService": "false" } }, send(), "denied"),
    ],
  },
  {
    id: "principal-type",
    fact: "EventBridge as a service has the principal type User, whatever one would expect.",
    source: RECORDED,
    cases: [
      onQueue({ StringEquals: { "aws:PrincipalType": "User" } }, send(), "allowed"),
      onQueue({ Null: { "aws:PrincipalType": "false" } }, send(), "allowed"),
      onQueue({ Null: { "aws:PrincipalType": "true" } }, send(), "denied"),
      ...["Service", "AWSService", "AssumedRole", "Role", "Account", "Anonymous"].map((type) =>
        onQueue({ StringEquals: { "aws:PrincipalType": type } }, send(), "denied"),
      ),
    ],
  },
  {
    id: "key-conditions",
    fact: "A queue's key sees the queue in the encryption context, and the rule, not the queue, as the source.",
    source: RECORDED,
    cases: [
      onKey({ StringEquals: forQueue }, encrypt(), "allowed"),
      onKey({ StringEquals: forQueue }, encrypt(RULE, `${QUEUE}-2`), "denied"),
      onKey({ StringEquals: { ...forQueue, "aws:SourceAccount": ACCOUNT } }, encrypt(), "allowed"),
      onKey({ StringEquals: forQueue, ArnEquals: { "aws:SourceArn": RULE } }, encrypt(), "allowed"),
      onKey({ StringEquals: forQueue, ArnEquals: { "aws:SourceArn": RULE } }, encrypt(`${RULE}-2`), "denied"),
      onKey({ StringEquals: forQueue, ArnEquals: { "aws:SourceArn": QUEUE } }, encrypt(), "denied"),
      onKey({ StringEquals: forQueue, Null: { "aws:SourceArn": "true" } }, encrypt(), "denied"),
    ],
  },
];
