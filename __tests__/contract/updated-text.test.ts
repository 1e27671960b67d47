import { parse } from "yaml";
import { updatedText } from "../../contract/updated-text";
import type { TestStepResult } from "../../contract";

/** A step that is wrong. */
function wrong(step: number, expected: object, came: object): TestStepResult {
  return {
    step,
    does: "an event",
    say: undefined,
    problem: undefined,
    differences: ["+"],
    expected: { ...expected },
    came: { ...came },
  };
}

const request = { method: "POST", url: "https://slack.example", body: { text: "Order 1", total: 1 } };

const TEXT = `# A test of ours.
title:   "orders"   # for Slack


steps:
    - say: >
        A long sentence that is folded over
        several lines.
      do: {type: event,   file: events/order.json}
      expect:
          requests:
              - method: POST # always
                url: "https://slack.example"
                # What the channel reads:
                body:
                    text: 'Order 1'

                    total: 1

    # The second one is for later.
    - do: { type: event, file: events/order.json }
`;

test("only what differs is written anew: comments, quotes, blank lines and indentation stay", () => {
  const came = { requests: [{ ...request, body: { text: "Order 2", total: 1 } }] };
  const updated = updatedText(TEXT, [wrong(1, { requests: [request] }, came)]);
  expect(updated).toBe(TEXT.replace("'Order 1'", "'Order 2'"));
});

test("a value more is written at its place, and one less is taken away", () => {
  const came = {
    requests: [{ method: "POST", url: "https://slack.example", body: { text: "Order 1", currency: "EUR" } }],
  };
  const updated = updatedText(TEXT, [wrong(1, { requests: [request] }, came)]);
  expect(updated).toBe(TEXT.replace("\n                    total: 1\n", "                    currency: EUR\n"));
});

test("an expectation that is not there is written behind the rest of its step", () => {
  const updated = updatedText(TEXT, [wrong(2, {}, { refused: "no statement allows it" })]);
  expect(updated).toBe(`${TEXT}      expect:\n          refused: no statement allows it\n`);
});

test("an expectation that is there and empty is filled", () => {
  const text = "title: t\nsteps:\n  - do: { type: event, file: a.json }\n    expect:\n";
  const updated = updatedText(text, [wrong(1, {}, { refused: true })]);
  expect(updated).toBe("title: t\nsteps:\n  - do: { type: event, file: a.json }\n    expect:\n      refused: true\n");
});

test("of a list with one more, those that were there stay as they are written", () => {
  const other = { method: "PUT", url: "https://other.example" };
  const updated = updatedText(TEXT, [wrong(1, { requests: [request] }, { requests: [request, other] })]);
  expect(updated).toContain("- method: POST # always\n");
  expect(updated).toContain("# What the channel reads:\n");
  expect((parse(updated) as { steps: { expect: unknown }[] }).steps[0]?.expect).toEqual({ requests: [request, other] });
  expect(updated.slice(updated.indexOf("# The second"))).toBe(TEXT.slice(TEXT.indexOf("# The second")));
});

test("what shares values with another step is left alone", () => {
  const text = `title: t
steps:
  - do: { type: event, file: a.json }
    expect: { requests: [&one { method: POST, url: a }] }
  - do: { type: event, file: a.json }
    expect: { requests: [*one] }
`;
  const requests = [{ method: "POST", url: "a" }];
  expect(() => updatedText(text, [wrong(1, { requests }, { requests: [{ method: "PUT", url: "a" }] })])).toThrow(
    "step 1 shares values with others by an alias; write out what it expects",
  );
});

test("a step that is an alias of another one is left alone", () => {
  const text = "steps:\n  - &s\n    do: { type: event }\n  - *s\n";
  expect(() => updatedText(text, [wrong(2, {}, { requests: [request] })])).toThrow(/^step 2 shares values/);
});

test("a step in braces is left alone, and the reader is told what to do", () => {
  const text = "steps:\n  - { do: { type: event } }\n";
  expect(() => updatedText(text, [wrong(1, {}, { requests: [request] })])).toThrow(
    "step 1 is written in braces; write its keys on lines of their own",
  );
});

test("a file of Windows keeps its ends of lines, and gets no others", () => {
  const windows = TEXT.replaceAll("\n", "\r\n");
  const steps = [wrong(1, { requests: [request] }, { requests: [{ ...request, method: "PUT" }] })];
  expect(updatedText(windows, steps)).toBe(updatedText(TEXT, steps).replaceAll("\n", "\r\n"));
});
