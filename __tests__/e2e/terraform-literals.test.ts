import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { literalText } from "../../stacks/literal-text";
import { Terraform } from "./terraform";

jest.setTimeout(120_000);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-e2e-literals-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What Terraform makes of these values, in one run. */
async function throughTerraform(values: unknown): Promise<unknown> {
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ output: { all: { value: values } } }));
  const terraform = new Terraform(folder);
  await terraform.apply();
  const { all } = (await terraform.outputs()) as { all: { value: unknown } };
  return all.value;
}

/** Every text of up to `length` of these characters. */
function allTexts(characters: readonly string[], length: number): string[] {
  if (length === 0) return [""];
  const shorter = allTexts(characters, length - 1);
  const longest = shorter.filter((text) => text.length === length - 1);
  return [...shorter, ...longest.flatMap((text) => characters.map((character) => text + character))];
}

function differing(written: readonly string[], read: readonly string[]) {
  return written.flatMap((text, index) => (read[index] === text ? [] : [{ written: text, read: read[index] }]));
}

test("every text of up to five of the characters that Terraform's templates know comes out as written", async () => {
  const texts = allTexts(["$", "%", "{", "}", '"', "a"], 5);
  expect(texts).toHaveLength(9331);
  expect(differing(texts, (await throughTerraform(literalText(texts))) as string[])).toEqual([]);
});

test("long texts of brackets, quotes, lines and letters of many scripts come out as written", async () => {
  const part = fc.constantFrom(
    "$",
    "$$",
    "${",
    "$${",
    "%",
    "%%",
    "%{",
    "%%{",
    "{",
    "}",
    "~}",
    '"',
    "\\",
    "\n",
    "\t",
    "<a>",
  );
  const texts = fc
    .sample(fc.array(fc.oneof(part, fc.string({ unit: "grapheme" }))), 2_000)
    .map((parts) => parts.join(""));
  // Terraform keeps text in Unicode's composed form, as AWS would show it.
  const composed = texts.map((text) => text.normalize("NFC"));
  expect(differing(composed, (await throughTerraform(literalText(composed))) as string[])).toEqual([]);
});

test.each([
  { what: "an expression", text: '${file("/etc/hostname")}' },
  { what: "a directive", text: "%{ if true }yes%{ endif }" },
  { what: "an escaped expression", text: "$${amount}" },
  { what: "a twice escaped expression", text: "$$${amount}" },
  { what: "a dollar sign in front of a bracket of JSON", text: '{"price":"$","currency":{"code":"$"}}' },
  { what: "percent signs in front of a bracket", text: "100%{}, 100%%{}" },
])("$what in a template stays text", async ({ text }) => {
  expect(await throughTerraform(literalText([text]))).toEqual([text]);
});

test("names are text too: a key with an expression stays as written", async () => {
  const headers = { "X-${terraform.workspace}": "%{ for x in [1] }" };
  expect(await throughTerraform(literalText(headers))).toEqual(headers);
});
