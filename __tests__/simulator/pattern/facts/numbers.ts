import { field, type PatternCase, type PatternFact } from "./fact";
import { OPERATORS, RECORDED, RECORDED_2026, RULER, RULER_README } from "./sources";

/** Values that no comparison of numbers matches. */
const NOT_NUMBERS = ["12", "", "twelve", "*", true, null, undefined, {}, [], ["12"]];

function total(comparison: readonly unknown[], matching: readonly number[], other: readonly number[]): PatternCase {
  return field("detail.total", [{ numeric: comparison }], {
    matching: [...matching, matching],
    other: [...other, other, ...NOT_NUMBERS],
  });
}

/** A pattern and events about `detail.total`, with numbers spelled as given. */
function spelled(condition: string, values: { matching: readonly string[]; other: readonly string[] }): PatternCase {
  const event = (value: string): string => `{"detail":{"total":${value}}}`;
  return {
    pattern: `{"detail":{"total":[${condition}]}}`,
    matching: values.matching.map(event),
    other: values.other.map(event),
  };
}

/** 2^53 + 1, the first whole number that no double holds. */
const BEYOND_A_DOUBLE = "9007199254740993";

export const NUMBERS: readonly PatternFact[] = [
  {
    id: "numeric",
    fact: "numeric compares numbers with =, <, <=, > and >=, and with nothing that is not a number.",
    source: OPERATORS,
    cases: [
      total(["=", 12.5], [12.5], [12, -12.5]),
      total(["=", 0], [0, -0], [1, -0.1]),
      total(["<", 0], [-0.1, -1e300], [0, 0.1]),
      total(["<=", 0], [0, -7], [0.1]),
      total([">", 100], [100.01, 1e300], [100, 99]),
      total([">=", 100], [100, 101], [99.999999, -100, Infinity]),
    ],
  },
  {
    id: "numeric-range",
    fact: "numeric with two comparisons is a range, each of whose ends belongs to it or not.",
    source: OPERATORS,
    cases: [
      total([">", 0, "<", 5], [0.1, 4.9], [0, 5, -1]),
      total([">", 0, "<=", 5], [0.1, 5], [0, 5.1]),
      total([">=", 0, "<", 5], [0, 4.9], [-0.1, 5]),
      total([">=", -5, "<=", 5], [-5, 0, 5], [-5.1, 5.1]),
      total([">=", 0, "<", 1000000000], [111222333.444], [1000000000]),
    ],
  },
  {
    id: "numeric-accepted",
    fact: "Every comparison takes whole numbers, fractions, negative numbers and exponents, however large.",
    source: RULER,
    cases: ["=", "<", "<=", ">", ">="]
      .flatMap((operator) =>
        ["7.25", "0.00042", "-3e-7", "86400", "5000000001", "2E-310"].map((n) => `"${operator}",${n}`),
      )
      .concat('">",0,"<",7', '">=",0,"<",7', '">",0,"<=",7', '">=",0,"<=",7')
      .map((comparison) => ({ pattern: `{"detail":{"total":[{"numeric":[${comparison}]}]}}`, accepted: true })),
  },
  {
    id: "numbers-by-value",
    fact: "Numbers are compared by value: 300, 300.0 and 3.0e2 are one number.",
    source: RULER_README,
    cases: [
      ...["300", "300.0", "3.0e2", "3E+2"].flatMap((number) => [
        spelled(number, { matching: ["300", "300.00", "3e2", "30E1"], other: ["301", "30", '"300"', "3e3", "300.5"] }),
        spelled(`{"anything-but":${number}}`, { matching: ["301", '"300"'], other: ["300", "3e2"] }),
        spelled(`{"numeric":["=",${number}]}`, { matching: ["300", "3e2"], other: ["300.1", '"300"'] }),
      ]),
      spelled("-0", { matching: ["0", "-0", "0.0", "0e0"], other: ["1", '"0"'] }),
      spelled("-4.5e-3", { matching: ["-0.0045"], other: ["0.0045", "-0.0046"] }),
      spelled('{"numeric":["=",-0]}', { matching: ["0", "-0"], other: ["-1"] }),
      spelled('{"numeric":["<",1.0]}', { matching: ["0.5", "-2e3"], other: ["1.0", "1e0"] }),
      spelled('{"numeric":[">",100]}', { matching: ["101.0"], other: ["100.0"] }),
    ],
  },
  {
    id: "large-numbers",
    fact: "A number with many digits or a large exponent is compared by value as long as a double holds it.",
    source: RECORDED_2026,
    cases: [
      spelled("9007199254740992", { matching: ["9007199254740992"], other: ["9007199254740990", "0"] }),
      spelled('{"numeric":["=",9007199254740992]}', { matching: ["9007199254740992"], other: ["0"] }),
      spelled("1e100", { matching: ["1e100", "10e99"], other: ["1e99", "0"] }),
      spelled('{"numeric":["=",1e100]}', { matching: ["1e100"], other: ["0"] }),
      spelled("45.12093487152038", { matching: ["45.12093487152038"], other: ["45.12"] }),
    ],
  },
  {
    id: "numbers-beyond-a-double",
    fact: "A whole number that no double holds equals the same digits only, any other such number not even itself; no comparison matches either.",
    source: `${RECORDED_2026}; that no comparison matches it: ${RULER}`,
    cases: [
      spelled(BEYOND_A_DOUBLE, { matching: [BEYOND_A_DOUBLE], other: ["9007199254740992", "9007199254740995", "0"] }),
      spelled("-12345678901234567890", {
        matching: ["-12345678901234567890"],
        other: ["12345678901234567890", "-12345678901234567890.0", "-12345678901234567000"],
      }),
      spelled('{"numeric":[">",0]}', { matching: ["1"], other: [BEYOND_A_DOUBLE] }),
      spelled("1.0000000000000001", { matching: [], other: ["1.0000000000000001", "1", "0"] }),
      spelled("0.1234567890123456789", { matching: [], other: ["0.1234567890123456789", "0.12345678901234568"] }),
      spelled("1e400", { matching: [], other: ["1e400", "1e401", "0", "null"] }),
      spelled("1e-400", { matching: [], other: ["1e-400", "0", "1"] }),
    ],
  },
  {
    id: "numbers-not-comparable",
    fact: "To compare with a number that no double holds is refused; anything-but compares.",
    source: RECORDED_2026,
    cases: [
      ...[BEYOND_A_DOUBLE, "1.0000000000000001", "3e400", "1e309", "4E-400", "0.1234567890123456789"].flatMap(
        (number) =>
          ['"="', '"<"', '"<="', '">"', '">="'].map((operator) => ({
            pattern: `{"detail":{"total":[{"numeric":[${operator},${number}]}]}}`,
            refused: `Cannot compare number : ${number}`,
          })),
      ),
      {
        pattern: `{"detail":{"total":[{"anything-but":${BEYOND_A_DOUBLE}}]}}`,
        refused: `Cannot compare number : ${BEYOND_A_DOUBLE}`,
        place: "none",
      },
      {
        pattern: '{"detail":{"total":[{"anything-but":[1,1e309]}]}}',
        refused: "Cannot compare number : 1e309",
        place: { line: 1, column: 45 },
      },
    ],
  },
  {
    id: "numeric-spelling",
    fact: "numeric that is not a list of one comparison, or of a lower and an upper bound, is refused, with what is wrong.",
    source: `${RULER}; the sentences on a missing list and a missing number also ${RECORDED}`,
    cases: refusals([
      ["12", "Value of numeric must be an array."],
      ['{"from":1}', "Value of numeric must be an array."],
      ['["!=",1]', "Unrecognized numeric range operator: !="],
      ['["<>",1,">",0]', "Unrecognized numeric range operator: <>"],
      ["[1]", "Invalid member in numeric match: 1"],
      ['["=",true]', "Value of equals must be numeric"],
      ['["=","12"]', "Value of equals must be numeric"],
      ['["="]', "Value of equals must be numeric"],
      ['["<",true]', "Value of < must be numeric"],
      ['["<="]', "Value of <= must be numeric"],
      ['[">","12"]', "Value of > must be numeric"],
      ['[">=",null]', "Value of >= must be numeric"],
      ['[">",0,"<"]', "Value of < must be numeric"],
      ['[">",0,"<=","5"]', "Value of <= must be numeric"],
      ['["<",5,">",0]', "Too many elements in numeric expression"],
      ['["=",5,6]', "Too many elements in numeric expression"],
      ['[">",0,5]', "Bad value in numeric range: 5"],
      ['[">",0,">",1]', "Bad numeric range operator: >"],
      ['[">",0,"<",5,7]', "Too many terms in numeric range expression"],
      ['[">=",5,"<=",5]', "Bottom must be less than top"],
      ['[">",30,"<",5]', "Bottom must be less than top"],
    ]),
  },
];

function refusals(cases: readonly (readonly [comparison: string, refused: string])[]): readonly PatternCase[] {
  return cases.map(([comparison, refused]) => ({
    pattern: `{"detail":{"total":[{"numeric":${comparison}}]}}`,
    refused,
  }));
}
