import fc from "fast-check";
import { literalText } from "../../stacks/literal-text";

/** What Terraform makes of text in JSON: a doubled introducer stands for itself, a single one starts an expression. */
function asTerraformReads(text: string): string {
  if (/(?<!\$)\$\{|(?<!%)%\{/.test(text)) throw new Error(`Terraform would evaluate ${text}`);
  return text.replace(/\$\$\{|%%\{/g, (escaped) => escaped.slice(1));
}

/** Text in which the characters that matter to Terraform are frequent. */
const catalogueText = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a", "\\", '"', "\n") });

test.each([
  ["${path.module}", "$${path.module}"],
  ["%{ if true }", "%%{ if true }"],
  ["$${a}", "$$${a}"],
  ["100% of 5$ {}", "100% of 5$ {}"],
])("%j is emitted as %j", (text, emitted) => {
  expect(literalText(text)).toBe(emitted);
});

test("Terraform reads any text of the catalogue as exactly that text", () => {
  fc.assert(
    fc.property(catalogueText, (text) => {
      expect(asTerraformReads(literalText(text))).toBe(text);
    }),
  );
});

test("keys and values are escaped at every depth", () => {
  expect(literalText({ "${a}": [{ b: "%{c}" }, "d"] })).toEqual({ "$${a}": [{ b: "%%{c}" }, "d"] });
});

test("what is not text stays what it is", () => {
  const value = { number: 0, truth: false, nothing: null, absent: undefined, list: [1, null] };
  expect(literalText(value)).toEqual(value);
});

test.each(["${TfToken[TOKEN.0]}", "#{TfToken[TOKEN.0]}", "&{TfToken[TOKEN.0]}"])(
  "%s is refused: CDKTF would put a reference to some resource in its place",
  (token) => {
    expect(() => literalText({ runbook: `https://example.com/${token}` })).toThrow(
      `Text of the catalogue must not hold a token of CDKTF, "{TfToken[": https://example.com/${token}`,
    );
  },
);
