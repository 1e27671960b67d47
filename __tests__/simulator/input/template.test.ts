import fc from "fast-check";
import { parseInputTemplate, type InputTemplate } from "#simulator/input";

const contexts = (template: string): string[] =>
  parseInputTemplate(template).placeholders.map(({ name, context }) => `${name}: ${context}`);

const syntax = (template: string): InputTemplate["syntax"] => parseInputTemplate(template).syntax;

describe("the kind of an input template", () => {
  test("a template that starts with a curly brace is a JSON template", () => {
    expect(parseInputTemplate('  {"a": <a>}').kind).toBe("json");
  });

  test("a template that starts with a double quote is text, whatever follows the quote", () => {
    expect(parseInputTemplate('"{[/starts like JSON <a>"').kind).toBe("text");
  });

  test("text without quotes is text, and its syntax is wrong", () => {
    expect(parseInputTemplate("Hello <a>")).toMatchObject({
      kind: "text",
      syntax: { ok: false, offset: 0, reason: 'a text template must be in double quotes: "..."' },
    });
  });

  test.each(["[<a>]", "<a>", "17"])("%s is JSON, but not what AWS calls a JSON template", (template) => {
    expect(parseInputTemplate(template)).toMatchObject({ kind: "otherJson", syntax: { ok: true } });
  });
});

describe("the placeholders of an input template", () => {
  test("each has its name and the offset of its bracket", () => {
    const template = '{"a": <first>, "b": "x-<second>"}';
    for (const { name, offset, length } of parseInputTemplate(template).placeholders) {
      expect(template.slice(offset, offset + length)).toBe(`<${name}>`);
    }
    expect(parseInputTemplate(template).placeholders.map(({ offset }) => offset)).toEqual([6, 23]);
  });

  test("an unquoted one is a JSON value, in an object and in a list", () => {
    expect(contexts('{"a": <a>, "b": [9, <b>, true]}')).toEqual(["a: jsonValue", "b: jsonValue"]);
  });

  test("one between quotes is inside a string, also next to an escaped quote", () => {
    expect(contexts('{"a": "instance \\"<a>\\" is <b>"}')).toEqual(["a: insideString", "b: insideString"]);
  });

  test("one before a colon is an object key, quoted or not", () => {
    expect(contexts('{"<a>": 1, "x-<b>" : 2, <c>: 3}')).toEqual(["a: objectKey", "b: objectKey", "c: objectKey"]);
  });

  test("a colon inside a string makes no key", () => {
    expect(contexts('{"a": "<a>: and <b>"}')).toEqual(["a: insideString", "b: insideString"]);
  });

  test("in a text template one between quotes is in text, and any other is bare", () => {
    expect(contexts('"<a> is <b>"\n"<c>" <d>')).toEqual(["a: text", "b: text", "c: text", "d: bare"]);
  });

  test("in a list and alone it is filled as in text", () => {
    expect(contexts('["<a>", <b>]')).toEqual(["a: text", "b: bare"]);
    expect(contexts("<a>")).toEqual(["a: bare"]);
    expect(contexts('[{"<a>": <b>}]')).toEqual(["a: objectKey", "b: bare"]);
  });

  test("the five names that AWS fills are reserved, no other", () => {
    const names = ["rule-arn", "rule-name", "event.ingestion-time", "event", "event.json"].map(
      (n) => `aws.events.${n}`,
    );
    const reserved = (name: string) => parseInputTemplate(`"<${name}>"`).placeholders[0]?.reserved;
    expect(names.map(reserved)).toEqual([true, true, true, true, true]);
    expect(["aws.events.rule", "AWS.EVENTS.EVENT", "source"].map(reserved)).toEqual([false, false, false]);
  });

  test("a bracket without its partner is plain text", () => {
    expect(contexts('"a < b"')).toEqual([]);
  });
});

describe("the syntax of a JSON template", () => {
  test.each([
    '{"a": <a>}',
    '{"a": "<a>", "b": {"c": ["x <a> y", <b>]}}',
    '{"message": "instance \\"<instance>\\" is in <state>"}',
    "{}",
  ])("%s is JSON once it is filled", (template) => {
    expect(syntax(template)).toEqual({ ok: true });
  });

  test.each([
    ['{"a": <a>', 9, 'expected "," or "}" in an object, found the end of the text'],
    ['{"a": <a>,}', 10, 'expected a key in double quotes, found "}"'],
    ['{"a": <a> "b": 1}', 10, 'expected "," or "}" in an object, found "\\""'],
    ['{"a": x<a>}', 6, 'expected a JSON value, found "x"'],
    ['{"a": "<a>}', 6, "a string without its closing double quote"],
    ['{"a" <a>}', 5, 'expected ":" after a key, found <a>'],
    ['{"a": "\\x"}', 7, "a backslash that starts no JSON escape"],
    ['{"a": "one\ntwo"}', 10, "a line break or other control character inside a string"],
    ['{"a": 1} <a>', 9, "<a> after the end of the JSON"],
    ['{"a": "<a>", "long": <long-name>, "c" 1}', 38, 'expected ":" after a key, found "1"'],
    ['{"a": [1 2]}', 9, 'expected "," or "]" in a list, found "2"'],
  ])("%s is not, and says where", (template, offset, reason) => {
    expect(syntax(template)).toMatchObject({ ok: false, problem: "not-json", offset, reason });
  });

  test("it agrees with JSON.parse on any text, and never points outside it", () => {
    const almostJson = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom("", '"', ",", "{", "]", "\\", "0", " ", "\n", "-", "x"))
      .map(([json, at, insert]) => json.slice(0, at % (json.length + 1)) + insert + json.slice(at % json.length));
    fc.assert(
      fc.property(almostJson, (inner) => {
        fc.pre(!/<[^<>]+>/.test(inner));
        const template = `{"a": ${inner}}`;
        const found = syntax(template);
        let isJson = true;
        try {
          JSON.parse(template);
        } catch {
          isJson = false;
        }
        expect(found.ok).toBe(isJson);
        if (!found.ok) {
          expect(found.offset).toBeGreaterThanOrEqual(0);
          expect(found.offset).toBeLessThanOrEqual(template.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the syntax of a text template", () => {
  test.each([" ", '"<a>"', '"one"\n"two <a>"\n', '  "a \\"<a>\\" b"', '"one" <a>'])(
    "%j is quoted as it must be",
    (template) => {
      expect(syntax(template)).toEqual({ ok: true });
    },
  );

  test.each([
    ['"a "b" c"', 4, "not-quoted", 'text outside the double quotes, a quote inside a text is written \\"'],
    ['"one\ntwo"', 4, "not-escaped", "a line break or other control character inside a string"],
    ['"a \\d"', 3, "not-escaped", "a backslash that starts no JSON escape"],
    ['"one"\ntwo', 6, "not-quoted", 'text outside the double quotes, a quote inside a text is written \\"'],
    ['"one <a>', 0, "not-quoted", "a text without its closing double quote"],
    ["", 0, "empty", "the template is empty"],
    ["<a><b>", 0, "not-quoted", 'a text template must be in double quotes: "..."'],
    ["<a>1", 0, "not-quoted", 'a text template must be in double quotes: "..."'],
    ['<a>"x"', 0, "not-quoted", 'a text template must be in double quotes: "..."'],
  ])("%j is not, and says where", (template, offset, problem, reason) => {
    expect(syntax(template)).toMatchObject({ ok: false, problem, offset, reason });
  });
});
