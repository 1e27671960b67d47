/** Changes to real inputs, as data: what is tried can be printed, tried again, and made smaller by fast-check. */
import fc from "fast-check";
import { isScalar, parseDocument, visit, type Node } from "yaml";
import { KEYS, nested, NESTS, odd, PIECES, VALUES, YAML_VALUES, type Oddity } from "./oddities";

/** A real input. JSON is mutated as what it is, YAML as JSON and in its own ways, text as letters only. */
export interface Seed {
  /** What to call it in a report. */
  readonly name: string;
  readonly language: "json" | "yaml" | "text";
  readonly text: string;
}

/** One change. `at` is a place in the input, counted round and round. */
export type Edit =
  /** Letters are replaced, which with a length of 0 is to insert and with an empty text to delete. */
  | { readonly kind: "letters"; readonly at: number; readonly length: number; readonly text: string }
  | { readonly kind: "truncate"; readonly at: number }
  /** A stretch comes twice. */
  | { readonly kind: "stretch"; readonly at: number; readonly length: number }
  | { readonly kind: "line"; readonly at: number; readonly how: "drop" | "double" | "indent" | "outdent" | "swap" }
  /** Lists or objects within each other are put around what stands there. */
  | { readonly kind: "nest"; readonly at: number; readonly nest: number; readonly levels: number }
  /** A value of JSON or YAML becomes another. */
  | { readonly kind: "value"; readonly at: number; readonly by: Oddity }
  | { readonly kind: "key"; readonly at: number; readonly by: Oddity }
  /** A value becomes one that stands elsewhere. */
  | { readonly kind: "move"; readonly at: number; readonly from: number }
  /** The JSON text that a value holds, as patterns and policies do in Terraform, is changed in turn. */
  | { readonly kind: "within"; readonly at: number; readonly edit: Edit };

const place = fc.nat(1_000_000);
const LEVELS = [1, 5, 60, 130, 450, 600, 1_100, 3_000, 20_000, 100_000];

const letters = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...PIECES) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constant("") },
);

const ofText: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("letters"), at: place, length: fc.nat(12), text: letters }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("truncate"), at: place }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("stretch"), at: place, length: fc.nat(400) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("line"),
      at: place,
      how: fc.constantFrom("drop", "double", "indent", "outdent", "swap"),
    }),
  },
);

function ofValues(values: readonly Oddity[]): fc.Arbitrary<Edit> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("value"), at: place, by: fc.constantFrom(...values) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("key"), at: place, by: fc.constantFrom(...KEYS) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant("move"), at: place, from: place }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("nest"),
        at: place,
        nest: fc.nat(NESTS.length - 1),
        levels: fc.constantFrom(...LEVELS),
      }),
    },
  );
}

const ofJson = fc.oneof({ weight: 2, arbitrary: ofText }, { weight: 5, arbitrary: ofValues(VALUES) });

const within: fc.Arbitrary<Edit> = fc.record({ kind: fc.constant("within"), at: place, edit: ofJson });

const BY_LANGUAGE: Readonly<Record<Seed["language"], fc.Arbitrary<Edit>>> = {
  text: fc.oneof({ weight: 5, arbitrary: ofText }, { weight: 1, arbitrary: ofValues(VALUES) }),
  json: fc.oneof({ weight: 4, arbitrary: ofJson }, { weight: 1, arbitrary: within }),
  yaml: fc.oneof({ weight: 3, arbitrary: ofText }, { weight: 5, arbitrary: ofValues([...VALUES, ...YAML_VALUES]) }),
};

/** One to three changes, as fit an input of the language. */
export function edits(language: Seed["language"]): fc.Arbitrary<readonly Edit[]> {
  return fc.array(BY_LANGUAGE[language], { minLength: 1, maxLength: 3 });
}

/** The input after all changes, the later ones at what the earlier ones have made. */
export function mutated({ text, language }: Seed, changes: readonly Edit[]): string {
  return changes.reduce((changed, edit) => applied(changed, edit, language), text);
}

