/** `docs/catalogue.md`: every field of every file of an environment, made from the schemas. */
import { Document, isScalar, visit } from "yaml";
import { entriesOf, FILE_KINDS, formsOf, type Described } from "./described";
import { fullExamplesOf, within } from "./examples";
import { sectionsOfLanguage, type FieldRow, type Section } from "./sections";
import { either, formatNumber } from "../wording";

/** Where the page lies, from the project's folder. */
export const REFERENCE_PAGE = "docs/catalogue.md";

const INTRODUCTION = `# Field reference

Every field of every file below \`environments/<name>/\`: what it means, what may be written, what holds when it is left out,
and its name in AWS's API or in Terraform, to look it up there. [onboarding.md](onboarding.md) tells which of them you need.

An editor that knows YAML schemas completes and checks the same fields, if the first line of a file names its schema, as those
of \`environments/dev/\` do. \`./hub check\` also checks what no schema can say: its rules are in [findings.md](findings.md).

- \`<id>\` stands for an id of your own: lower-case letters and digits in words joined by hyphens.
- A field that has no default may be left out unless it is **required**.
- A name is followed by the call or type of AWS's API that it belongs to, as in \`HttpMethod\` (CreateApiDestination).
- An example shows all fields of its heading. What has a heading of its own is shown there.

This page is generated from the schemas in \`catalogue/language/\`: change them there and run \`npm run generate\`.
`;

/** The page as it has to be. `npm run generate` writes it; a test holds the committed one to this. */
export function referencePage(): string {
  const sections = sectionsOfLanguage();
  const contents = FILE_KINDS.map((kind) => {
    const titles = sections.filter((section) => section.kind === kind).map(({ title }) => title);
    const [file = kind, ...inner] = titles.filter((title) => !title.includes(": "));
    const more = inner.length === 0 ? "" : `: ${inner.map((title) => link(title)).join(", ")}`;
    return `- ${link(file)}${more}\n`;
  });
  return [INTRODUCTION, "\n", ...contents, ...sections.map(chapter)].join("");
}

function chapter(section: Section): string {
  const { title, schema, way, rows } = section;
  const [file] = sectionsOfLanguage().filter(({ kind }) => kind === section.kind);
  const examples = fullExamplesOf(schema).map((value) => yaml(within(file?.schema ?? {}, way, value)));
  return [
    `\n${way.length === 0 ? "##" : "###"} \`${title}\`\n`,
    ...(schema.description === undefined ? [] : [`\n${escaped(schema.description)}.\n`]),
    "\n| field | meaning | what may be written | default | AWS's name |\n|---|---|---|---|---|\n",
    ...rows.map(line),
    ...examples.map((example) => `\n\`\`\`yaml\n${example}\`\`\`\n`),
  ].join("");
}

function line(row: FieldRow): string {
  const { name, field, required, sections } = row;
  const more =
    sections.length === 0 ? "" : `: ${sections.map((title) => link(title, title.replace(/^.*: /, ""))).join(", ")}`;
  const meaning = `${escaped(field.description ?? "")}${more}`;
  const cells = [
    `\`${name}\``,
    meaning,
    escaped(mayBe(field)),
    required ? "**required**" : defaultOf(field),
    awsName(field),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |\n`;
}

/** What may be written, in words: what the schema says itself, or else what follows from it. */
export function mayBe(field: Described): string {
  // The example stands below the table.
  if (field.limits !== undefined) return field.limits.replace(/, such as ((?!: ).)*$/, "");
  if (field.enum !== undefined) return either(field.enum.map(code));
  if (field.const !== undefined) return code(field.const);
  if (field.type === "boolean") return "`true` or `false`";
  if (field.type === "integer" && field.minimum !== undefined && field.maximum !== undefined) {
    return `a whole number from ${formatNumber(field.minimum)} to ${formatNumber(field.maximum)}`;
  }
  if (field.items !== undefined)
    return field.items.properties === undefined ? `a list; each item: ${mayBe(field.items)}` : "a list of mappings";
  const entries = entriesOf(field);
  if (entries !== undefined)
    return entries.properties === undefined ? `a mapping; each value: ${mayBe(entries)}` : "a mapping by id";
  if (field.properties !== undefined) return "a mapping";
  if (formsOf(field).length > 0) return "a mapping of one of these forms";
  return field.type === "string" ? "text" : "any JSON";
}

function defaultOf({ default: value }: Described): string {
  if (value === undefined || (typeof value === "object" && Object.keys(value ?? {}).length === 0)) return "";
  return code(value);
}

function awsName({ aws }: Described): string {
  const [service = "", shape = "", member = ""] = aws?.split(".") ?? [];
  if (aws === undefined) return "";
  if (service !== "terraform") return `\`${member}\` (${shape.replace(/(Request|Input)$/, "")})`;
  return `\`${member}\` (Terraform's ${shape === "s3" ? "backend" : "provider"} ${shape})`;
}

function code(value: unknown): string {
  return `\`${typeof value === "string" ? value : JSON.stringify(value)}\``;
}

/** A heading's link, with the anchor that GitHub and GitLab give it. */
function link(title: string, text = title): string {
  return `[\`${text}\`](#${anchor(title)})`;
}

/** Outside code, Markdown would read `<name>` as HTML. */
function escaped(text: string): string {
  return text.replaceAll(/`[^`]*`|</g, (part) => (part === "<" ? "&lt;" : part));
}

/** The anchor of a heading, as GitHub and GitLab make it. */
export function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w -]/g, "")
    .replaceAll(" ", "-");
}

function yaml(value: unknown): string {
  const document = new Document(value);
  visit(document, {
    Seq: (_, list) => {
      list.flow = list.items.every(isScalar);
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}
