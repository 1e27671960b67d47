import { detail, TARGET_ID, template, type InputCase, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TRANSFORM } from "./sources";

const PATHS = {
  ...detail("order", "total", "gift", "customer", "tags", "coupons", "items", "nothing", "reason", "note", "none"),
  type: "$.detail-type",
  at: "$.time",
};

function sends(InputTemplate: string, text: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { text } };
}

function loses(InputTemplate: string, deadLetter: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { deadLetter } };
}

/** A template that is neither an object nor text, and what of it is JSON. */
function sendsJson(InputTemplate: string, json: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { json } };
}

export const TEXT_TEMPLATES: readonly InputFact[] = [
  {
    id: "text",
    fact: "A template in double quotes is text: its quotes are sent, and values go in without theirs.",
    source: RECORDED,
    cases: [
      sends('"<type> at <at>: <order>"', '"Order Placed at 2026-11-20T10:00:00Z: o-7"'),
      sends('"<order>"', '"o-7"'),
      sends('"{[/starts like JSON: <order>"', '"{[/starts like JSON: o-7"'),
      sends('"<total> EUR, gift: <gift>"', '"129.5 EUR, gift: true"'),
      sends('"nothing to fill in"', '"nothing to fill in"'),
    ],
  },
  {
    id: "text-objects",
    fact: "In text an object or a list loses all its quotes.",
    source: `${RECORDED}; ${RECORDED_2026}`,
    cases: [
      sends('"by <customer>"', '"by {name:Zoë,tier:gold,points:40}"'),
      sends('"<coupons> and <tags>"', '"[SUMMER] and [new,web]"'),
      sends('"<items>"', '"[{sku:BK-7,lots:[1,2]},{sku:CD-1}]"'),
    ],
  },
  {
    id: "text-nothing",
    fact: "In text a placeholder whose path finds nothing leaves nothing.",
    source: RECORDED,
    cases: [sends('"coupon <nothing>, order <order>"', '"coupon , order o-7"'), sends('"<nothing>"', '""')],
  },
  {
    id: "text-quotes",
    fact: "An escaped quote in text stays escaped.",
    source: RECORDED_2026,
    cases: [sends('"order \\"<order>\\" is in"', '"order \\"o-7\\" is in"')],
  },
  {
    id: "text-lines",
    fact: "Text may have several lines, each in quotes, and keeps its line breaks.",
    source: `${TRANSFORM}; ${RECORDED_2026}`,
    cases: [
      sends('"order <order>"\n"gift <gift>"', '"order o-7"\n"gift true"'),
      sends('"one"\n"two"\n"<order>"', '"one"\n"two"\n"o-7"'),
    ],
  },
  {
    id: "text-unescaped",
    fact: "In text nothing is escaped: a quote or a line break in a value makes the result no JSON, and a dead letter.",
    source: RECORDED_2026,
    cases: [
      loses('"reason: <reason>"', '"reason: he said "no""'),
      loses('"<note>"', '"two\nlines, a \\ and a\ttab"'),
      loses('"one"\n"<reason>"', '"one"\n"he said "no""'),
    ],
  },
  {
    id: "text-undefined",
    fact: "Without an InputPathsMap a placeholder that nothing defines stays as it stands.",
    source: RECORDED_2026,
    cases: [{ target: template('"order <other> is in"', {}), outcome: { text: '"order <other> is in"' } }],
  },
  {
    id: "text-undefined-with-map",
    fact: "With an InputPathsMap a placeholder that nothing defines is refused.",
    source: RECORDED,
    cases: ['"order <order>, <other> is in"', '{"order":<other>}', "<other>"].map((source) => ({
      target: template(source, PATHS),
      outcome: { refused: `InputTemplate for target ${TARGET_ID} contains invalid placeholder other.` },
    })),
  },
  {
    id: "lists",
    fact: "A template that is a list is filled as text is: numbers, true, false and null come out as JSON, nothing else does.",
    source: RECORDED_2026,
    cases: [
      sendsJson('["fixed",<total>,<gift>]', '["fixed",129.5,true]'),
      sendsJson("[<none>]", "[null]"),
      sendsJson('["<order>"]', '["o-7"]'),
      loses("[<order>]", "[o-7]"),
      loses("[<customer>]", "[{name:Zoë,tier:gold,points:40}]"),
      loses("[<tags>]", "[[new,web]]"),
      loses("[1,<nothing>,2]", "[1,,2]"),
      loses('[{"coupon":<nothing>}]', '[{"coupon":}]'),
    ],
  },
  {
    id: "lone-placeholders",
    fact: "So is a template that is a lone placeholder, or a value that is no object.",
    source: RECORDED_2026,
    cases: [
      sendsJson("<total>", "129.5"),
      sendsJson("<gift>", "true"),
      sendsJson("<none>", "null"),
      sendsJson("null", "null"),
      sendsJson("7", "7"),
      loses("<order>", "o-7"),
      loses("<customer>", "{name:Zoë,tier:gold,points:40}"),
      loses("<tags>", "[new,web]"),
    ],
  },
  {
    id: "empty",
    fact: "What comes out empty goes nowhere: neither the target nor its dead-letter queue gets anything.",
    source: RECORDED_2026,
    cases: [{ target: template("<nothing>", PATHS), outcome: { nothing: true } }],
  },
  {
    id: "not-json-once-filled",
    fact: "A template that is no JSON with null in place of its placeholders is refused.",
    source: RECORDED_2026,
    cases: (
      [
        ["order <order>", "order null"],
        ["Order is in", "Order is in"],
        ["<order> is in", "null is in"],
      ] as const
    ).map(([source, checked]) => {
      const place = `[Source: (String)"${checked}"; line: 1, column: ${source.startsWith("<") ? 6 : 1}]`;
      const refused = `Invalid InputTemplate for target ${TARGET_ID} : ${place}.`;
      return { target: template(source, PATHS), outcome: { refused } };
    }),
  },
  {
    id: "lone-brackets",
    fact: "A bracket without its partner is no placeholder.",
    source: TRANSFORM,
    cases: [sends('"total > 100, <order>"', '"total > 100, o-7"'), sends('"a < b"', '"a < b"')],
  },
];
