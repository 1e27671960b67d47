import { detail, template, type InputCase, type InputFact } from "./fact";
import { RECORDED, RECORDED_2026, TRANSFORM } from "./sources";

const PATHS = {
  ...detail("order", "total", "gift", "customer", "tags", "coupons", "items", "nothing"),
  type: "$.detail-type",
  at: "$.time",
};

function sends(InputTemplate: string, text: string): InputCase {
  return { target: template(InputTemplate, PATHS), outcome: { text } };
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
    id: "lone-brackets",
    fact: "A bracket without its partner is no placeholder.",
    source: TRANSFORM,
    cases: [sends('"total > 100, <order>"', '"total > 100, o-7"'), sends('"a < b"', '"a < b"')],
  },
];
