import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";

test("npm test ends with one line that says what was left out, and why", () => {
  const suites = readdirSync(path.join(__dirname, "e2e")).filter((name) => name.endsWith(".test.ts"));
  const { stderr, status } = spawnSync("npm", ["test", "--silent", "--", "--testPathPatterns", "readme"], {
    cwd: path.join(__dirname, ".."),
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stderr.trimEnd().split("\n").at(-1)).toMatch(
    new RegExp(
      `^Left out: ${suites.length} end-to-end suites, which need terraform, an AWS provider and moto_server \\(npm run test:e2e\\).*\\.$`,
    ),
  );
});
