import { INGESTION_TIME, ORDER, RULE } from "./event";
import { detail, TARGET_ID, template, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TRANSFORM, TRANSFORMER } from "./sources";

const JSON_ONLY = `InputTemplate for target ${TARGET_ID} contains placeholder aws.events.event.json valid only for JSON template.`;

/** AWS says more behind these words: what it wants of a length or a number of keys. */
const REQUEST_REFUSED = /^1 validation error detected/;

const KEY_REFUSED = (key: string) =>
  `1 validation error detected: Value '{${key}=$.id}' at 'targets.1.member.inputTransformer.inputPathsMap' failed to ` +
  "satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 256, Member must " +
  "have length greater than or equal to 1, Member must satisfy regular expression pattern: [A-Za-z0-9\\_\\-]+]";

const map = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, index) => [`k${index}`, "$.id"]));

export const RESERVED_NAMES: readonly InputFact[] = [
  {
    id: "reserved-in-text",
    fact: "EventBridge itself fills in the rule's name, its ARN and the time of ingestion, with no path for them.",
    source: RECORDED,
    cases: [
      {
        target: {
          InputTransformer: {
            InputTemplate: '"<aws.events.rule-arn> <aws.events.rule-name> <aws.events.event.ingestion-time>"',
          },
        },
        outcome: { text: `"${RULE.arn} ${RULE.name} ${INGESTION_TIME}"` },
      },
    ],
  },
  {
    id: "reserved-in-objects",
    fact: "In an object template they are texts.",
    source: TRANSFORM,
    cases: [
      {
        target: template(
          '{"arn": <aws.events.rule-arn>, "name": "rule <aws.events.rule-name>", "at": <aws.events.event.ingestion-time>, "id": <order>}',
          detail("order"),
        ),
        outcome: { json: `{"arn":"${RULE.arn}","name":"rule ${RULE.name}","at":"${INGESTION_TIME}","id":"o-7"}` },
      },
    ],
  },
  {
    id: "reserved-event",
    fact: "aws.events.event.json is the whole event, and has its place in object templates only.",
    source: `${TRANSFORM}; ${RECORDED_2026}`,
    cases: [
      {
        target: template('{"event": <aws.events.event.json>}'),
        outcome: { json: `{"event":${JSON.stringify(ORDER)}}` },
      },
      { target: template('"event <aws.events.event.json>"'), outcome: { refused: JSON_ONLY } },
      { target: template("[<aws.events.event.json>]"), outcome: { refused: JSON_ONLY } },
      { target: template("<aws.events.event.json>"), outcome: { refused: JSON_ONLY } },
    ],
  },
  {
    id: "reserved-envelope",
    fact: "aws.events.event is the event without its detail, in an order of its own and with its time in milliseconds.",
    source: RECORDED_2026,
    cases: [
      {
        target: template('{"event": <aws.events.event>, "rule": <aws.events.rule-name>}'),
        outcome: {
          json:
            '{"event":{"id":"7c1d2a90-3b1e-4f52-9d55-0a4b6f1c8e21","account":"210000000002","detailType":"Order Placed",' +
            '"time":1795168800000,"source":"shop.orders","region":"eu-central-1","resources":["arn:aws:s3:::shop-orders"],' +
            `"version":"0"},"rule":"${RULE.name}"}`,
        },
      },
    ],
  },
  {
    id: "map-keys",
    fact: "A key of InputPathsMap is letters, digits, _ and -, at most 256 of them, and there are at most 100 keys.",
    source: `${TRANSFORMER}; ${RECORDED_2026}`,
    cases: [
      ...["aws.events.rule-name", "AWS.order", "order.id", "order id", "", "k".repeat(257)].map((key) => ({
        target: template('{"x":<aws.events.rule-name>}', { [key]: "$.id" }),
        outcome: { refused: KEY_REFUSED(key) },
      })),
      {
        target: template('{"nothing":<order>}', { order: "$.detail.missing", "a.b": "$.id" }),
        outcome: { refused: REQUEST_REFUSED },
      },
      { target: template('"<Order_id-7>"', { "Order_id-7": "$.detail.order" }), outcome: { text: '"o-7"' } },
      { target: template('"x"', map(100)), outcome: { text: '"x"' } },
      { target: template('"x"', map(101)), outcome: { refused: REQUEST_REFUSED } },
    ],
  },
  {
    id: "template-length",
    fact: "A template has at most 8,192 characters.",
    source: TRANSFORMER,
    cases: [
      { target: template(`"${"x".repeat(8190)}"`), outcome: { text: `"${"x".repeat(8190)}"` } },
      { target: template(`"${"x".repeat(8191)}"`), outcome: { refused: REQUEST_REFUSED } },
    ],
  },
];
