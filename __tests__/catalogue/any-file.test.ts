import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { load, readSound, withEnvironment } from "./environment-folder";
import { applications } from "./applications-folder";

const file = fc.constantFrom(
  ...["hub.yaml", "sources/shop.yaml", "tenants/jira.yaml", "tenants/salesforce.yaml"],
  ...["functions/orders.yaml", "functions/signup.yaml", "ingress/signup.yaml"],
);

/** The content of a file of the environment that is mangled here. */
function original(name: string): string {
  return applications().write?.[name]?.toString() ?? readSound(name, "");
}

/** A sound file with a stretch of it replaced: mostly still near to what people write. */
const mangled = fc
  .tuple(file, fc.nat(), fc.nat(12), fc.string({ unit: "binary", maxLength: 6 }))
  .map(([name, at, length, inserted]) => {
    const text = original(name);
    const start = at % text.length;
    return [name, text.slice(0, start) + inserted + text.slice(start + length)] as const;
  });

/** Whatever a file holds, findings come back, and each points into the file. */
function check(folder: string, name: string, content: string | Uint8Array): void {
  const target = path.join(folder, name);
  writeFileSync(target, content);
  const { environment, findings } = load(folder);
  writeFileSync(target, original(name));
  expect(environment === undefined).toBe(findings.some((finding) => finding.severity === "error"));
  const lines = (typeof content === "string" ? content : Buffer.from(content).toString("latin1")).split("\n");
  for (const { file: shown, line, column, message } of findings) {
    expect(message).toMatch(/^[^]+; [^]+$/);
    if (!shown.endsWith(name)) continue;
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(column).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 1);
  }
}

/** Checks so many pairs of a file's name and its content, in one folder. */
function checkAll(pairs: fc.Arbitrary<readonly [string, string | Uint8Array]>, numRuns: number): void {
  withEnvironment(applications(), (folder) => {
    const property = fc.property(pairs, ([name, content]) => {
      check(folder, name, content);
    });
    fc.assert(property, { numRuns });
  });
}

describe("a file of any content", () => {
  it("near to a sound one is read or explained", () => {
    checkAll(mangled, 300);
  });

  it("of any bytes is read or explained", () => {
    checkAll(fc.tuple(file, fc.uint8Array({ maxLength: 200 })), 150);
  });

  it("of any JSON is read or explained", () => {
    checkAll(fc.tuple(file, fc.json()), 150);
  });
});
