/** `hub presets`, `hub presets show` and `hub show`, as they are called. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { presetIds } from "../../catalogue/preset";
import { hub, hubIn, project } from "./hub-process";

const temporary = mkdtempSync(path.join(tmpdir(), "presets-"));
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

describe("hub presets", () => {
  test("lists every preset, a line each", () => {
    const { code, stdout } = hub("presets");
    expect(code).toBe(0);
    const [header, ...lines] = stdout.split("\n\n")[0]?.split("\n") ?? [];
    expect(header).toMatch(/^PRESET +LEVEL +AUTH +PRODUCT$/);
    expect(lines.map((line) => line.split(" ")[0])).toEqual(presetIds());
  });

  test("finds presets by a word in whatever case", () => {
    expect(hub("presets", "--search", "PagerDuty").stdout).toContain("pagerduty-events");
    expect(hub("presets", "--search", "PagerDuty").stdout).not.toContain("salesforce");
  });

  test("says so where no preset has the word", () => {
    const { code, stdout } = hub("presets", "--search", "fax");
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^None of the \d+ presets has "fax"\./)]);
  });

  test("says of a product that cannot be called directly why, and the way round", () => {
    const { stdout } = hub("presets", "--search", "stripe");
    expect(stdout).toMatch(/^Stripe.* cannot be called directly: .+\. The way round: .+\.\n$/m);
  });

  test("prints the same as JSON", () => {
    const listed = JSON.parse(hub("presets", "--json").stdout) as { presets: { id: string }[] };
    expect(listed.presets.map(({ id }) => id)).toEqual(presetIds());
  });
});

describe("hub presets show", () => {
  test("says what to write, how to obtain the credential, what was read where and what is unconfirmed", () => {
    const { code, stdout } = hub("presets", "show", "pagerduty-events");
    expect(code).toBe(0);
    expect(stdout).toContain("  preset: pagerduty-events\n  destinations:\n    alert:\n");
    for (const title of ["The secret holds:", "How to obtain it:", "Operation alert:", "Read on the vendor's pages:"]) {
      expect(stdout).toContain(title);
    }
  });

  test("names the preset that was probably meant", () => {
    const { code, stderr } = hub("presets", "show", "pagerduty-event");
    expect([code, stderr]).toEqual([1, 'error: no preset is called "pagerduty-event"; write pagerduty-events\n']);
  });

  test("prints JSON with --json, also of an error", () => {
    expect(JSON.parse(hub("presets", "show", "pagerduty-events", "--json").stdout)).toMatchObject({
      id: "pagerduty-events",
      level: "complete",
    });
    expect(JSON.parse(hub("presets", "show", "nothing-like-it", "--json").stdout)).toHaveProperty("error");
  });
});

describe("hub show", () => {
  const environment = path.join(temporary, "environments", "dev");
  mkdirSync(path.join(environment, "tenants"), { recursive: true });
  mkdirSync(path.join(temporary, "environments", "base"));
  writeFileSync(
    path.join(environment, "tenants", "alerts.yaml"),
    "extends: ../../base/alerts.yaml\nrunbook: https://wiki.example.com/alerts\n",
  );
  writeFileSync(
    path.join(temporary, "environments", "base", "alerts.yaml"),
    "owner: SRE\npreset: pagerduty-events\ndestinations:\n  alert:\n    events:\n      low: {}\n",
  );

  test("prints what the file amounts to, with the file or the preset that each line comes from", () => {
    const { code, stdout } = hubIn(temporary, "show", "alerts", "--env", "environments/dev");
    expect(code).toBe(0);
    expect(stdout).toContain("owner: SRE # environments/base/alerts.yaml\nrunbook: https://wiki.example.com/alerts\n");
    expect(stdout).toMatch(/httpMethod: POST # preset pagerduty-events, line \d+\n/);
  });

  test("prints the merged file as JSON", () => {
    const { stdout } = hubIn(temporary, "show", "alerts", "--env", "environments/dev", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ owner: "SRE", connection: { authorization: { type: "API_KEY" } } });
  });

  test("names the tenants that there are", () => {
    const { code, stderr } = hubIn(temporary, "show", "alert", "--env", "environments/dev");
    expect([code, stderr]).toEqual([1, 'error: no tenant is called "alert"; write alerts (there are alerts)\n']);
  });

  test("prints a finding where the file cannot be merged", () => {
    writeFileSync(path.join(environment, "tenants", "lost.yaml"), "extends: ../lost.yaml\n");
    const { code, stderr } = hubIn(temporary, "show", "lost", "--env", "environments/dev");
    expect([code, stderr]).toEqual([
      1,
      "environments/dev/tenants/lost.yaml:1:10: error: extends: there is no file environments/dev/lost.yaml; write the path from this file's folder [base-file]\n",
    ]);
  });

  test("shows a file that stands on nothing without a comment", () => {
    const { stdout } = hubIn(project, "show", "slack");
    expect(stdout).not.toContain("#");
    expect(stdout).toMatch(/^owner: /);
  });
});
