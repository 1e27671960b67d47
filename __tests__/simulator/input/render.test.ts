import fc from "fast-check";
import { renderTargetInput, type JsonObject, type TargetInput, type TargetInputResult } from "#simulator/input";

const event: JsonObject = {
  version: "0",
  id: "11111111-2222-3333-4444-555555555555",
  "detail-type": "Order Placed",
  source: "shop.orders",
  account: "111111111111",
  time: "2026-11-20T10:00:00Z",
  region: "eu-central-1",
  resources: ["arn:aws:s3:::one"],
  detail: {
    id: "o-1",
    payload: { acc_id: "0a787ecb-4015", sf_id: "baz" },
    states: ["ACTIVE", "INACTIVE"],
    paid: true,
    total: 12.5,
    zero: 0,
    no: false,
    none: null,
    quote: 'say "hi"',
  },
};

const rule = { name: "orders", arn: "arn:aws:events:eu-central-1:111111111111:rule/hub/orders" };

const render = (target: TargetInput, of: JsonObject = event): TargetInputResult =>
  renderTargetInput({ target: { Id: "t1", ...target }, event: of, rule, ingestionTime: "2026-11-20T10:00:01Z" });

const detailPaths = Object.fromEntries(
  ["id", "payload", "states", "paid", "total", "zero", "no", "none", "quote", "missing"].map((name) => [
    name,
    `$.detail.${name}`,
  ]),
);

const transform = (InputTemplate: string): TargetInputResult =>
  render({ InputTransformer: { InputPathsMap: detailPaths, InputTemplate } });

const json = (body: string) => ({ kind: "json", body });
const refused = (message: string) => ({ kind: "putTargetsError", code: "ValidationException", message });

describe("at most one of Input, InputPath, InputTransformer", () => {
  const InputTransformer = { InputTemplate: '"x"' };
  test.each<TargetInput>([
    { Input: "{}", InputPath: "$" },
    { Input: "{}", InputTransformer },
    { InputPath: "$", InputTransformer },
  ])("%j is refused", (target) => {
    expect(render(target)).toEqual(
      refused("Only one of Input, InputPath, or InputTransformer must be provided for target t1."),
    );
  });
});

describe("none of them: the whole event", () => {
  test("arrives as JSON", () => {
    expect(render({})).toEqual(json(JSON.stringify(event)));
  });
});

describe("Input: JSON that replaces the event", () => {
  test.each(['{"a": 1}', '"hello"', "17"])("%s arrives as it is written", (Input) => {
    expect(render({ Input })).toEqual(json(Input));
  });

  test("text that is not JSON is refused", () => {
    expect(render({ Input: "hello" })).toEqual(
      refused('JSON syntax error in input for target t1: [Source: (String)"hello"; line: 1, column: 1]'),
    );
  });
});

describe("InputPath: the subtree as JSON", () => {
  test("an object arrives as an object", () => {
    expect(render({ InputPath: "$.detail.payload" })).toEqual(json('{"acc_id":"0a787ecb-4015","sf_id":"baz"}'));
  });

  test("a string arrives with its quotes", () => {
    expect(render({ InputPath: "$.source" })).toEqual(json('"shop.orders"'));
  });

  test.each(["$.detail.missing", "$.detail.none", ""])(
    "%j, which finds nothing or null, sends an empty object",
    (path) => {
      expect(render({ InputPath: path })).toEqual(json("{}"));
    },
  );

  test("a path without $ or with bracket names is refused", () => {
    expect(render({ InputPath: "detail" })).toMatchObject(refused("InputPath for target t1 is invalid."));
    expect(render({ InputPath: "$['detail']" })).toMatchObject(refused("InputPath for target t1 is invalid."));
  });

  test("another path outside the subset: nobody knows", () => {
    expect(render({ InputPath: "$.detail[?(@.id)]" }).kind).toBe("unknown");
  });
});

