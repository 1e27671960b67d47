import fc from "fast-check";
import { asTemplate, templateParts } from "../../../simulator/topology/template-text";

const text = (value: string) => ({ kind: "text", text: value });
const expression = (value: string) => ({ kind: "expression", expression: value });

describe("a Terraform template", () => {
  test.each<[what: string, template: string, parts: object[]]>([
    ["plain text", "a $ { } % b", [text("a $ { } % b")]],
    ["a reference", "${aws_sqs_queue.a.arn}", [expression("aws_sqs_queue.a.arn")]],
    ["a reference within text", "x/${a.b.c}/y", [text("x/"), expression("a.b.c"), text("/y")]],
    ["escaped markers", '{"t":"$${a} %%{if}"}', [text('{"t":"${a} %{if}"}')]],
    ["a directive", "%{ if a }b", [expression("%if a"), text("b")]],
    ["braces and quotes within an expression", '${f({a = "}"})}.', [expression('f({a = "}"})'), text(".")]],
    ["nothing", "", []],
  ])("%s", (_, template, parts) => {
    expect(templateParts(template)).toEqual(parts);
  });

  test("any text survives being written as a template and read back", () => {
    const awkward = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a", '"', "\\") });
    fc.assert(
      fc.property(fc.oneof(fc.string(), awkward), (value) => {
        expect(templateParts(asTemplate(value))).toEqual(value === "" ? [] : [text(value)]);
      }),
    );
  });
});
