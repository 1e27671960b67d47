import { findPutTargetsError, parseInputTemplate, renderTargetInput } from "#simulator/input";

const nested = (levels: number) => `${'{"a":['.repeat(levels / 2)}${"]}".repeat(levels / 2)}`;
const rule = { name: "r", arn: "arn:aws:events:eu-west-1:111111111111:rule/r" };

test("a template of 1,000 levels is one, and one of more is refused as AWS's reader of JSON would", () => {
  expect(parseInputTemplate(nested(1_000)).syntax).toEqual({ ok: true });
  expect(parseInputTemplate(nested(1_002)).syntax).toMatchObject({
    ok: false,
    problem: "not-json",
    reason: "more than 1,000 levels within each other",
  });
});

test.each([1_002, 200_000])("nothing that is %s levels deep exhausts the stack", (levels) => {
  const deep = nested(levels);
  expect(findPutTargetsError({ Id: "t", Input: deep })?.message).toMatch(/^JSON syntax error in input for target t/);
  const InputTransformer = { InputTemplate: deep.slice(0, 8_000) };
  const result = renderTargetInput({ target: { InputTransformer }, event: {}, rule, ingestionTime: "" });
  expect(result.kind).toBe("putTargetsError");
});