describe("the keys and paths of InputPathsMap", () => {
  test.each(["AWS.id", "aws.events.rule-name", "a.b", "a b", ""])("%j is no key", (key) => {
    const InputTransformer = { InputPathsMap: { [key]: "$.id" }, InputTemplate: '"x"' };
    const result = render({ InputTransformer });
    expect(result).toMatchObject({ kind: "putTargetsError" });
    expect("message" in result && result.message).toContain(`1 validation error detected: Value '{${key}=$.id}'`);
  });

  test("a hundred entries are taken, one more is not", () => {
    const map = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, n) => [`k${n}`, "$.id"]));
    const sent = (size: number) => render({ InputTransformer: { InputPathsMap: map(size), InputTemplate: '"x"' } });
    expect(sent(100).kind).toBe("rawText");
    expect(sent(101).kind).toBe("putTargetsError");
  });

  test("a path is refused as an InputPath is", () => {
    const InputTransformer = { InputPathsMap: { a: "$['id']" }, InputTemplate: '"<a>"' };
    expect(render({ InputTransformer })).toMatchObject(refused("InputPath for target t1 is invalid."));
  });

  test("a template has at most 8192 characters", () => {
    expect(transform(`"${"x".repeat(8190)}"`).kind).toBe("rawText");
    expect(transform(`"${"x".repeat(8191)}"`).kind).toBe("putTargetsError");
  });
});

describe("a placeholder", () => {
  test("that is not defined is refused, with its name, where others are defined", () => {
    expect(transform('{"a": <id>, "b": <other>}')).toEqual(
      refused("InputTemplate for target t1 contains invalid placeholder other."),
    );
  });

  test("that every JavaScript object seems to define is refused too", () => {
    expect(transform('"<constructor>"').kind).toBe("putTargetsError");
    expect(transform('"<__proto__>"').kind).toBe("putTargetsError");
  });

  test("that is not defined stays as it stands where none is", () => {
    const sent = (InputTemplate: string) => render({ InputTransformer: { InputTemplate } });
    expect(sent('"a <constructor> b"')).toEqual({ kind: "rawText", body: '"a <constructor> b"' });
    expect(sent('{"a": "<other>"}')).toEqual(json('{"a":"<other>"}'));
    expect(sent('{"a": <other>}').kind).toBe("notDelivered");
  });

  test("as an object's key is refused", () => {
    const message = "InputTemplate placeholder present as a JSON object key for target t1.";
    expect(transform('{"<id>": 1}')).toEqual(refused(message));
    expect(transform('[{"<id>": 1}]')).toEqual(refused(message));
  });

  test("whose value looks like a placeholder is not filled again", () => {
    const of = { ...event, detail: { id: "<id>" } };
    const InputTransformer = { InputPathsMap: { id: "$.detail.id" }, InputTemplate: '"<id>"' };
    expect(render({ InputTransformer }, of)).toEqual({ kind: "rawText", body: '"<id>"' });
  });
});

describe("missing path", () => {
  test('in a JSON position ""', () => {
    expect(transform('{"a": <missing>}')).toEqual(json('{"a":""}'));
  });

  test("inside a JSON string, nothing", () => {
    expect(transform('{"a": "users/<missing>"}')).toEqual(json('{"a":"users/"}'));
  });

  test("in text, nothing", () => {
    expect(transform('"a <missing> b"')).toEqual({ kind: "rawText", body: '"a  b"' });
  });
});

describe("JSON template, unquoted placeholder", () => {
  test("a string is quoted", () => {
    expect(transform('{"id": <id>}')).toEqual(json('{"id":"o-1"}'));
  });

  test("equals the quoted placeholder for a string", () => {
    expect(transform('{"id": <id>}')).toEqual(transform('{"id": "<id>"}'));
  });

  test("object, array, boolean and number stay JSON", () => {
    expect(transform('{"o": <payload>, "l": <states>, "b": <paid>, "n": <total>}')).toEqual(
      json('{"o":{"acc_id":"0a787ecb-4015","sf_id":"baz"},"l":["ACTIVE","INACTIVE"],"b":true,"n":12.5}'),
    );
  });

  test("any string comes out as itself, in place of a value and inside quotes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        const result = render(
          {
            InputTransformer: { InputPathsMap: { id: "$.detail.id" }, InputTemplate: '{"id": <id>, "in": "x <id> y"}' },
          },
          { ...event, detail: { id } },
        );
        expect(result).toEqual(json(JSON.stringify({ id, in: `x ${id} y` })));
      }),
    );
  });

  test("any object comes out as itself", () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, (detail) => {
        const text = JSON.stringify(detail);
        const result = render(
          { InputTransformer: { InputPathsMap: { d: "$.detail" }, InputTemplate: '{"d": <d>}' } },
          { ...event, detail: JSON.parse(text) as JsonObject },
        );
        expect(result).toEqual(json(`{"d":${text}}`));
      }),
    );
  });
});

