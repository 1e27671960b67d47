import { field, type PatternCase, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER } from "./sources";

const TOO_COMPLEX =
  "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character";

const wildcardOnPath = (wildcard: string) => ({ pattern: { detail: { path: [{ wildcard }] } } });

const PUT_RULE = `${OPERATORS}, "Wildcard matching"; recorded on AWS, us-east-1, September 2026: PutRule`;

const onPath = (...wildcards: readonly string[]) => ({
  detail: { path: wildcards.map((wildcard) => ({ wildcard })) },
});

const butNot = (...wildcards: readonly string[]) => ({
  detail: { path: [{ "anything-but": { wildcard: wildcards } }] },
});

function taken(...wildcards: readonly string[]): PatternCase {
  return { pattern: onPath(...wildcards), accepted: true };
}

function tooComplex(...wildcards: readonly string[]): PatternCase {
  return { pattern: onPath(...wildcards), refused: TOO_COMPLEX, place: "none" };
}

function texts<T>(count: number, make: (number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

/** Two spellings of one condition each. */
const EQUAL_CONDITIONS: readonly (readonly [unknown, unknown])[] = [
  [7, { numeric: ["=", 7] }],
  [{ cidr: "10.0.0.1/24" }, { cidr: "10.0.0.9/24" }],
  [{ "anything-but": ["a", "b"] }, { "anything-but": ["b", "a"] }],
  [{ "anything-but": "a" }, { "anything-but": ["a"] }],
  [{ "anything-but": { prefix: "a" } }, { "anything-but": { prefix: ["a"] } }],
];

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
    fact: "Wildcards are too complex where some text could keep more than ten of their beginnings alive at once.",
    source: PUT_RULE,
    cases: [
      ...["orders/*", "scans/*/page/page/page/page/end", "arn:aws:*:*:*:queue/*", "*-*-*-*-*-", "*aaaaaaaa"].map(
        (wildcard) => taken(wildcard),
      ),
      ...[
        "*-*-*-*-*-*",
        "*aaaaaaaaaa",
        `*${"12".repeat(20)}`,
        "*e*e*e*e*e*e*e*e*e*e*e*e*",
        "*🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂*",
      ].map((wildcard) => tooComplex(wildcard)),
    ],
  },
  {
    id: "wildcard-complexity-of-a-field",
    fact: "All wildcards of a field count together; those with one beginning share it up to and with the first star.",
    source: RECORDED_2026,
    cases: [
      taken("*-a*", "*-b*", "*-c*"),
      tooComplex("*-a*", "*-b*", "*-c*", "*-d*"),
      taken(...texts(10, (number) => `${number}*-`)),
      tooComplex(...texts(11, (number) => `${number}*-`)),
      taken(...texts(10, (number) => `queue-${number}`)),
      tooComplex(...texts(11, (number) => `queue-${number}`)),
    ],
  },
  {
    id: "wildcard-complexity-of-equal-wildcards",
    fact: "Equal wildcards are one beginning up to the first star, and each its own behind it; without a star they are one.",
    source: RECORDED_2026,
    cases: [
      taken("*-*", "*-*", "*-*", "*-*"),
      tooComplex(...texts(10, () => "*-*")),
      taken(...texts(30, () => "queue")),
    ],
  },
  {
    id: "wildcard-complexity-of-fields",
    fact: "Wildcards of different fields do not count together.",
    source: RECORDED_2026,
    cases: [
      {
        pattern: { detail: Object.fromEntries(texts(12, (number) => [`field-${number}`, [{ wildcard: "*-*-*" }]])) },
        accepted: true,
      },
    ],
  },
  {
    id: "wildcard-complexity-in-anything-but",
    fact: "Wildcards inside anything-but count as well, those of one list as one, and equal ones once.",
    source: RECORDED_2026,
    cases: [
      { pattern: butNot(...texts(12, (number) => `${number}*-`)), accepted: true },
      { pattern: butNot(...texts(12, () => "*-*")), accepted: true },
      { pattern: butNot(...texts(5, (number) => `*-${number}*`)), refused: TOO_COMPLEX, place: "none" },
      { pattern: butNot("*-*-*-*-*-*-*-*"), refused: TOO_COMPLEX, place: "none" },
    ],
  },
  {
    id: "wildcard-complexity-across-or",
    fact: "Wildcards that alternatives of $or have for one field count together if the fields before it can be met alike.",
    source: RECORDED_2026,
    cases: [
      { pattern: { $or: texts(10, (number) => ({ path: [{ wildcard: `${number}*-` }] })) }, accepted: true },
      { pattern: { $or: texts(11, (number) => ({ path: [{ wildcard: `${number}*-` }] })) }, refused: TOO_COMPLEX },
      {
        pattern: { $or: texts(11, (number) => ({ bus: [`bus-${number}`], path: [{ wildcard: `${number}*-` }] })) },
        accepted: true,
      },
      { pattern: { bus: [{ wildcard: "*-*" }], $or: texts(4, (number) => ({ path: [number] })) }, accepted: true },
      {
        pattern: { bus: [{ wildcard: "*-*" }], $or: texts(11, (number) => ({ path: [number] })) },
        refused: TOO_COMPLEX,
      },
      ...EQUAL_CONDITIONS.map(([one, other]) => ({
        pattern: {
          $or: [
            { bus: [one], path: texts(6, (number) => ({ wildcard: `a-${number}` })) },
            { bus: [other], path: texts(6, (number) => ({ wildcard: `b-${number}` })) },
          ],
        },
        refused: TOO_COMPLEX,
      })),
    ],
  },
  {
    id: "wildcard-complexity-anywhere",
    fact: "Wildcards that are too complex are refused wherever they stand, but not behind a field that has to be absent.",
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
      { pattern: { bus: [{ exists: true }], path: [{ wildcard: "*o*o*o*o*o*o*o*o*" }] }, refused: TOO_COMPLEX },
      {
        pattern: { bus: [{ exists: false }], path: [{ wildcard: "*o*o*o*o*o*o*o*o*" }] },
        matching: [{ path: "oooooooo" }],
        other: [{ bus: 1, path: "oooooooo" }, { path: "o" }],
      },
    ],
  },
];
