import { InvalidEventPatternError } from "#simulator/pattern";
import { JsonReader } from "../../../simulator/pattern/json-reader";

/** All tokens of a text, names and scalars as [kind, value]. */
function tokens(text: string): unknown[] {
  const reader = new JsonReader(text);
  const read: unknown[] = [];
  for (let token = reader.next(); token !== undefined; token = reader.next()) {
    read.push(token === "name" || token === "string" || token === "number" ? [token, reader.value()] : token);
  }
  return read;
}

function problem(text: string): string {
  try {
    tokens(text);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return error.reason;
    throw error;
  }
  throw new Error("the text was read");
}

describe("JsonReader", () => {
  it("gives names, values and brackets in order", () => {
    expect(tokens(' {"a" : [1, -2.50e+3, "x\\n\\u00e4"],\n"b":{}, "c":null} ')).toEqual([
      ...["{", ["name", "a"], "[", ["number", "1"], ["number", "-2.50e+3"], ["string", "x\nä"], "]"],
      ...[["name", "b"], "{", "}", ["name", "c"], "null", "}"],
    ]);
  });

  it("reads whatever JSON.parse reads of strings and numbers", () => {
    const values = ["", '\\ " / \b\f\n\r\t', "😀", " ", 0, -0.5, 1e-7, 1e21];
    for (const value of values) {
      const [, entry] = tokens(JSON.stringify([value])) as [unknown, [string, string]];
      expect(typeof value === "number" ? Number(entry[1]) : entry[1]).toBe(value);
    }
  });

  it.each([
    ["{'a': 1}", `Unexpected character (''' (code 39)): was expecting double-quote to start field name`, 1, 2],
    ['{"a" 1}', `Unexpected character ('1' (code 49)): was expecting a colon to separate field name and value`, 1, 6],
    ['{"a": 1 "b": 2}', `Unexpected character ('"' (code 34)): was expecting comma to separate Object entries`, 1, 9],
    ['{"a": [1,\n 2 3]}', `Unexpected character ('3' (code 51)): was expecting comma to separate Array entries`, 2, 4],
    [
      '{"a": [1,]}',
      `Unexpected character (']' (code 93)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
      1,
      10,
    ],
    [
      '{"a": tru}',
      `Unrecognized token 'tru': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
      1,
      10,
    ],
    ['{"a": "x', "Unexpected end-of-input: was expecting closing quote for a string value", 1, 9],
    ['{"a": "\\x"}', "Unrecognized character escape 'x' (code 120)", 1, 10],
    ['{"a": 01}', "Invalid numeric value: Leading zeroes not allowed", 1, 8],
  ])("says what is wrong with %s, and where", (text, reason, line, column) => {
    expect(problem(text)).toBe(`${reason}\n at [Source: (String)"${text}"; line: ${line}, column: ${column}]`);
  });

  it("names the bracket that was not closed, or not by its partner", () => {
    expect(problem('{"a": [1')).toContain(
      'Unexpected end-of-input: expected close marker for Array (start marker at [Source: (String)"{"a": [1"; line: 1, column: 7])',
    );
    expect(problem('{"a": [1}')).toContain(
      `Unexpected close marker '}': expected ']' (for Array starting at [Source: (String)"{"a": [1}"; line: 1, column: 7])`,
    );
  });

  it("quotes no more than 500 characters of the text", () => {
    const text = `{"a": "${"x".repeat(600)}" 1}`;
    expect(problem(text)).toContain(`(String)"${text.slice(0, 500)}"[truncated ${text.length - 500} chars]; line: 1`);
  });

  it("gives up on brackets without end", () => {
    expect(problem("[".repeat(100_000))).toContain("nesting depth (1001)");
  });
});
