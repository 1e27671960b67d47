/** Documentation names files, folders and functions: each must be there, so that what moves takes its mention along. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

const project = path.join(__dirname, "..");

/** Have tests of their own, and speak of files that users write. */
const GENERATED = new Set(["audit.md", "catalogue.md", "findings.md", "permissions.md"]);

const IMAGES = "images";
const pages = ["README.md", "CONTRIBUTING.md", "simulator/README.md"]
  .filter((page) => existsSync(path.join(project, page)))
  .concat(
    readdirSync(path.join(project, "docs")).flatMap((page) =>
      GENERATED.has(page) || page === IMAGES ? [] : [`docs/${page}`],
    ),
  );

/** Folders that are made, and not by hand. */
const MADE = /^(cdktf\.out|node_modules|\.cache)(\/|$)/;

/** Where a path may start: at the project, at the page, or in an environment. */
const bases = (page: string) => [
  "",
  path.dirname(page),
  "environments/dev",
  ...readdirSync(path.join(project, "examples")).map((name) => `examples/${name}`),
];

const topLevel = new Set(readdirSync(project));

/** Whether a word in backticks can only be meant as a path. */
function isPath(word: string): boolean {
  if (!/^\.{0,2}[\w./<>*-]+$/.test(word) || word.startsWith("/") || MADE.test(word)) return false;
  const [first = ""] = word.split("/");
  return (
    /\w\.(ts|cjs|mjs|md|json|ya?ml|txt)$/.test(word) ||
    /\w\/$/.test(word) ||
    (word.includes("/") && topLevel.has(first))
  );
}

/** Whether there is such a path; `*` and `<...>` stand for any name. */
function exists(base: string, wanted: string): boolean {
  const parts = path.posix
    .join(base, wanted)
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  return somewhere(project, parts) && (!wanted.endsWith("/") || !/\.\w+\/$/.test(wanted));
}

function somewhere(folder: string, [part, ...deeper]: readonly string[]): boolean {
  if (part === undefined) return true;
  if (!/[<*]/.test(part)) {
    const next = path.join(folder, part);
    return existsSync(next) && (deeper.length === 0 || (statSync(next).isDirectory() && somewhere(next, deeper)));
  }
  const name = new RegExp(
    `^${part
      .split(/<[^>]*>|\*/)
      .map((text) => text.replaceAll(".", "\\."))
      .join(".+")}$`,
  );
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) =>
      name.test(entry.name) &&
      (deeper.length === 0 || (entry.isDirectory() && somewhere(path.join(folder, entry.name), deeper))),
  );
}

/** The paths that a page names and that are not there. */
function missingPaths(page: string, text: string): string[] {
  const prose = text.replace(/```[^]*?```/g, "");
  const words = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, word = ""]) => word.replaceAll("\\|", "|"));
  const named = words.filter(isPath).filter((word) => !bases(page).some((base) => exists(base, word)));
  const links = [...prose.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = ""]) => link);
  return [...named, ...links.filter((link) => !exists(path.dirname(page), link))];
}

/** What a source file exports, and the methods of its classes. */
function isDefined(name: string, source: string): boolean {
  const [first = "", method] = name.split(".");
  const exported = new RegExp(
    `^export (?:abstract |async )?(?:function\\*?|class|const|interface|type) ${first}\\b`,
    "m",
  );
  return exported.test(source) && (method === undefined || new RegExp(`^  (?:async )?${method}[(<]`, "m").test(source));
}

/** In tables of step, function and file: the functions that none of the row's files defines. */
function missingFunctions(text: string): string[] {
  const tables = text.split(/\n(?=## )/).filter((chapter) => chapter.includes("| step | function | file |"));
  const rows = tables.flatMap((table) => table.split("\n").filter((line) => line.endsWith("` |")));
  return rows.flatMap((row) => {
    const [, , functions = "", files = ""] = row.split("|");
    const sources = [...files.matchAll(/`([\w/.-]+\.ts)`/g)].flatMap(([, file = ""]) => {
      const full = path.join(project, file);
      return existsSync(full) ? [readFileSync(full, "utf8")] : [];
    });
    const names = [...functions.matchAll(/`([\w.]+)`/g)].map(([, name = ""]) => name);
    return names.filter((name) => !sources.some((source) => isDefined(name, source)));
  });
}

/** Of sentences that say "`name` in `file.ts`": the names that the file does not declare. */
function undeclared(text: string): string[] {
  const mentions = text.matchAll(/(?:`(\w+)`,? and )?`(\w+)` in\s`([\w/.-]+\.ts)`/g);
  return [...mentions].flatMap(([, other, name = "", file = ""]) => {
    const full = path.join(project, file);
    const source = existsSync(full) ? readFileSync(full, "utf8") : "";
    const names = other === undefined ? [name] : [other, name];
    return names.filter(
      (one) => !new RegExp(`(?:function\\*?|class|const|interface|type|private) ${one}\\b`).test(source),
    );
  });
}

describe.each(pages)("%s", (page) => {
  const text = readFileSync(path.join(project, page), "utf8");

  it("names files and folders that exist", () => {
    expect(missingPaths(page, text)).toEqual([]);
  });

  it("finds in a file what it says is there", () => {
    expect(undeclared(text)).toEqual([]);
  });
});

test("docs/architecture.md names functions that its files define", () => {
  expect(missingFunctions(readFileSync(path.join(project, "docs/architecture.md"), "utf8"))).toEqual([]);
});

test("a ghost is found: a folder, a file, a link, a function", () => {
  expect(
    missingPaths(
      "docs/x.md",
      "`museum/`, `aws/nowhere.ts`, `tenants/<id>.yaml`, `text/plain`, [a](gone.md), [b](deploy.md)",
    ),
  ).toEqual(["museum/", "aws/nowhere.ts", "gone.md"]);
  expect(undeclared("`parseArn` and `parseNothing` in `aws/arn.ts`, `gone` in\n`aws/gone.ts`")).toEqual([
    "parseNothing",
    "gone",
  ]);
  expect(
    missingFunctions(
      [
        "| step | function | file |",
        "| reads | `parseArn`, `parseNothing` | `aws/arn.ts` |",
        "| walks | `EventRouter.leave` | `simulator/routing/event-router.ts` |",
      ].join("\n"),
    ),
  ).toEqual(["parseNothing", "EventRouter.leave"]);
});