function applied(text: string, edit: Edit, language: Seed["language"]): string {
  switch (edit.kind) {
    case "letters":
      return spliced(text, { start: spot(text, edit.at), length: edit.length }, edit.text);
    case "truncate":
      return text.slice(0, spot(text, edit.at));
    case "stretch": {
      const start = spot(text, edit.at);
      return spliced(text, { start, length: 0 }, text.slice(start, start + edit.length));
    }
    case "line":
      return lineChanged(text.split("\n"), edit).join("\n");
    case "nest":
    case "value":
    case "key":
    case "move":
    case "within":
      return language === "text" ? textNested(text, edit) : partChanged(text, edit, language);
  }
}

function lineChanged(lines: readonly string[], { at, how }: Extract<Edit, { kind: "line" }>): readonly string[] {
  const index = at % lines.length;
  const line = lines[index] ?? "";
  const changed = {
    drop: [],
    double: [line, line],
    indent: [`  ${line}`],
    outdent: [line.replace(/^ {1,2}/, "")],
    swap: [lines[index + 1] ?? "", line],
  }[how];
  return lines.toSpliced(index, how === "swap" ? 2 : 1, ...changed);
}

type PartEdit = Extract<Edit, { kind: "nest" | "value" | "key" | "move" | "within" }>;

/** Text has no parts: what would be put in place of one is put in between. */
function textNested(text: string, edit: PartEdit): string {
  const start = spot(text, edit.at);
  if (edit.kind === "value" || edit.kind === "key") return spliced(text, { start, length: 0 }, odd(edit.by));
  return edit.kind === "nest" ? text.slice(0, start) + nested(edit, text.slice(start)) : text;
}

/** A stretch of a text. */
interface Span {
  readonly start: number;
  readonly length: number;
}

function partChanged(text: string, edit: PartEdit, language: "json" | "yaml"): string {
  const { keys, values, embedded } = partsOf(text);
  const chosen = edit.kind === "key" ? keys : edit.kind === "within" ? embedded : values;
  const span = chosen[edit.at % chosen.length];
  // Broken by an earlier change, or without a part of the kind.
  if (span === undefined) return text;
  const part = text.slice(span.start, span.start + span.length);
  switch (edit.kind) {
    case "nest":
      return spliced(text, span, nested(edit, part.trimEnd()));
    case "value":
    case "key":
      // A mapping over several lines of YAML ends with the line.
      return spliced(text, span, odd(edit.by) + (part.endsWith("\n") ? "\n" : ""));
    case "move": {
      const from = values[edit.from % values.length] ?? span;
      return spliced(text, span, text.slice(from.start, from.start + from.length));
    }
    case "within":
      return spliced(text, span, JSON.stringify(applied(JSON.parse(part) as string, edit.edit, language)));
  }
}

/** Where the parts of JSON or YAML stand. */
interface Parts {
  readonly keys: readonly Span[];
  readonly values: readonly Span[];
  /** Values that are JSON text of something. */
  readonly embedded: readonly Span[];
}

/** Most changes are made to a text as it came: it is looked through once. */
const known = new Map<string, Parts>();
const MOST_KNOWN = 200;
/** To look through more takes longer than what is measured. */
const LONGEST = 100_000;

function partsOf(text: string): Parts {
  const found = known.get(text) ?? lookedThrough(text);
  if (known.size < MOST_KNOWN) known.set(text, found);
  return found;
}

function lookedThrough(text: string): Parts {
  const keys: Span[] = [];
  const values: Span[] = [];
  const embedded: Span[] = [];
  if (text.length > LONGEST) return { keys, values, embedded };
  try {
    visit(parseDocument(text, { logLevel: "silent", uniqueKeys: false }), {
      Node: (key, node: Node) => {
        if (!node.range) return;
        const span = { start: node.range[0], length: node.range[1] - node.range[0] };
        (key === "key" ? keys : values).push(span);
        const holdsJson = isScalar(node) && node.type === "QUOTE_DOUBLE" && /^[{[]/.test(String(node.value));
        if (holdsJson && isJson(text.slice(span.start, span.start + span.length))) embedded.push(span);
      },
    });
  } catch {
    // So deep that the parser of YAML gives up: letters can be changed all the same.
  }
  return { keys, values, embedded };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function spot(text: string, at: number): number {
  return at % (text.length + 1);
}

function spliced(text: string, { start, length }: Span, by: string): string {
  return text.slice(0, start) + by + text.slice(start + length);
}