describe("JSON template, placeholder inside quotes", () => {
  test("a string goes in without quotes of its own", () => {
    expect(transform('{"path": "users/<id>/x"}')).toEqual(json('{"path":"users/o-1/x"}'));
  });

  test("a boolean or a number goes in as text", () => {
    expect(transform('{"a": "<paid> <total>"}')).toEqual(json('{"a":"true 12.5"}'));
  });

  test.each(['{"a": "users/<payload>"}', '{"a": "<states>"}', '{"a": "<aws.events.event>"}'])(
    "%s, an object or list, is a dead letter",
    (template) => {
      expect(transform(template)).toMatchObject({ kind: "notDelivered", deadLetter: { code: "INVALID_JSON" } });
    },
  );

  test("the reason names the placeholder", () => {
    expect(transform('{"a": "<id>", "b": "<payload>", "c": "<id>"}')).toEqual({
      kind: "notDelivered",
      reason:
        'the template is not JSON with <payload> filled in: expected "," or "}" in an object, found "a", ' +
        "at character 21 of the rendered text",
      deadLetter: {
        code: "INVALID_JSON",
        message: "Invalid input for target.",
        body: '{"a": "o-1", "b": "{"acc_id":"0a787ecb-4015","sf_id":"baz"}", "c": "o-1"}',
      },
    });
  });

  test("a template that is never JSON is refused, and AWS shows it with null in place of its placeholders", () => {
    expect(transform('{"a": <id>')).toMatchObject(
      refused('Invalid InputTemplate for target t1 : [Source: (String)"{"a": null"; line: 1, column: 11].'),
    );
  });
});

describe("text template", () => {
  test.each([
    ['"Payload of <payload>"', '"Payload of {acc_id:0a787ecb-4015,sf_id:baz}"'],
    ['"<states> items"', '"[ACTIVE,INACTIVE] items"'],
    ['"paid: <paid>, <total>"', '"paid: true, 12.5"'],
    ['"instance \\"<id>\\" is up"', '"instance \\"o-1\\" is up"'],
  ])("%s gives %s: the outer quotes stay", (template, body) => {
    expect(transform(template)).toEqual({ kind: "rawText", body });
  });

  test("a template of several quoted lines keeps its newlines", () => {
    expect(transform('"one <id>"\n"two <paid>"')).toEqual({ kind: "rawText", body: '"one o-1"\n"two true"' });
  });

  test("must itself be quoted", () => {
    expect(transform("Hello <id>")).toMatchObject(
      refused('Invalid InputTemplate for target t1 : [Source: (String)"Hello null"; line: 1, column: 1].'),
    );
  });
});

describe("a quote in a value", () => {
  test("is escaped in an object", () => {
    expect(transform('{"a": <quote>}')).toEqual(json('{"a":"say \\"hi\\""}'));
    expect(transform('{"a": "<quote>!"}')).toEqual(json('{"a":"say \\"hi\\"!"}'));
  });

  test("is not escaped in text, which makes a dead letter of it", () => {
    expect(transform('"<quote>"')).toMatchObject({ kind: "notDelivered", deadLetter: { body: '"say "hi""' } });
  });

  test("of an object in text goes with all the other quotes", () => {
    const of = { ...event, detail: { payload: { a: 'say "hi"' } } };
    const InputTransformer = { InputPathsMap: { p: "$.detail.payload" }, InputTemplate: "<p>" };
    expect(render({ InputTransformer }, of)).toMatchObject({ deadLetter: { body: "{a:say \\hi\\}" } });
  });
});

