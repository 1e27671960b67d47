import { testSchema } from "../../catalogue/language/script-schema";
import { compared } from "../../script/compare";
import { differences } from "../../script/differences";
import type { EventObservation, SeenRequest } from "../../script";

const seenRequest: SeenRequest = {
  delivery: "messages/order-placed",
  kind: "invocation",
  method: "POST",
  url: "https://slack.example/api?channel=1",
  headers: {
    Host: "slack.example",
    "User-Agent": "Amazon/EventBridge/ApiDestinations",
    "Content-Type": "application/json; charset=utf-8",
    Authorization: "...",
  },
  body: '{"text":"Order 1","total":129.90}',
  answer: 200,
};

const expected = {
  delivery: "messages/order-placed",
  method: "POST",
  url: "https://slack.example/api?channel=1",
  headers: { authorization: "..." },
  body: { total: 129.9, text: "Order 1" },
};

const nothing: EventObservation = { refused: undefined, unmatched: [], requests: [], deadLetters: [] };

function comparisonOf(expectation: object, seen: Partial<EventObservation>) {
  const script = testSchema.parse({ title: "t", steps: [{ do: { type: "wait", seconds: 1 }, expect: expectation }] });
  const expect = script.steps[0]?.expect;
  if (expect === undefined) throw new Error("There is an expectation");
  return compared(expect, { ...nothing, ...seen, answer: undefined, published: [], items: {}, stacks: undefined });
}

/** Lines that differ. */
function marked(expectation: object, seen: Partial<EventObservation>): string[] {
  return differences(comparisonOf(expectation, seen))
    .filter((line) => /^[-+]/.test(line))
    .map((line) => line.replace(/^(.)\s*/, "$1 "));
}

describe("a request is as expected", () => {
  test("whatever the case of its headers, the order of its body and the notation of its numbers", () => {
    expect(marked({ requests: [expected] }, { requests: [seenRequest] })).toEqual([]);
  });

  test("without the delivery, where the test names none", () => {
    expect(marked({ requests: [{ ...expected, delivery: undefined }] }, { requests: [seenRequest] })).toEqual([]);
  });

  test("so many times", () => {
    const twice = [seenRequest, seenRequest];
    expect(marked({ requests: [{ ...expected, times: 2 }] }, { requests: twice })).toEqual([]);
    expect(marked({ requests: [expected, expected] }, { requests: twice })).toEqual([]);
    expect(marked({ requests: [expected] }, { requests: twice })).toEqual(['- "times": 1', '+ "times": 2']);
  });

  test("with a number of many digits as text", () => {
    const body = '{"id":12345678901234567890}';
    const request = { ...seenRequest, body };
    expect(marked({ requests: [{ ...expected, body }] }, { requests: [request] })).toEqual([]);
    expect(
      marked({ requests: [{ ...expected, body: { id: 12345678901234567000 } }] }, { requests: [request] }),
    ).not.toEqual([]);
  });
});

describe.each<[what: string, change: Partial<SeenRequest>, lines: string[]]>([
  ["method", { method: "PUT" }, ['- "method": "POST",', '+ "method": "PUT",']],
  [
    "query",
    { url: "https://slack.example/api?channel=2" },
    ['- "url": "https://slack.example/api?channel=1",', '+ "url": "https://slack.example/api?channel=2",'],
  ],
  [
    "header that nobody expected",
    { headers: { ...seenRequest.headers, "Idempotency-Key": "1" } },
    ['+ "Idempotency-Key": "1"'],
  ],
  [
    "usual header with an unusual value",
    { headers: { ...seenRequest.headers, "User-Agent": "acme" } },
    ['+ "User-Agent": "acme"'],
  ],
  ["body that is none", { body: "" }, ['- "body": {', '- "total": 129.9,', '- "text": "Order 1"', "- }"]],
  [
    "delivery",
    { delivery: "messages/other" },
    ['- "delivery": "messages/order-placed",', '+ "delivery": "messages/other",'],
  ],
])("another %s", (_, change, lines) => {
  test("is a difference", () => {
    expect(marked({ requests: [expected] }, { requests: [{ ...seenRequest, ...change }] })).toEqual(lines);
  });
});

test("a request that nobody expected is one, and so is one that does not come", () => {
  expect(marked({}, { requests: [seenRequest] })).toContain('+ "delivery": "messages/order-placed",');
  expect(marked({ requests: [expected] }, {})).toContain('- "delivery": "messages/order-placed",');
});

test("a token call may have any body where none is expected, and must have the one that is", () => {
  const token = { kind: "token", method: "POST", url: "https://login.example/token" };
  const call: SeenRequest = {
    ...seenRequest,
    ...token,
    kind: "token",
    headers: {},
    body: "grant_type=client_credentials",
    delivery: undefined,
  };
  expect(marked({ requests: [token] }, { requests: [call] })).toEqual([]);
  expect(marked({ requests: [{ ...token, body: "grant_type=password" }] }, { requests: [call] })).toEqual([
    '- "body": "grant_type=password"',
    '+ "body": "grant_type=client_credentials"',
  ]);
});

describe("an event that is refused", () => {
  const refused = "no statement allows it";
  test("is as expected, with its reason or without", () => {
    expect(marked({ refused: true }, { refused })).toEqual([]);
    expect(marked({ refused }, { refused })).toEqual([]);
    expect(marked({ refused: "another reason" }, { refused })).toEqual([
      '- "refused": "another reason"',
      '+ "refused": "no statement allows it"',
    ]);
  });

  test("is a difference where nobody expected it, and so is one that is taken", () => {
    expect(marked({}, { refused })).toEqual(["+ {", '+ "refused": "no statement allows it"', "+ }"]);
    expect(marked({ refused: true }, {})).toEqual(["- {", '- "refused": true', "- }"]);
  });
});

describe("a delivery that an event does not match", () => {
  const unmatched = [{ delivery: "messages/order-placed", reason: "detail.total is 1" }];
  test("is as expected, with its reason or without; others that it does not match are nothing to expect", () => {
    const seen = [...unmatched, { delivery: "messages/other", reason: "source is x" }];
    expect(marked({ unmatched: [{ delivery: "messages/order-placed" }] }, { unmatched: seen })).toEqual([]);
    expect(marked({ unmatched }, { unmatched: seen })).toEqual([]);
  });

  test("for another reason is a difference, since an event of another kind would match nothing either", () => {
    const seen = [{ delivery: "messages/order-placed", reason: "detail-type is y" }];
    expect(marked({ unmatched }, { unmatched: seen })).toEqual([
      '- "reason": "detail.total is 1"',
      '+ "reason": "detail-type is y"',
    ]);
  });
});

test("a dead letter is as expected by its code alone, or by its delivery and message too", () => {
  const letter = { queue: "q", delivery: "a/b", code: "ERROR_FROM_TARGET", message: "answered 400.", retries: "0" };
  expect(marked({ deadLetters: [{ code: "ERROR_FROM_TARGET" }] }, { deadLetters: [letter] })).toEqual([]);
  expect(
    marked(
      { deadLetters: [{ delivery: "a/b", code: "ERROR_FROM_TARGET", message: "answered 500." }] },
      { deadLetters: [letter] },
    ),
  ).toEqual(['- "message": "answered 500."', '+ "message": "answered 400."']);
});
