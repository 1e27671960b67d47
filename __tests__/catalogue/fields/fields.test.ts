import { takes } from "../../../aws/texts";
import { FULL_ENVIRONMENT, kindOfFile } from "./full-environment";
import { FUNCTIONS_ROWS } from "./functions-rows";
import { HUB, HUB_ROWS } from "./hub-rows";
import { INGRESS_ROWS } from "./ingress-rows";
import {
  connectionNames,
  consumerNames,
  deliveryNames,
  destinationNames,
  eventRouteNames,
  forwardNames,
  functionNames,
  functionRouteNames,
  sourceNames,
} from "../../../catalogue/names";
import { filesAround, fitsSchema, Playground, SITES, writtenAt, type FileSite } from "./play";
import { names, type Member, type Row, type TextRow } from "./row";
import { fieldsOf, FILE_KINDS, sitesIn, type Field } from "./schema-fields";
import { SOURCE_ROWS } from "./source-rows";
import { TENANT_ROWS } from "./tenant-rows";

const ROWS: Readonly<Record<string, Row>> = {
  ...HUB_ROWS,
  ...SOURCE_ROWS,
  ...TENANT_ROWS,
  ...FUNCTIONS_ROWS,
  ...INGRESS_ROWS,
};

const FIELDS = FILE_KINDS.flatMap((kind) => fieldsOf(kind));

/** The schema of one of several connections is that of the only one, and so are its rows. */
function rowId({ id }: Field): string {
  return id.replace(/^tenant\.connections\.\*/, "tenant.connection");
}

/** Fields that hold text or a number, be it one of a few. */
const HELD = FIELDS.filter(({ kind }) => ["text", "name", "number", "choice"].includes(kind));

function siteOf(id: string): FileSite {
  const site = SITES.get(id);
  if (site === undefined) throw new Error(`The full environment has no ${id}`);
  return site;
}

/** The rows of one kind, each with where its field stands in the full environment. */
function rowsOf<R extends Row>(isOfKind: (row: Row) => row is R): [id: string, row: R, site: FileSite][] {
  return Object.entries(ROWS).flatMap(([id, row]) =>
    isOfKind(row) ? [[id, row, siteOf(id)] as [string, R, FileSite]] : [],
  );
}

const playground = new Playground();
afterAll(() => {
  playground.end();
});

/** Why the checks refuse a value at a site; undefined where they take it. */
function refusal(site: FileSite, value: unknown, also: TextRow["also"] = (files) => files): string | undefined {
  const { files, at } = writtenAt(site, value);
  const adapted = also(files, String(value));
  // What another file cannot say either is looked at in this one.
  const isSaid = Object.keys(adapted).every((file) => file === site.file || fitsSchema(adapted, file));
  const [error] = playground.errorsAt(isSaid ? adapted : files, site.file, at);
  return error && `${error.message} [${error.rule}]`;
}

/** How a text of a row fares: with AWS, and with the checks. */
function awsTakes(row: TextRow, text: string): boolean {
  return row.becomes(text).every(([member, becomes]) => takes(member, becomes));
}

const MOST = 10_000;

/** The shortest and the longest text that AWS takes of a row, among those that the row makes. */
function boundsOf(row: TextRow): { readonly shortest: number; readonly longest: number } {
  const of = row.of ?? ((characters: number) => "x".repeat(characters));
  const fits = (characters: number) => awsTakes(row, of(characters));
  let shortest = row.shortest ?? 0;
  while (!fits(shortest) && shortest < MOST) shortest += 1;
  let longest = shortest;
  while (longest < (row.longest ?? MOST) && fits(longest + 1)) longest += 1;
  return { shortest, longest };
}

/** What patterns forget: line breaks of every kind, other controls and spaces, what is beyond ASCII, and marks. */
const CHARACTERS = [
  ...["\n", "\r", "\t", "\u0000", "\u001b", "\u007f", "\u0085", "\u00a0", " ", "\u2028", "\u2029"],
  ...[
    "é",
    "ÿ",
    "Ā",
    "注",
    "😀",
    ":",
    "/",
    ",",
    "$",
    "${x}",
    "*",
    "?",
    "#",
    "@",
    "-",
    "_",
    ".",
    "+",
    "~",
    "A",
    "9",
    '"',
    "\\",
    "<",
    "{",
    "%",
  ],
];

it("every field of text or of a number has a row that says what becomes of it", () => {
  expect(HELD.map(rowId).filter((id) => ROWS[id] === undefined)).toEqual([]);
});

it("every row is one of a field", () => {
  const ids = FIELDS.map(rowId);
  expect(Object.keys(ROWS).filter((id) => !ids.includes(id))).toEqual([]);
});

it("the full environment has every field that there is, and passes the checks", () => {
  const written = Object.entries(FULL_ENVIRONMENT).flatMap(([file, value]) => sitesIn(kindOfFile(file), value));
  const ids = new Set(written.map(({ field }) => field.id));
  expect(FIELDS.map(({ id }) => id).filter((id) => !ids.has(id))).toEqual([]);
  expect(playground.errorsAt(FULL_ENVIRONMENT, "hub.yaml", [])).toEqual([]);
});

