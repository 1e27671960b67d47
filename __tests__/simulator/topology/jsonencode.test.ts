import fc from "fast-check";
import { jsonencode } from "../../../simulator/topology/jsonencode";
import { templateParts } from "../../../simulator/topology/template-text";
import { Unresolved } from "../../../simulator/topology/terraform-stack";

/** References come to their own text in capitals; `${var...}` is not known. */
const resolve = (template: string): unknown => {
  let text = "";
  for (const part of templateParts(template)) {
    if (part.kind === "text") text += part.text;
    else if (part.expression.startsWith("var.")) return new Unresolved("not known");
    else text += part.expression.toUpperCase();
  }
  return text;
};

const encoded = (literal: string) => jsonencode(`jsonencode(${literal})`, resolve);

test.each([
  ['{"source" = ["shop"], "detail-type" = ["Order"]}', '{"detail-type":["Order"],"source":["shop"]}'],
  ["{ b = 1, a = -2.5e3 }", '{"a":-2500,"b":1}'],
  ['{\n  a = "x"\n  b : true\n}', '{"a":"x","b":true}'],
  ["[null, false, [], {}]", "[null,false,[],{}]"],
  ['"a \\"quoted\\" text\\n\\u00e9 \\\\"', '"a \\"quoted\\" text\\né \\\\"'],
  ["{ arn = aws_sqs_queue.q.arn }", '{"arn":"AWS_SQS_QUEUE.Q.ARN"}'],
  ['["${aws_sqs_queue.q.arn}/*"]', '["AWS_SQS_QUEUE.Q.ARN/*"]'],
  ['"$${plain}"', '"${plain}"'],
  ['"<a> & b"', '"\\u003ca\\u003e \\u0026 b"'],
  ['[""]', '[""]'],
])("jsonencode(%s) is what Terraform makes of it", (literal, json) => {
  expect(encoded(literal)).toBe(json);
});

test("a reference that is not known is named", () => {
  expect(encoded("{ a = var.x }")).toEqual(new Unresolved("not known"));
});

test.each(["{ a = lower(1) }", "{ for k in x : k => 1 }", "[1 + 2]", "{ a = ", '"open', "[1 2]", "[".repeat(5_000)])(
  "%p is not evaluated",
  (literal) => {
    expect(encoded(literal)).toBeUndefined();
  },
);

test("any JSON, written as HCL takes it, comes to itself", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const literal = JSON.stringify(value).replace(/[$%]\{/g, (marker) => marker.charAt(0) + marker);
      // HCL knows no \b and \f.
      fc.pre(!/\\[bf]/.test(literal) && !JSON.stringify(value).includes("__proto__"));
      const json = encoded(literal);
      expect(typeof json === "string" ? (JSON.parse(json) as unknown) : json).toEqual(
        JSON.parse(JSON.stringify(value)),
      );
    }),
  );
});
