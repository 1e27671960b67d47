import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { existing, writeDrafts } from "../../onboarding";

test("a folder that the system does not allow ends the writing at once", () => {
  // Node's own `recursive` would try for ever here.
  const file = path.join("/proc", "nowhere", "deeper", "hub.yaml");
  expect(() => {
    writeDrafts([{ file, content: "" }]);
  }).toThrow(/^ENOENT: .*mkdir/);
});

test("a link that leads nowhere counts as a file that is there", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "drafts-"));
  const file = path.join(folder, "event.json");
  symlinkSync(path.join(folder, "nowhere"), file);
  expect(existing([{ file, content: "" }])).toEqual([file]);
  rmSync(folder, { recursive: true });
});
