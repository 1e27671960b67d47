import path from "node:path";
import { writeDrafts } from "../../onboarding";

test("a folder that the system does not allow ends the writing at once", () => {
  // Node's own `recursive` would try for ever here.
  const file = path.join("/proc", "nowhere", "deeper", "hub.yaml");
  expect(() => {
    writeDrafts([{ file, content: "" }]);
  }).toThrow(/^ENOENT: .*mkdir/);
});
