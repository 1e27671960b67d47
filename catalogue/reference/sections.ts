/** The sections of the reference: one for each kind of file, each kind of entry and each form of a value. */
import { described, entriesOf, FILE_KINDS, formsOf, type Described } from "./described";
import type { Step } from "./examples";
import type { FileKind } from "../language/json-schema";

/** A row: a field by its name within the section, and where more is said of it. */
export interface FieldRow {
  readonly name: string;
  readonly field: Described;
  readonly required: boolean;
  readonly way: readonly Step[];
  /** Titles of the sections that go on from here. */
  readonly sections: readonly string[];
}

/** A mapping of the language with its fields. */
export interface Section {
  readonly kind: FileKind;
  readonly title: string;
  readonly schema: Described;
  /** The way from the file to the mapping. */
  readonly way: readonly Step[];
  readonly rows: readonly FieldRow[];
}

/** Every section, file by file. What two files have alike is described once. */
export function sectionsOfLanguage(): readonly Section[] {
  return FILE_KINDS.flatMap((kind) => {
    const schema = described(kind);
    return new Sections(kind).below(schema.title ?? kind, "", schema, []);
  });
}

class Sections {
  /** Title by what a mapping says, so that one that occurs again is not described again. */
  private readonly titles = new Map<string, string>();

  constructor(private readonly kind: FileKind) {}

  /** The section of a mapping, then those of what it holds. */
  below(title: string, prefix: string, schema: Described, way: readonly Step[]): readonly Section[] {
    const inner: Section[] = [];
    const rows = this.rowsOf(prefix, "", schema, way, inner);
    return [{ kind: this.kind, title, schema, way, rows }, ...inner];
  }

  private rowsOf(
    prefix: string,
    before: string,
    schema: Described,
    way: readonly Step[],
    inner: Section[],
  ): FieldRow[] {
    return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
      const here = [...way, { key }];
      const name = `${before}${key}`;
      const row = { name, field, required: schema.required?.includes(key) ?? false, way: here };
      if (field.properties !== undefined && field.title === undefined) {
        return [
          ...(field.description === undefined ? [] : [{ ...row, sections: [] }]),
          ...this.rowsOf(prefix, `${name}.`, field, here, inner),
        ];
      }
      return [{ ...row, sections: this.sectionsOf(`${prefix}${name}`, field, here, inner) }];
    });
  }

  private sectionsOf(name: string, field: Described, way: readonly Step[], inner: Section[]): readonly string[] {
    const entries = entriesOf(field);
    if (field.properties !== undefined) return [this.section(name, field, way, inner)];
    if (entries?.properties !== undefined) return [this.section(`${name}.<id>`, entries, [...way, "entry"], inner)];
    if (field.items?.properties !== undefined) return [this.section(`${name}[]`, field.items, [...way, "item"], inner)];
    return formsOf(field).map(([form, schema]) => this.section(`${name}: ${form}`, schema, [...way, { form }], inner));
  }

  private section(title: string, schema: Described, way: readonly Step[], inner: Section[]): string {
    const what = JSON.stringify([schema.properties, schema.required]);
    const known = this.titles.get(what);
    if (known !== undefined) return known;
    this.titles.set(what, title);
    inner.push(...this.below(title, `${title.replace(/: .*$/, "")}.`, schema, way));
    return title;
  }
}
