import { field, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

const TOO_COMPLEX =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";

const wildcardOnPath = (wildcard: string) => ({ pattern: { detail: { path: [{ wildcard }] } } });

export const WILDCARDS: readonly PatternFact[] = [
  {
    id: "wildcard-star",
    fact: "A star stands for any text, also for none; every other sign stands for itself.",
    source: OPERATORS,
    cases: [
      field("detail.path", [{ wildcard: "invoices/*/scan.pdf" }], {
        matching: [
          "invoices/2026/scan.pdf",
          "invoices//scan.pdf",
          "invoices/a/b/scan.pdf",
          ["x", "invoices/1/scan.pdf"],
        ],
        other: [
          "invoices/scan.pdf",
          "invoices/1/scan.PDF",
          "",
          7,
          0,
          true,
          null,
          undefined,
          {},
          [],
          [7],
          { path: "x" },
        ],
      }),
      field("detail.path", [{ wildcard: "*.pdf" }], {
        matching: [".pdf", "a.pdf"],
        other: ["a.pdf.gz", null, undefined],
      }),
      field("detail.path", [{ wildcard: "invoices/*" }], {
        matching: ["invoices/", "invoices/a.pdf"],
        other: ["invoice", undefined],
      }),
      field("detail.path", [{ wildcard: "*/2026/*" }], { matching: ["/2026/", "a/2026/b"], other: ["2026", null] }),
      field("detail.path", [{ wildcard: "in?oice*" }], { matching: ["in?oice-7"], other: ["invoice-7"] }),
      { pattern: { detail: { path: [{ wildcard: "*/2026/*" }] } }, accepted: true },
    ],
  },
  {
    id: "wildcard-alone",
    fact: "A star alone matches any text and nothing else.",
    source: RULER,
    cases: [
      field("detail.path", [{ wildcard: "*" }], { matching: ["", "a", "*"], other: [7, null, undefined, [], {}] }),
    ],
  },
  {
    id: "wildcard-none",
    fact: "A wildcard without a star is an exact text.",
    source: RULER,
    cases: [
      field("detail.path", [{ wildcard: "readme" }], {
        matching: ["readme"],
        other: ["readme.md", "Readme", null, undefined],
      }),
      field("detail.path", [{ wildcard: "" }], { matching: [""], other: ["a", undefined] }),
    ],
  },
  {
    id: "wildcard-overlap",
    fact: "The texts around stars do not overlap.",
    source: RULER,
    cases: [
      field("detail.code", [{ wildcard: "a*a" }], { matching: ["aa", "aba"], other: ["a"] }),
      field("detail.code", [{ wildcard: "ab*bc*cd" }], { matching: ["abbccd", "ab-bc-cd"], other: ["abcd", "abbcd"] }),
      field("detail.code", [{ wildcard: "x*y*z" }], {
        matching: ["xyz", "xyyz", "xzyz"],
        other: ["xzy", "xz", "xyzz-"],
      }),
    ],
  },
  {
    id: "wildcard-escapes",
    fact: "A backslash before a star or a backslash takes away its meaning.",
    source: OPERATORS,
    cases: [
      field("detail.code", [{ wildcard: "5\\*" }], { matching: ["5*"], other: ["5", "55", "5\\*", null, undefined] }),
      field("detail.code", [{ wildcard: "5\\**" }], { matching: ["5*", "5*9"], other: ["5", "59"] }),
      field("detail.code", [{ wildcard: "\\*-*" }], { matching: ["*-", "*-1"], other: ["a-1"] }),
      field("detail.path", [{ wildcard: "C:\\\\temp\\\\*" }], {
        matching: ["C:\\temp\\a"],
        other: ["C:/temp/a", undefined],
      }),
      field("detail.path", [{ wildcard: "C:\\\\temp" }], {
        matching: ["C:\\temp"],
        other: ["C:temp", null, undefined],
      }),
      field("detail.path", [{ wildcard: "größe*\\*" }], { matching: ["größe: 4*"], other: ["größe: 4"] }),
    ],
  },
  {
    id: "wildcard-spelling",
    fact: "Two stars in a row and a backslash before anything else are refused, with the byte they stand at.",
    source: RECORDED,
    cases: [
      { ...wildcardOnPath("invoices/**"), refused: "Consecutive wildcard characters at pos 10" },
      { ...wildcardOnPath("ä**"), refused: "Consecutive wildcard characters at pos 3" },
      { ...wildcardOnPath("a\\n*"), refused: "Invalid escape character at pos 2" },
      { ...wildcardOnPath("a\\"), refused: "Invalid escape character at pos 2" },
    ],
  },
  {
    id: "wildcard-complexity",
    fact: "A wildcard with many stars, or with texts behind stars that repeat themselves, is refused as too complex.",
    source: `${OPERATORS}, "Wildcard matching"; recorded on AWS, us-east-1, September 2026: PutRule`,
    cases: [
      { ...wildcardOnPath("*-*-*-*-*-*-*-*-*-*-*-*"), refused: TOO_COMPLEX, place: "none" },
      { ...wildcardOnPath("*e*e*e*e*e*e*e*e*e*e*e*e*"), refused: TOO_COMPLEX, place: "none" },
      { ...wildcardOnPath(`*${"12".repeat(20)}`), refused: TOO_COMPLEX, place: "none" },
      { ...wildcardOnPath("orders/*"), accepted: true },
      { ...wildcardOnPath("scans/*/page/page/page/page/end"), accepted: true },
      { ...wildcardOnPath("arn:aws:*:*:*:queue/*"), accepted: true },
      { ...wildcardOnPath("tenants/*/exports/*/part"), accepted: true },
    ],
  },
  {
    id: "wildcard-complexity-anywhere",
    fact: "A wildcard that is too complex is refused wherever it stands in the pattern.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: {
          detail: { $or: [{ path: [{ wildcard: "*o*o*o*o*o*o*o*o*o*o*o*o*" }] }, { total: [{ numeric: [">", 5] }] }] },
        },
        refused: TOO_COMPLEX,
      },
      {
        pattern: { detail: { path: ["a", { wildcard: "*o*o*o*o*o*o*o*o*o*o*o*o*" }], size: [{ exists: false }] } },
        refused: TOO_COMPLEX,
      },
    ],
  },
];
