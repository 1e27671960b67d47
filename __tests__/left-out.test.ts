import { spawnSync } from "node:child_process";
import path from "node:path";

test("npm test ends with one line that says what was left out, and why", () => {
  const { stderr, status } = spawnSync("npm", ["test", "--silent", "--", "--testPathPatterns", "readme"], {
    cwd: path.join(__dirname, ".."),
    encoding: "utf8",
  });
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /\nLeft out: 4 end-to-end suites, which need terraform, an AWS provider and moto_server \(npm run test:e2e\)[^\n]*\.\n$/,
  );
});
