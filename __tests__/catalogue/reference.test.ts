import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { FILE_SCHEMAS, type FileKind } from "../../catalogue/language/json-schema";
import { described, entriesOf, formsOf, type Described } from "../../catalogue/reference/described";
import { exampleOf, fullExamplesOf, placed, type Step } from "../../catalogue/reference/examples";
import { anchor, mayBe, REFERENCE_PAGE, referencePage } from "../../catalogue/reference/reference-page";
import { sectionsOfLanguage } from "../../catalogue/reference/sections";
import { FILE_KINDS, fieldsOf } from "./fields/schema-fields";

const project = path.join(__dirname, "..", "..");
const page = readFileSync(path.join(project, REFERENCE_PAGE), "utf8");
const sections = sectionsOfLanguage();

const rows = sections.flatMap(({ kind, title, rows: inSection }) =>
  inSection.map((row) => ({ id: `${kind}: ${title}: ${row.name}`, kind, ...row })),
);

/** What the loader's schema says of a file in which a value stands where the way leads. */
function refusal(kind: FileKind, way: readonly Step[], value: unknown): unknown {
  const file = placed(described(kind), way, value);
  const { success, error } = FILE_SCHEMAS[kind].safeParse(file);
  return success ? undefined : { file, issues: error.issues };
}

/** Names of the keys that a schema has, as a walk of its own finds them. */
function keysBelow(schema: Described): string[] {
  const inner = [entriesOf(schema), schema.items, ...formsOf(schema).map(([, form]) => form)];
  return [
    ...Object.entries(schema.properties ?? {}).flatMap(([key, value]) => [key, ...keysBelow(value)]),
    ...inner.flatMap((one) => (one === undefined ? [] : keysBelow(one))),
  ];
}

describe("the field reference", () => {
  it("is the committed page (else: npm run generate)", () => {
    expect(page).toBe(referencePage());
  });

  it("has a row for every key of every kind of file", () => {
    const shown = new Set(rows.map(({ name }) => name.split(".").at(-1)));
    for (const kind of Object.keys(FILE_SCHEMAS) as FileKind[]) {
      expect([kind, keysBelow(described(kind)).filter((key) => !shown.has(key))]).toEqual([kind, []]);
    }
    expect(FILE_KINDS.flatMap((kind) => [...fieldsOf(kind)]).length).toBeGreaterThan(rows.length);
  });

  it("says of every field what it means, and what may be written", () => {
    expect(rows.filter(({ field }) => (field.description ?? "") === "").map(({ id }) => id)).toEqual([]);
    expect(rows.filter(({ field }) => ["", "any JSON"].includes(mayBe(field))).map(({ id }) => id)).toEqual([]);
  });

  it("shows an example of every field", () => {
    expect(rows.filter(({ field }) => exampleOf(field) === undefined).map(({ id }) => id)).toEqual([]);
  });

  it.each(rows.map((row) => [row.id, row] as const))("shows examples that are valid: %s", (_, { kind, field, way }) => {
    for (const example of field.examples ?? [exampleOf(field)]) expect(refusal(kind, way, example)).toBeUndefined();
  });

  it.each(sections.map((section) => [section.title, section] as const))(
    "shows a valid example of all of %s",
    (_, { kind, schema, way, rows: inSection }) => {
      const examples = fullExamplesOf(schema);
      for (const example of examples) expect(refusal(kind, way, example)).toBeUndefined();
      const written = new Set(examples.flatMap((example) => Object.keys(example as object)));
      const top = inSection.map(({ name }) => name.split(".")[0]);
      expect(top.filter((name) => !written.has(name ?? ""))).toEqual([]);
    },
  );

  it("prints its examples as YAML that says the same", () => {
    const printed = [...page.matchAll(/\n```yaml\n([^]*?)```\n/g)].map(([, text = ""]) => parse(text) as unknown);
    expect(printed).toHaveLength(sections.flatMap(({ schema }) => fullExamplesOf(schema)).length);
    const tenant = printed.find((value) => JSON.stringify(value).includes("Order <id> was placed"));
    expect(tenant).toHaveProperty("destinations.orders.events.order-placed.input.paths", { id: "$.detail.orderId" });
  });

  it("links only to headings that it has, each of them once", () => {
    const headings = [...page.matchAll(/^##+ `(.+)`$/gm)].map(([, title = ""]) => anchor(title));
    expect(headings).toHaveLength(new Set(headings).size);
    expect(headings).toHaveLength(sections.length);
    const links = [...page.matchAll(/\]\(#([^)]*)\)/g)].map(([, target = ""]) => target);
    expect(links.filter((target) => !headings.includes(target))).toEqual([]);
  });

  it("holds nothing outside code that Markdown would take for HTML", () => {
    expect(page.replaceAll(/```[^]*?```|`[^`\n]*`/g, "")).not.toMatch(/<\w/);
  });
});

/** Services whose client this project does not use: their names cannot be looked up in the types of AWS's SDK. */
const WITHOUT_CLIENT = ["scheduler"];

describe("AWS's name of a field", () => {
  const named = [...new Set(rows.flatMap(({ field }) => field.aws ?? []))].filter(
    (name) => !name.startsWith("terraform."),
  );

  it.each(named)("is one of AWS's SDK: %s", (name) => {
    const [service = "", shape = "", member = ""] = name.split(".");
    const models = path.join(project, "node_modules", "@aws-sdk", `client-${service}`, "dist-types", "models");
    if (WITHOUT_CLIENT.includes(service)) {
      expect(existsSync(models)).toBe(false);
      return;
    }
    const declared = readdirSync(models).map((file) => readFileSync(path.join(models, file), "utf8"));
    const body = new RegExp(`export interface ${shape} (?:extends \\w+ )?\\{([^]*?)\\n\\}`).exec(
      declared.join("\n"),
    )?.[1];
    expect(body).toMatch(new RegExp(`\\n    ${member}\\??:`));
  });
});
