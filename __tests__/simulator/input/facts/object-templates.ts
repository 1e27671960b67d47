import { detail, TARGET_ID, template, type InputCase, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TRANSFORM } from "./sources";

const PATHS = detail(
  ...["order", "total", "gift", "customer", "tags", "coupons", "items", "nothing", "ship-to"],
  ...["reason", "note", "none", "free", "no"],
);

function sends(InputTemplate: string, json: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { json } };
}

function loses(InputTemplate: string, deadLetter: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { deadLetter } };
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
    id: "escaped",
    fact: "A text is escaped as JSON, in place of a value as well as inside quotes: its quotes, backslashes and line breaks.",
    source: RECORDED_2026,
    cases: [
      sends('{"reason":<reason>}', '{"reason":"he said \\"no\\""}'),
      sends('{"reason":"reason: <reason>, order <order>"}', '{"reason":"reason: he said \\"no\\", order o-7"}'),
      sends('{"note":<note>}', '{"note":"two\\nlines, a \\\\ and a\\ttab"}'),
      sends(
        '{"note":["<note>!", <note>]}',
        '{"note":["two\\nlines, a \\\\ and a\\ttab!","two\\nlines, a \\\\ and a\\ttab"]}',
      ),
    ],
  },
  {
    id: "bare-null",
    fact: "A placeholder in place of a JSON value becomes null, 0 or false where that is its value.",
    source: RECORDED_2026,
    cases: [
      sends('{"none": <none>, "free": <free>, "no": <no>}', '{"none":null,"free":0,"no":false}'),
      sends('{"all": [<none>, <free>, <no>]}', '{"all":[null,0,false]}'),
    ],
  },
  {
    id: "undefined",
    fact: "Without an InputPathsMap a placeholder that nothing defines stays as it stands.",
    source: RECORDED_2026,
    cases: [
      { target: template('{"a":<other>}', {}), outcome: { deadLetter: '{"a":<other>}' } },
      { target: template('{"a":<aws.events.rule>}', {}), outcome: { deadLetter: '{"a":<aws.events.rule>}' } },
      { target: template('{"a":"x <other> y"}', {}), outcome: { json: '{"a":"x <other> y"}' } },
      { target: template('{"a":<aws.events.unknown>}', {}), outcome: { deadLetter: '{"a":<aws.events.unknown>}' } },
    ],
  },
  {
    id: "keys",
    fact: "A placeholder as the key of an object is refused.",
    source: RECORDED_2026,
    cases: ['{"<order>": 1}', '{"a": {"x-<order>": 1}}', '{"<nothing>": <total>}'].map((source) => ({
      target: template(source, PATHS),
      outcome: { refused: `InputTemplate placeholder present as a JSON object key for target ${TARGET_ID}.` },
    })),
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
    fact: "An object or a list goes into quotes as JSON, quotes and all, which makes the result no JSON: it is a dead letter.",
    source: `${RECORDED}; ${RECORDED_2026}`,
    cases: [
      loses('{"who":"customer <customer>"}', '{"who":"customer {"name":"Zoë","tier":"gold","points":40}"}'),
      loses(
        '{"who":"<customer>","again":<customer>}',
        '{"who":"{"name":"Zoë","tier":"gold","points":40}","again":{"name":"Zoë","tier":"gold","points":40}}',
      ),
      loses('{"coupon":"<coupons>"}', '{"coupon":"["SUMMER"]"}'),
      loses('{"tags":"<tags>","id":<order>}', '{"tags":"["new","web"]","id":"o-7"}'),
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
