import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { SmokeError } from "../../smoke/failure";
import { Journal } from "../../smoke/journal";

const RUN = { account: "210987654321", region: "eu-central-1", suffix: "abcdef" };

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "smoke-journal-"));
  file = path.join(folder, "below", "journal.json");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test("another process finds what was done, and which step was cut off", () => {
  const journal = Journal.begin(file, RUN);
  journal.began("quotas");
  journal.answered("quotas", { kind: "passed", by: "AWS", says: ["room"] });
  journal.note({ endpoint: "https://endpoint.example.com" });
  journal.began("state");
  expect(Journal.open(file).content).toMatchObject({
    ...RUN,
    endpoint: "https://endpoint.example.com",
    underWay: "state",
    answers: { quotas: { kind: "passed", by: "AWS", says: ["room"] } },
  });
});

test("a step that was answered is no longer under way", () => {
  const journal = Journal.begin(file, RUN);
  journal.began("quotas");
  journal.answered("quotas", { kind: "failed", because: ["no room"] });
  expect(Journal.open(file).content.underWay).toBeUndefined();
});

test("only its owner may read it, and it is gone when it is discarded", () => {
  const journal = Journal.begin(file, RUN);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  journal.discard();
  expect(existsSync(file)).toBe(false);
});

test.each([
  ["a file that is not there", undefined, /cannot be read .*; name the journal/],
  ["a file that is no JSON", "steps: none", /cannot be read/],
  ["another JSON file", "{}", /is no journal of this version of hub smoke/],
])("%s is refused in a sentence", (_, text, sentence) => {
  const other = path.join(folder, "other.json");
  if (text !== undefined) writeFileSync(other, text);
  expect(() => Journal.open(other)).toThrow(SmokeError);
  expect(() => Journal.open(other)).toThrow(sentence);
  if (text !== undefined) expect(readFileSync(other, "utf8")).toBe(text);
});
