import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const project = path.join(__dirname, "..");

const ruleSchema = z.object({
  name: z.string(),
  from: z.object({ path: z.string().optional() }),
  to: z.object({ pathNot: z.string().optional() }),
});

const { forbidden } = z
  .object({ forbidden: z.array(ruleSchema) })
  .parse(jest.requireActual<object>("../.dependency-cruiser.cjs"));

/** What a room may import, by its name without a slash: patterns of paths, or one of these words. */
type Rooms = ReadonlyMap<string, readonly string[]>;

const NOTHING = "nothing";
const EVERYTHING = "everything";

/** The table of docs/architecture.md, "Rooms". */
function roomsOfPage(page: string): Rooms {
  const [, chapter = ""] = /\n## Rooms\n([^]*?)\n## /.exec(page) ?? [];
  const rows = [...chapter.matchAll(/^\| `([\w.-]+)\/?` +\| .+ \| ([^|]*(?:\\\|[^|]*)*) \|$/gm)];
  return new Map(
    rows.map(([, room = "", mayImport = ""]) => {
      const paths = [...mayImport.matchAll(/`([^`]+)`/g)].map(([, one = ""]) => one.replaceAll("\\|", "|"));
      return [room, paths.length > 0 ? paths.map((one) => one.replace(/\/$/, "")) : [mayImport]];
    }),
  );
}

/** The rules of .dependency-cruiser.cjs that say what a room may import. */
function roomsOfRules(rules: readonly z.infer<typeof ruleSchema>[]): Rooms {
  return new Map(
    rules.flatMap(({ name, from, to }) => {
      const [, room] = /^\^([\w-]+?)(?:\/|\\\.ts\$)$/.exec(from.path ?? "") ?? [];
      const [, mayImport] = /^\^\((.*?)\)(?:\/|\(\/\|\$\))$/.exec(to.pathNot ?? "") ?? [];
      if (room === undefined || mayImport === undefined || !/-imports(-|$)/.test(name)) return [];
      const paths = alternatives(mayImport).map((one) => one.replaceAll("\\.", "."));
      const others = paths.filter((one) => one !== room);
      return [[room === "main" ? "main.ts" : room, others.length > 0 ? others : [NOTHING]]];
    }),
  );
}

/** `a|b(c|d)` -> `a`, `b(c|d)` */
function alternatives(pattern: string): string[] {
  return pattern.match(/(?:\([^)]*\)|[^|()])+/g) ?? [];
}

/** The folders of the project, without what is made or installed. */
function foldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !entry.name.startsWith(".") && !["node_modules", "cdktf.out"].includes(entry.name)
      ? [entry.name]
      : [],
  );
}

/** Where table, rules and folders differ, a sentence each. */
function differences(table: Rooms, rules: Rooms, folders: readonly string[]): string[] {
  const said = (paths: readonly string[] | undefined) => (paths ?? ["no rule"]).toSorted().join(", ");
  const unruled = (room: string) => !rules.has(room) && [NOTHING, EVERYTHING].includes(said(table.get(room)));
  return [
    ...folders.filter((folder) => !table.has(folder)).map((folder) => `${folder}/ has no row`),
    ...[...table.keys()]
      .filter((room) => room !== "main.ts" && !folders.includes(room))
      .map((room) => `${room} is a row without a folder`),
    ...[...rules.keys()].filter((room) => !table.has(room)).map((room) => `${room} has a rule without a row`),
    ...[...table]
      .filter(([room, mayImport]) => !unruled(room) && said(mayImport) !== said(rules.get(room)))
      .map(([room, mayImport]) => `${room}: the table says ${said(mayImport)}, the rules ${said(rules.get(room))}`),
  ];
}

const table = roomsOfPage(readFileSync(path.join(project, "docs/architecture.md"), "utf8"));
const rules = roomsOfRules(forbidden);
const folders = foldersOf(project);

describe("the table of rooms in docs/architecture.md", () => {
  it("is what the import rules allow, and lists the folders that exist", () => {
    expect(differences(table, rules, folders)).toEqual([]);
    expect(table.size).toBeGreaterThan(10);
    expect(rules.size).toBeGreaterThan(10);
  });

  it("must not list a room that does not exist", () => {
    const more = new Map([...table, ["museum", ["simulator"]]]);
    expect(differences(more, rules, folders)).toEqual([
      "museum is a row without a folder",
      "museum: the table says simulator, the rules no rule",
    ]);
  });

  it("must list every folder", () => {
    expect(differences(table, rules, [...folders, "museum"])).toEqual(["museum/ has no row"]);
  });

  it("must have a row for every rule", () => {
    expect(differences(table, new Map([...rules, ["museum", ["aws"]]]), folders)).toEqual([
      "museum has a rule without a row",
    ]);
  });

  it("must change with a rule", () => {
    expect(differences(table, new Map([...rules, ["aws", ["connection"]]]), folders)).toEqual([
      "aws: the table says nothing, the rules connection",
    ]);
  });
});
