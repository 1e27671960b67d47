import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { project } from "./hub-process";

jest.setTimeout(60_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hub-output-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a line of a shell in the project's folder, with a folder of its own for temporary files. */
function shell(line: string) {
  const env = { ...process.env, HUB_ENV: undefined, CDKTF_OUTDIR: undefined, TMPDIR: folder };
  const script = `${line}; echo "exit codes \${PIPESTATUS[*]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script], {
    cwd: project,
    env,
    encoding: "utf8",
    timeout: 50_000,
  });
  return { lines: stdout.trimEnd().split("\n"), stderr };
}

describe("a reader that has seen enough ends quietly", () => {
  test.each([
    ["./hub list | head -1", /^STACK /],
    ["./hub demo order-and-crm | head -1", /^order-and-crm: /],
    ["./hub local --port 0 | head -1", /^The hub listens on /],
  ])("%s", (line, first) => {
    const { lines, stderr } = shell(line);
    expect(lines).toEqual([expect.stringMatching(first), "exit codes 0 0"]);
    expect(stderr).toBe("");
    expect(readdirSync(folder)).toEqual([]);
  });

  test("also a local hub that says nothing until the next event", () => {
    // Standard output is closed from the start; the report of the event is the first write that can tell.
    const put =
      `curl -s -o /dev/null -H 'X-Amz-Target: AWSEvents.PutEvents' -H 'x-hub-account-id: 210000000001' ` +
      `-d '{"Entries":[{"Source":"com.acme.billing","DetailType":"Payment Disputed","Detail":"{}"}]}' "$url"`;
    const { stderr } = shell(
      `./hub local --port 0 --json | { read -r line; url=$(sed 's/.*"url":"//; s/".*//' <<< "$line"); exec 0<&-; ${put}; }`,
    );
    expect(stderr).toBe("");
    expect(readdirSync(folder)).toEqual([]);
  });
});

test("what is printed to a full disk is said to be lost, with exit code 1", () => {
  const { lines, stderr } = shell("./hub list > /dev/full");
  expect(lines).toEqual(["exit codes 1"]);
  expect(stderr).toBe(
    "error: standard output cannot be written: the disk is full; make room, or write to a folder elsewhere\n",
  );
});

describe("a place that cannot be written is named in a sentence, with exit code 1:", () => {
  test.each([
    [
      "a folder that the system does not allow",
      "./hub synth --out /proc/x",
      "/proc/x cannot be written: no folder can be made there",
    ],
    ["a file", "./hub synth --out package.json", "package.json cannot be written: a part of that path is a file"],
    [
      "a system's folder",
      "./hub synth --out /sys/x",
      "/sys/x cannot be written: (you may not write there|its file system is read-only)",
    ],
    [
      "a folder for temporary files",
      "TMPDIR=/proc/x ./hub list",
      "/proc/x/hub-emitted-[^ ]+-XXXXXX cannot be written: no folder can be made there; set TMPDIR to a folder elsewhere",
    ],
  ])("%s", (_, line, sentence) => {
    const { lines, stderr } = shell(line);
    expect(lines.at(-1)).toBe("exit codes 1");
    expect(stderr).toMatch(new RegExp(`^error: ${sentence.replaceAll(".", "\\.")}[^\n]*\n$`));
  });
});