describe.each(rowsOf((row): row is TextRow => "becomes" in row))("the text of %s", (_, row, site) => {
  const { shortest, longest } = boundsOf(row);
  const of = row.of ?? ((characters: number) => "x".repeat(characters));
  const check = (text: string) => refusal(site, text, row.also);

  it(`is taken from ${shortest} to ${longest} characters, which AWS takes`, () => {
    const lengths = [...new Set([shortest, shortest + 1, longest - 1, longest])].filter(
      (n) => n >= shortest && n <= longest,
    );
    for (const length of lengths) {
      expect([length, awsTakes(row, of(length)), check(of(length))]).toEqual([length, true, undefined]);
    }
  });

  it("is refused where it is shorter or longer, as AWS refuses it unless the row says why", () => {
    const outside = [shortest - 1, longest + 1].filter((length) => length >= 0 && length < MOST);
    for (const length of outside) {
      expect([length, check(of(length))]).toEqual([length, expect.stringContaining("; ")]);
      if (row.narrower === undefined) expect([length, awsTakes(row, of(length))]).toEqual([length, false]);
    }
  });

  it("holds no character that AWS refuses, and each that it takes unless the row says why not", () => {
    const base = of(Math.min(longest, Math.max(shortest, 3)));
    const within = CHARACTERS.map((one) => base.slice(0, -2) + one + base.slice(-1));
    const behind = CHARACTERS.filter((one) => /\s/.test(one)).map((one) => base + one);
    const texts = [...within, ...behind];
    const wrong = texts.flatMap((text) => {
      const { files } = writtenAt(site, text);
      const taken = fitsSchema(files, site.file) && check(text) === undefined;
      const byAws = awsTakes(row, text);
      if (taken && !byAws) return [`taken, and AWS refuses ${JSON.stringify(text)}`];
      return !taken && byAws && row.narrower === undefined ? [`refused, and AWS takes ${JSON.stringify(text)}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  const { refused = [], taken = [] } = row;
  if (refused.length + taken.length === 0) return;
  it("is none that the row names as refused, and may be each that it names as taken", () => {
    for (const text of refused) expect([text, check(text)]).toEqual([text, expect.stringContaining("; ")]);
    for (const text of taken) expect([text, awsTakes(row, text), check(text)]).toEqual([text, true, undefined]);
  });
});

/** The name of a file is an id, too: of what AWS names after it. The file that is renamed, and which names follow. */
const FILE_NAMES: readonly (readonly [file: string, names: (id: string) => readonly Member[]])[] = [
  ["sources/shop.yaml", (id) => [...names(sourceNames(HUB, id)), ...names(forwardNames(HUB, id, "orders"))]],
  [
    "tenants/key.yaml",
    (id) => [
      ...names(connectionNames(HUB, id)),
      ...names(destinationNames(HUB, id, "orders")),
      ...names(deliveryNames(HUB, id, "orders", "placed")),
    ],
  ],
  [
    "functions/events.yaml",
    (id) => [...names(functionNames(HUB, id, "tell")), ...names(consumerNames(HUB, id, "tell", "placed"))],
  ],
  [
    "ingress/apps.yaml",
    (id) => [...names(eventRouteNames(HUB, id, "place")), ...names(functionRouteNames(id, "take"))],
  ],
];

describe.each(FILE_NAMES)("the name of %s", (file, becomes) => {
  const { longest } = boundsOf({ becomes, shortest: 1 });
  const { [file]: content, ...others } = filesAround(file);
  const renamed = (characters: number) => file.replace(/\w+(?=\.yaml)/, "x".repeat(characters));

  it(`has at most ${longest} characters, which leave room for the ids in it`, () => {
    const errorsOf = (name: string) => playground.errorsAt({ ...others, [name]: content }, name, []);
    expect(errorsOf(renamed(longest))).toEqual([]);
    expect(errorsOf(renamed(longest + 1)).map(({ rule }) => rule)).toContain("name-too-long");
  });
});

describe.each(rowsOf((row) => "from" in row))("the number %s", (_, { from, to, also }, site) => {
  it(`is taken from ${from} to ${to}, and refused beyond and between`, () => {
    const ends = [from, from + 1, to - 1, to];
    for (const value of ends) expect([value, refusal(site, value, also)]).toEqual([value, undefined]);
    for (const value of [from - 1, from + 0.5, to + 1]) {
      expect([value, refusal(site, value, also)]).toEqual([value, expect.stringContaining("; ")]);
    }
  });
});

describe.each(rowsOf((row) => "above" in row))("the number %s", (_, { above, to }, site) => {
  it(`is taken above ${above} and up to ${to}, decimals and all, and refused beyond`, () => {
    for (const value of [above + 0.000_000_1, above + 0.5, above + 1, to - 0.5, to]) {
      expect([value, refusal(site, value)]).toEqual([value, undefined]);
    }
    for (const value of [above - 1, above, to + 0.5, String(to)]) {
      expect([value, refusal(site, value)]).toEqual([value, expect.stringContaining("; ")]);
    }
  });
});

describe.each(rowsOf((row) => "known" in row))("the choice %s", (_, { known }, site) => {
  it("offers only what AWS knows", () => {
    expect(site.field.choices.length).toBeGreaterThan(0);
    expect(site.field.choices.filter((choice) => !known.includes(choice))).toEqual([]);
    expect(refusal(site, "none of these")).toContain("; write ");
  });
});
