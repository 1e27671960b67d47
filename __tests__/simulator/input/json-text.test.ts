import fc from "fast-check";
import {
  isJsonObject,
  memberText,
  readJson,
  renderHttpParameters,
  renderTargetInput,
  writeJson,
  type JsonObject,
} from "#simulator/input";
import { growsWithSize } from "../../growth";

const NUMBERS = [
  "9007199254740993",
  "1.10",
  "-0",
  "1e400",
  "12345678901234567890",
  "0.0000001",
  "1E2",
  "-0.0",
  "1.0",
  "7",
];

describe("JSON that is read and written", () => {
  test.each(NUMBERS)("keeps the number %s as it is written, wherever it stands", (number) => {
    for (const text of [
      number,
      `[${number}]`,
      `{"a":${number}}`,
      `{"a":[1,${number},{"b":${number}}],"c":"${number}"}`,
    ]) {
      expect(writeJson(readJson(text))).toBe(text);
    }
  });

  test("is what JSON.parse and JSON.stringify make of it, numbers apart", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.parse(writeJson(readJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("keeps any number's text", () => {
    const digits = fc.stringMatching(/^[0-9]{1,25}$/).map((text) => text.replace(/^0+(?=\d)/, ""));
    const fraction = fc.stringMatching(/^(\.[0-9]{1,12})?$/);
    const exponent = fc.stringMatching(/^([eE][+-]?[0-9]{1,3})?$/);
    const number = fc.tuple(fc.constantFrom("", "-"), digits, fraction, exponent).map((parts) => parts.join(""));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), number)), (fields) => {
        const unique = [...new Map(fields).entries()].filter(([name]) => !/^\d+$/.test(name));
        const text = `{${unique.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`;
        expect(writeJson(readJson(text))).toBe(text);
      }),
    );
  });

  test("keeps a key __proto__ as a key like any other, beside such a number, too", () => {
    for (const text of ['{"__proto__":{"a":1},"b":2}', '{"__proto__":{"a":1.10},"b":[{"__proto__":null}]}']) {
      expect(writeJson(readJson(text))).toBe(text);
    }
  });

  test("of two equal keys keeps the last value, as JSON.parse does", () => {
    expect(writeJson(readJson('{"a":1.10,"b":2,"a":3.10}'))).toBe('{"a":3.10,"b":2}');
  });

  test("is written in time that grows with its text, however deep that lies", () => {
    const write = (size: number) => {
      const lists = "[1,".repeat(size);
      writeJson(JSON.parse(`${lists}"${"x".repeat(size * 2_000)}"${"]".repeat(size)}`));
    };
    expect(growsWithSize(write, 100)).toBe(true);
  });

  test("is laid out as JSON.stringify does", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value, null, 2);
        expect(writeJson(JSON.parse(text), "  ")).toBe(text);
      }),
    );
    expect(writeJson(readJson('{"a":[1.10],"b":{},"c":[]}'), "  ")).toBe(
      '{\n  "a": [\n    1.10\n  ],\n  "b": {},\n  "c": []\n}',
    );
  });

  test("may be large: a text of a megabyte, two hundred thousand keys", () => {
    const long = `{"n":1.10,"long":${JSON.stringify('\\"x'.repeat(250_000))}}`;
    expect(writeJson(readJson(long))).toBe(long);
    const wide = `{${Array.from({ length: 200_000 }, (_, at) => `"k${at}":1.10`).join(",")}}`;
    expect(writeJson(readJson(wide))).toBe(wide);
  });

  test.each(["", "{", '{"a":1.10', "1.10.1", "[1.10,]"])("%j is no JSON", (text) => {
    expect(() => readJson(text)).toThrow(SyntaxError);
  });
});

describe("the numbers of an event", () => {
  const text =
    '{"detail":{"id":9007199254740993,"price":1.10,"zero":-0,"huge":1e400,"__proto__":"p","all":[1.10,{"x":-0}]}}';
  const event = readJson(text);
  const rule = { name: "orders", arn: "arn" };
  const send = (target: object) =>
    renderTargetInput({ target, event: isJsonObject(event) ? event : {}, rule, ingestionTime: "" });
  const paths = Object.fromEntries(["id", "price", "zero", "huge", "all"].map((name) => [name, `$.detail.${name}`]));
  const template = (InputTemplate: string) => ({ InputTransformer: { InputPathsMap: paths, InputTemplate } });

  test.each<[target: object, body: string]>([
    [{}, text],
    [{ InputPath: "$.detail.price" }, "1.10"],
    [{ InputPath: "$.detail.all" }, '[1.10,{"x":-0}]'],
    [template('{"id":<id>,"all":<all>}'), '{"id":9007199254740993,"all":[1.10,{"x":-0}]}'],
    [template('{"text":"<id>, <price>, <zero>, <huge>"}'), '{"text":"9007199254740993, 1.10, -0, 1e400"}'],
    [template('"<price> <all>"'), '"1.10 [1.10,{x:-0}]"'],
    [template("[<huge>]"), "[1e400]"],
    [{ InputTransformer: { InputTemplate: '{"e":<aws.events.event.json>}' } }, `{"e":${text}}`],
  ])("%j keeps their text", (target, body) => {
    expect(send(target)).toMatchObject({ body });
  });

  test("keep their text in headers, query and path, where __proto__ is a key like any other", () => {
    const parameters = renderHttpParameters(
      {
        pathParameters: ["$.detail.id"],
        header: { price: "$.detail.price", ["__proto__"]: "$.detail.__proto__" },
        queryString: { zero: "$.detail.zero" },
      },
      event as JsonObject,
    );
    const value = (text: string) => ({ kind: "value", value: text });
    expect(parameters).toEqual({
      pathParameters: [value("9007199254740993")],
      header: [
        { key: "price", value: value("1.10") },
        { key: "__proto__", value: value("p") },
      ],
      queryString: [{ key: "zero", value: value("-0") }],
    });
  });
});

describe("the text of a member", () => {
  const json = '{ "a" : {"b": [1.10, "}"], "b": 2} ,"x\\"y":"\\"", "n":-0,"a\\u0062": [ ] , "t": true, "t":null}';

  test.each([
    ["a", '{"b": [1.10, "}"], "b": 2}'],
    ['x"y', '"\\""'],
    ["n", "-0"],
    ["ab", "[ ]"],
    ["t", "null"],
  ])("%s is what is written, of equal names the last", (name, text) => {
    expect(memberText(json, name)).toBe(text);
  });

  test("is absent where it is only further in", () => {
    expect(memberText(json, "b")).toBeUndefined();
  });

  test("reads as the value that JSON.parse has", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const text = JSON.stringify(object, null, 1);
        const read = Object.keys(object).map((name): unknown => JSON.parse(memberText(text, name) ?? ""));
        expect(read).toEqual(Object.keys(object).map((name) => (JSON.parse(text) as typeof object)[name]));
      }),
    );
  });
});
