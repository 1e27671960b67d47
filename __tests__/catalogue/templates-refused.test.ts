import fc from "fast-check";
import { LineCounter, parseDocument } from "yaml";
import { findPutTargetsError, readJson, renderTargetInput, type InputTransformer } from "#simulator/input";
import { templateFindings } from "../../catalogue/checks/templates";
import { ParsedYamlFile } from "../../catalogue/files/yaml-file";

const part = fc.constantFrom(
  ...["<a>", "<b-2>", "<undefined>", "<aws.events.event.json>", "<aws.events.rule-name>", "<", ">"],
  ...['"', '"', "{", "}", "[", "]", ":", ",", "\\", "\n", " ", "null", "1", "-", "x", '"key":', '"text"', "true"],
);

/** What holds together now and then, and is mostly a little broken. */
const template = fc.oneof(
  fc.array(part, { maxLength: 8 }),
  fc.array(part, { maxLength: 4 }).map((inner) => ['{"key": ', ...inner, "}"]),
  fc.array(part, { maxLength: 4 }).map((inner) => ['"', ...inner, '"']),
);

const path = fc.constantFrom("$.detail.x", "$.detail", "$.source", "$.resources");

const transformer: fc.Arbitrary<InputTransformer> = fc.record({
  InputPathsMap: fc.oneof(fc.constant({}), fc.record({ a: path }), fc.record({ a: path, "b-2": path })),
  InputTemplate: template.map((parts) => parts.join("")),
});

/** The errors that the check has of a template, by rule. */
function errorsOf({ InputPathsMap = {}, InputTemplate }: InputTransformer): readonly string[] {
  const text = JSON.stringify({ input: { paths: InputPathsMap, template: InputTemplate } });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const file = new ParsedYamlFile("tenants/one.yaml", document.toJS(), document, lines, text);
  const found = [...templateFindings(file, ["input"], InputPathsMap, InputTemplate)];
  return found.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
}

/** Whether an event with the values that fit most places becomes a dead letter all the same. */
function isDeadLetter(input: InputTransformer): boolean {
  const event = { source: "com.acme", resources: ["one"], detail: { x: 1 } };
  const result = renderTargetInput({
    target: { InputTransformer: input },
    event: readJson(JSON.stringify(event)) as typeof event,
    rule: { name: "rule", arn: "arn:aws:events:eu-central-1:111111111111:rule/rule" },
    ingestionTime: "2026-11-26T00:00:00Z",
  });
  return result.kind === "notDelivered" && result.deadLetter !== undefined;
}

describe("check has an error of a template", () => {
  test.each(["<a><b-2>", "<a>1", '<a>"text"', "", "Hello <a>"])("%j, as PutTargets refuses it", (InputTemplate) => {
    const input = { InputPathsMap: { a: "$.detail.x", "b-2": "$.detail.x" }, InputTemplate };
    expect(findPutTargetsError({ InputTransformer: input })).toBeDefined();
    expect(errorsOf(input)).not.toEqual([]);
  });

  test("whenever PutTargets refuses it", () => {
    fc.assert(
      fc.property(transformer, (input) => {
        fc.pre(findPutTargetsError({ InputTransformer: input }) !== undefined);
        expect(errorsOf(input)).not.toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test("otherwise only where every event becomes a dead letter", () => {
    fc.assert(
      fc.property(transformer, (input) => {
        fc.pre(findPutTargetsError({ InputTransformer: input }) === undefined);
        if (errorsOf(input).length > 0) expect(isDeadLetter(input)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