describe("0, false and null", () => {
  test.each([
    ["zero", "0"],
    ["no", "false"],
    ["none", "null"],
  ])("<%s> stays what it is in place of a JSON value, and in text", (name, text) => {
    expect(transform(`{"a": <${name}>}`)).toEqual(json(`{"a":${text}}`));
    expect(transform(`"a <${name}>"`)).toEqual({ kind: "rawText", body: `"a ${text}"` });
  });

  test("how null is written inside the quotes of an object is not known", () => {
    expect(transform('{"a": "<none>"}')).toEqual({
      kind: "unknown",
      unknowns: ["<none>: how AWS writes null inside the quotes of an object"],
      assumedBody: '{"a":"null"}',
    });
  });

  test("inside an object they stay what they are", () => {
    const of = { ...event, detail: { payload: { a: 0, b: false, c: null } } };
    const InputTransformer = { InputPathsMap: { p: "$.detail.payload" }, InputTemplate: '{"p": <p>}' };
    expect(render({ InputTransformer }, of)).toEqual(json('{"p":{"a":0,"b":false,"c":null}}'));
  });

  test("what is not delivered anyway is not unknown", () => {
    expect(transform('{"a": "<none>", "b": "<payload>"}').kind).toBe("notDelivered");
  });
});

describe("reserved names", () => {
  test("rule ARN, rule name and ingestion time are strings", () => {
    expect(
      transform('{"a": <aws.events.rule-arn>, "n": "<aws.events.rule-name>", "t": <aws.events.event.ingestion-time>}'),
    ).toEqual(json(`{"a":"${rule.arn}","n":"orders","t":"2026-11-20T10:00:01Z"}`));
  });

  test("aws.events.event is the envelope without detail, with detailType and with its time in milliseconds", () => {
    const envelope = {
      id: event["id"],
      account: "111111111111",
      detailType: "Order Placed",
      time: Date.UTC(2026, 10, 20, 10),
      source: "shop.orders",
      region: "eu-central-1",
      resources: ["arn:aws:s3:::one"],
      version: "0",
    };
    expect(transform('{"e": <aws.events.event>}')).toEqual(json(JSON.stringify({ e: envelope })));
  });

  test("aws.events.event.json is the full event", () => {
    expect(transform('{"e": <aws.events.event.json>}')).toEqual(json(JSON.stringify({ e: event })));
  });

  test.each(['"<aws.events.event.json>"', "[<aws.events.event.json>]"])(
    "aws.events.event.json outside a JSON object (%s) is refused",
    (template) => {
      expect(transform(template)).toEqual(
        refused("InputTemplate for target t1 contains placeholder aws.events.event.json valid only for JSON template."),
      );
    },
  );

  test("aws.events.event in text: nobody knows", () => {
    expect(transform('"<aws.events.event>"').kind).toBe("unknown");
  });

  test("they need no InputPathsMap", () => {
    expect(render({ InputTransformer: { InputTemplate: '"<aws.events.rule-name> triggered"' } })).toEqual({
      kind: "rawText",
      body: '"orders triggered"',
    });
  });
});

describe("the JSON that is delivered", () => {
  test("is minified, strings untouched", () => {
    expect(transform('{\n  "a" : "x  \\" y",\n  "b": [ 9, <id>, true ]\n}\n')).toEqual(
      json('{"a":"x  \\" y","b":[9,"o-1",true]}'),
    );
  });

  test("keeps numbers as they are written in the template", () => {
    expect(transform('{"a": 1.00, "b": 12345678901234567890}')).toEqual(json('{"a":1.00,"b":12345678901234567890}'));
  });

  test("of a template that is JSON but no object stays as it is written", () => {
    expect(transform('[ "<id>", <total> ]')).toEqual(json('[ "o-1", 12.5 ]'));
  });
});
