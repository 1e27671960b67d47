import type { TargetInput } from "#simulator/input";
import { ORDER } from "./event";
import { TARGET_ID, template, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TARGET, TRANSFORM } from "./sources";

const ONLY_ONE = `Only one of Input, InputPath, or InputTransformer must be provided for target ${TARGET_ID}.`;
const NO_PATH = `InputPath for target ${TARGET_ID} is invalid.`;

/** What each of these paths finds in the order. */
const FOUND: readonly (readonly [path: string, found: string])[] = [
  ["$", JSON.stringify(ORDER)],
  ["$.detail", JSON.stringify(ORDER["detail"])],
  ["$.detail.customer", '{"name":"Zoë","tier":"gold","points":40}'],
  ["$.detail.tags", '["new","web"]'],
  ["$.detail.order", '"o-7"'],
  ["$.source", '"shop.orders"'],
  ["$.detail-type", '"Order Placed"'],
  ["$.detail.quantity", "3"],
  ["$.detail.total", "129.5"],
  ["$.detail.gift", "true"],
  ["$.detail.customer.name", '"Zoë"'],
  ["$.resources[0]", '"arn:aws:s3:::shop-orders"'],
  ["$.detail.tags[1]", '"web"'],
  ["$.detail.items[1].sku", '"CD-1"'],
  ["$.detail.items[0].lots[1]", "2"],
  ["$.detail.items[0]", '{"sku":"BK-7","lots":[1,2]}'],
  ["$.detail.items[*].sku", '["BK-7","CD-1"]'],
  ["$.detail.tags[*]", '["new","web"]'],
  ["$.detail.ship-to", '"NL"'],
  ["$.detail.gift_note", '"Enjoy"'],
  ["$.detail.tax/vat", '"21"'],
];

/** Paths that find nothing, or null. */
const FINDS_NOTHING = ["$.detail.missing", "$.detail.none", "$.detail.items[9]", "$.source.name", "$.other", ""];

const NO_PATHS = [
  "detail.order",
  "order",
  "$['detail']['order']",
  '$["detail"]',
  "$..order",
  "$.detail..name",
  "$.detail.tags[-1]",
  "$.detail.tags[0:1]",
  "$.detail.tags[:1]",
  "$.detail.customer.*",
  "$.detail.items.*.sku",
  "$.detail['ship-to']",
  '$.detail["order"]',
];

export const WHOLE_INPUTS: readonly InputFact[] = [
  {
    id: "whole-event",
    fact: "A target without an input receives the whole event.",
    source: TARGET,
    cases: [
      { target: {}, outcome: { json: JSON.stringify(ORDER) } },
      { target: {}, event: { ...ORDER, detail: {} }, outcome: { json: JSON.stringify({ ...ORDER, detail: {} }) } },
    ],
  },
  {
    id: "input",
    fact: "Input is JSON that is sent as it is written, whatever the event.",
    source: `${TARGET}; ${RECORDED_2026}`,
    cases: ['{"kind":"order"}', '["order",7]', "7", '"order"', "true"].map((Input) => ({
      target: { Input },
      outcome: { json: Input },
    })),
  },
  {
    id: "input-not-json",
    fact: "Input that is not JSON is refused.",
    source: RECORDED_2026,
    cases: ["order", "not-json"].map((Input) => ({
      target: { Input },
      outcome: {
        refused: `JSON syntax error in input for target ${TARGET_ID}: [Source: (String)"${Input}"; line: 1, column: 1]`,
      },
    })),
  },
  {
    id: "one-input",
    fact: "A target has one of Input, InputPath and InputTransformer at the most.",
    source: RECORDED_2026,
    cases: (
      [
        { Input: "{}", InputPath: "$.detail" },
        { Input: "{}", ...template("{}") },
        { InputPath: "$.detail", ...template('"x"') },
        { Input: "{}", InputPath: "$", ...template('"x"') },
      ] satisfies TargetInput[]
    ).map((target) => ({ target, outcome: { refused: ONLY_ONE } })),
  },
  {
    id: "input-path",
    fact: "InputPath sends what it finds as JSON, so that a text arrives in its quotes.",
    source: `${TRANSFORM}; ${RECORDED_2026}`,
    cases: FOUND.map(([InputPath, json]) => ({ target: { InputPath }, outcome: { json } })),
  },
  {
    id: "input-path-nothing",
    fact: "InputPath sends an empty object where it finds null or nothing, or is empty.",
    source: RECORDED_2026,
    cases: FINDS_NOTHING.map((InputPath) => ({ target: { InputPath }, outcome: { json: "{}" } })),
  },
  {
    id: "map-path-empty",
    fact: "A path of a transformer may not be empty.",
    source: RECORDED_2026,
    cases: [{ target: template('{"found": <value>}', { value: "" }), outcome: { refused: NO_PATH } }],
  },
  {
    id: "input-empty",
    fact: "An Input that is empty is taken, and neither the target nor its dead-letter queue gets anything.",
    source: RECORDED_2026,
    cases: [{ target: { Input: "" }, outcome: { nothing: true } }],
  },
  {
    id: "map-path",
    fact: "The paths of a transformer find the same as an InputPath.",
    source: `${TRANSFORM}; ${RECORDED}; ${RECORDED_2026}`,
    cases: FOUND.map(([path, found]) => ({
      target: template('{"found": <value>}', { value: path }),
      outcome: { json: `{"found":${found}}` },
    })),
  },
  {
    id: "no-path",
    fact: "A path is refused that does not begin with $, or has .., .*, or a name, a negative position or a range in brackets.",
    source: RECORDED_2026,
    cases: NO_PATHS.flatMap((path) => [
      { target: { InputPath: path }, outcome: { refused: NO_PATH } },
      { target: template('{"found": <value>}', { value: path }), outcome: { refused: NO_PATH } },
    ]),
  },
];
