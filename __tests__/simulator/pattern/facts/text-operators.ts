import { field, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

const NOT_TEXT = [7, 0, true, null, undefined, {}, [], { sku: "BK-7" }, [7]];

export const TEXT_OPERATORS: readonly PatternFact[] = [
  {
    id: "prefix",
    fact: "prefix matches texts that begin so, with regard to case.",
    source: OPERATORS,
    cases: [
      field("detail.sku", [{ prefix: "BK-" }], {
        matching: ["BK-", "BK-7", ["CD-1", "BK-7"]],
        other: ["bk-7", "BK", "ABK-7", "", ...NOT_TEXT],
      }),
      field("detail.items.sku", [{ prefix: "BK-" }], { matching: ["BK-1"], other: ["CD-1"] }),
      {
        pattern: { detail: { items: { sku: [{ prefix: "BK-" }] } } },
        matching: [{ detail: { items: [{ sku: "CD-1" }, { sku: "BK-7" }] } }],
        other: [{ detail: { items: [{ sku: "CD-1" }, { ean: "BK-7" }] } }],
      },
      field("detail.city", [{ prefix: "Mün" }], { matching: ["München", "Münster"], other: ["Munich", "MÜNCHEN"] }),
      { pattern: { detail: { sku: [{ prefix: "BK-" }] } }, accepted: true },
    ],
  },
  {
    id: "suffix",
    fact: "suffix matches texts that end so, with regard to case.",
    source: OPERATORS,
    cases: [
      field("detail.file", [{ suffix: ".pdf" }], {
        matching: [".pdf", "invoice.pdf", ["a.txt", "b.pdf"]],
        other: ["invoice.PDF", "pdf", "invoice.pdf.gz", "", ...NOT_TEXT],
      }),
      field("detail.city", [{ suffix: "大阪" }], { matching: ["新大阪", "大阪"], other: ["大阪市", "大"] }),
      { pattern: { detail: { file: [{ suffix: ".pdf" }] } }, accepted: true },
    ],
  },
  {
    id: "empty-prefix",
    fact: "An empty prefix or suffix matches any text and nothing else.",
    source: RULER,
    cases: [
      field("detail.sku", [{ prefix: "" }], { matching: ["", "BK-7", '"'], other: NOT_TEXT }),
      field("detail.sku", [{ suffix: "" }], { matching: ["", "BK-7", '"'], other: NOT_TEXT }),
    ],
  },
  {
    id: "prefix-ignoring-case",
    fact: "prefix and suffix can leave case out of account.",
    source: OPERATORS,
    cases: [
      field("detail.sku", [{ prefix: { "equals-ignore-case": "bK-" } }], {
        matching: ["BK-7", "bk-", "Bk-x", ["CD-1", "bk-7"]],
        other: ["B", "CBK-7", "", ...NOT_TEXT],
      }),
      field("detail.file", [{ suffix: { "equals-ignore-case": ".Pdf" } }], {
        matching: ["a.PDF", ".pdf", ["a.txt", "b.pDf"]],
        other: ["pdf", "a.pdf.gz", "", ...NOT_TEXT],
      }),
      field("detail.street", [{ prefix: { "equals-ignore-case": "straße" } }], {
        matching: ["STRASSE 7", "Straße 7"],
        other: ["Strasse 7", "STRAẞE 7"],
      }),
      field("detail.street", [{ suffix: { "equals-ignore-case": "straße" } }], {
        matching: ["MARKTSTRASSE", "Marktstraße"],
        other: ["Marktstrasse"],
      }),
      { pattern: { detail: { sku: [{ prefix: { "equals-ignore-case": "bk-" } }] } }, accepted: true },
      { pattern: { detail: { sku: [{ suffix: { "equals-ignore-case": "-xl" } }] } }, accepted: true },
    ],
  },
  {
    id: "equals-ignore-case",
    fact: "equals-ignore-case matches the whole text in any case.",
    source: OPERATORS,
    cases: [
      field("detail.country", [{ "equals-ignore-case": "nL" }], {
        matching: ["NL", "nl", "Nl", ["DE", "nl"]],
        other: ["N", "NLD", "", ...NOT_TEXT],
      }),
      { pattern: { detail: { country: [{ "equals-ignore-case": "nl" }] } }, accepted: true },
    ],
  },
  {
    id: "equals-ignore-case-empty",
    fact: "equals-ignore-case of an empty text matches an empty text.",
    source: RECORDED,
    cases: [field("detail.note", [{ "equals-ignore-case": "" }], { matching: [""], other: [" ", null, undefined] })],
  },
  {
    id: "case-by-letter",
    fact: "Case is looked up letter by letter: ß equals SS, but neither ss nor Ss, and İ equals no i without its dot.",
    source: RECORDED_2026,
    cases: [
      field("detail.street", [{ "equals-ignore-case": "Hauptstraße" }], {
        matching: ["HAUPTSTRASSE", "hauptstraße"],
        other: ["Hauptstrasse", "HauptstraSse", "Hauptstrase"],
      }),
      field("detail.street", [{ "equals-ignore-case": "HAUPTSTRASSE" }], {
        matching: ["hauptstrasse"],
        other: ["hauptstraße"],
      }),
      field("detail.city", [{ "equals-ignore-case": "İzmir" }], {
        matching: ["İZMIR", "i\u0307zmir"],
        other: ["izmir"],
      }),
      field("detail.city", [{ prefix: { "equals-ignore-case": "İ" } }], {
        matching: ["i\u0307zmir", "İzmir"],
        other: ["izmir"],
      }),
      field("detail.size", [{ "equals-ignore-case": "K" }], { matching: ["k", "K"], other: ["\u212a", "ſ"] }),
      field("detail.city", [{ "equals-ignore-case": "ÉVORA" }], { matching: ["évora"], other: ["evora"] }),
    ],
  },
  {
    id: "case-beyond-16-bits",
    fact: "A character of more than 16 bits, such as an emoji, counts as two question marks where case does not count.",
    source: RECORDED_2026,
    cases: [
      field("detail.mood", [{ "equals-ignore-case": "so 🎉" }], { matching: ["SO ??"], other: ["so 🎉", "so ?"] }),
      field("detail.mood", [{ "equals-ignore-case": "𐐨" }], { matching: ["??"], other: ["𐐨", "𐐀"] }),
      field("detail.mood", [{ prefix: { "equals-ignore-case": "🎉" } }], { matching: ["?? a"], other: ["🎉 a"] }),
      field("detail.mood", [{ suffix: { "equals-ignore-case": "🎉" } }], { matching: ["a ??"], other: ["a 🎉"] }),
      field("detail.mood", [{ "anything-but": { "equals-ignore-case": "🎉" } }], {
        matching: ["🎉"],
        other: ["??"],
      }),
      field("detail.mood", ["🎉", { prefix: "🚀" }], { matching: ["🎉", "🚀!"], other: ["??"] }),
    ],
  },
];
