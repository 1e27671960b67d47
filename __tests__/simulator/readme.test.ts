import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { buildSync } from "esbuild";

const project = path.join(__dirname, "..", "..");
const readme = readFileSync(path.join(project, "simulator", "README.md"), "utf8");

test("the simulator's README lists its doors, all of them", () => {
  const listed = [...readme.matchAll(/^\| `(\w+)` \|/gm)].map(([, door]) => door);
  const doors = readdirSync(path.join(project, "simulator"), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && existsSync(path.join(project, "simulator", entry.name, "index.ts")),
  );
  expect(listed.sort()).toEqual(doors.map(({ name }) => name).sort());
});

test("the README's example prints what stands below it", () => {
  const [, contents = "", printed] = /```ts\n([^]*?)```[^`]*```\n([^]*?)```/.exec(readme) ?? [];
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: project, loader: "ts" },
    bundle: true,
    write: false,
    platform: "node",
  });
  const lines: string[] = [];
  const log = (value: unknown) => {
    lines.push(String(value));
  };
  runInNewContext(outputFiles[0]?.text ?? "", { console: { log } });
  expect(`${lines.join("\n")}\n`).toBe(printed);
});
