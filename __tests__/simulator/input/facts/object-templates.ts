import { detail, template, type InputCase, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TRANSFORM } from "./sources";

const PATHS = detail("order", "total", "gift", "customer", "tags", "coupons", "items", "nothing", "ship-to");

function sends(InputTemplate: string, json: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { json } };
}

function loses(InputTemplate: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { lost: true } };
}

export const OBJECT_TEMPLATES: readonly InputFact[] = [
  {
    id: "bare-values",
    fact: "A placeholder in place of a JSON value becomes that value: a text gets its quotes, the rest stays JSON.",
    source: `${TRANSFORM}; ${RECORDED_2026}`,
    cases: [
      sends('{"id": <order>}', '{"id":"o-7"}'),
      sends('{"id" : <order>, "to":<ship-to>}', '{"id":"o-7","to":"NL"}'),
      sends('{"total": <total>, "gift": <gift>}', '{"total":129.5,"gift":true}'),
      sends('{"who": <customer>}', '{"who":{"name":"Zoë","tier":"gold","points":40}}'),
      sends(
        '{"tags": <tags>, "items": <items>}',
        '{"tags":["new","web"],"items":[{"sku":"BK-7","lots":[1,2]},{"sku":"CD-1"}]}',
      ),
      sends(
        '{"order": {"id": <order>, "by": {"who": <customer>}}}',
        '{"order":{"id":"o-7","by":{"who":{"name":"Zoë","tier":"gold","points":40}}}}',
      ),
      sends(
        '{"all": [<order>, <total>, <gift>, <tags>, <customer>]}',
        '{"all":["o-7",129.5,true,["new","web"],{"name":"Zoë","tier":"gold","points":40}]}',
      ),
    ],
  },
  {
    id: "bare-nothing",
    fact: "A placeholder in place of a JSON value whose path finds nothing becomes an empty text, in a list, too.",
    source: RECORDED_2026,
    cases: [
      sends('{"before":1,"coupon":<nothing>,"after":2}', '{"before":1,"coupon":"","after":2}'),
      sends('{"coupons":[<nothing>]}', '{"coupons":[""]}'),
    ],
  },
  {
    id: "quoted-values",
    fact: "Inside the quotes of an object template a text goes in without quotes of its own; a number and true as they are.",
    source: RECORDED,
    cases: [
      sends('{"id": "<order>"}', '{"id":"o-7"}'),
      sends('{"path": "orders/<order>/lines"}', '{"path":"orders/o-7/lines"}'),
      sends(
        '{"method": "PUT", "path": "orders/<order>", "body": <customer>}',
        '{"method":"PUT","path":"orders/o-7","body":{"name":"Zoë","tier":"gold","points":40}}',
      ),
      sends('{"a": {"b": {"c": "to <ship-to>: <order>"}}, "id": <order>}', '{"a":{"b":{"c":"to NL: o-7"}},"id":"o-7"}'),
      sends('{"note": "<total> EUR, gift: <gift>"}', '{"note":"129.5 EUR, gift: true"}'),
      sends('{"note": "order \\"<order>\\" is in"}', '{"note":"order \\"o-7\\" is in"}'),
      sends('{"list": ["<order>", "x-<ship-to>"]}', '{"list":["o-7","x-NL"]}'),
    ],
  },
  {
    id: "quoted-nothing",
    fact: "Inside quotes a placeholder whose path finds nothing leaves nothing.",
    source: TRANSFORM,
    cases: [sends('{"path": "coupons/<nothing>"}', '{"path":"coupons/"}'), sends('{"a": "<nothing>"}', '{"a":""}')],
  },
  {
    id: "quoted-objects",
    fact: "An object or a list inside quotes makes the result no JSON, and the target does not receive it.",
    source: `${RECORDED}; ${RECORDED_2026}`,
    cases: [
      loses('{"who": "customer <customer>"}'),
      loses('{"who": "<customer>", "again": <customer>}'),
      loses('{"coupon": "<coupons>"}'),
      loses('{"tags": "<tags>", "id": <order>}'),
    ],
  },
  {
    id: "minified",
    fact: "The JSON that is sent has no space between its parts; spaces within texts stay.",
    source: TRANSFORM,
    cases: [
      sends('{\n  "a" : "x  \\" y",\n  "b": [ 9, <order>, true ]\n}\n', '{"a":"x  \\" y","b":[9,"o-7",true]}'),
      sends('{"kind": "order"}', '{"kind":"order"}'),
      sends("{ }", "{}"),
    ],
  },
  {
    id: "filled-once",
    fact: "A value that looks like a placeholder is not filled in again.",
    source: TRANSFORM,
    cases: [
      {
        target: template('{"id": <order>, "to": "<ship>"}', { order: "$.detail.order", ship: "$.detail.ship" }),
        event: { detail: { order: "<ship>", ship: "<order>" } },
        outcome: { json: '{"id":"<ship>","to":"<order>"}' },
      },
    ],
  },
];
