import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadEnvironment } from "../../catalogue";
import {
  assumed,
  environmentFiles,
  existing,
  faultIn,
  TO_DECIDE,
  withDrafts,
  writeDrafts,
  type GivenAnswers,
} from "../../onboarding";

const project = path.join(__dirname, "..", "..");

const NEEDED = {
  name: "qa",
  namespace: "acme",
  account: "210987654321",
  region: "eu-central-1",
  sourceAccount: "210987654322",
} as const;

const ALL = {
  source: "shop-eu",
  stateAccount: "210987654329",
  stateBucket: "acme-states",
  kmsKey: "arn:aws:kms:eu-central-1:210987654329:alias/states",
  organization: "o-acme0example",
  email: '"the hub"@acme.example'.replace(" ", "-"),
  github: "acme/event-hub",
} as const;

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), "hub-init-")));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const filesOf = (given: GivenAnswers) =>
  environmentFiles(assumed({ ...NEEDED, ...given }), { project: folder, package: project });

const hubYaml = (given: GivenAnswers) => filesOf(given)[0]?.content ?? "";

describe.each([
  ["what is needed alone", {}],
  ["everything", ALL],
  ["a Region of China", { region: "cn-north-1" }],
])("an environment with %s", (_, given) => {
  test("is sound before and after it is written, without a warning", () => {
    const files = filesOf(given);
    const at = path.join(folder, "environments", "qa");
    expect(withDrafts(at, files).findings).toEqual([]);
    expect(existsSync(at)).toBe(false);
    writeDrafts(files);
    expect(loadEnvironment(at)).toMatchObject({ findings: [], environment: { sources: [{}], tenants: [] } });
  });

  test("names in the first line of each file a JSON Schema that is there", () => {
    for (const { file, content } of filesOf(given).filter(({ file }) => file.endsWith(".yaml"))) {
      const [, schema = ""] = /^# yaml-language-server: \$schema=(.*)\n/.exec(content) ?? [];
      expect(existsSync(path.resolve(path.dirname(file), schema))).toBe(true);
    }
  });
});

test("what is asked for stands in hub.yaml, and what is not is assumed", () => {
  const { environment } = withDrafts(path.join(folder, "environments", "qa"), filesOf({}));
  expect(environment?.hub).toMatchObject({
    ...{ namespace: "acme", environment: "qa", account: "210987654321", region: "eu-central-1" },
    state: {
      bucket: "acme-qa-event-hub-state",
      account: "210987654321",
      kmsKey: "arn:aws:kms:eu-central-1:210987654321:alias/acme-qa-event-hub-state",
    },
    deployment: { principals: { deployment: ["arn:aws:iam::210987654321:root"] } },
  });
  const all = withDrafts(path.join(folder, "environments", "qa"), filesOf(ALL)).environment;
  expect(all?.hub).toMatchObject({
    organizationId: "o-acme0example",
    state: { bucket: "acme-states", account: "210987654329", kmsKey: ALL.kmsKey },
    alerts: { emails: [ALL.email] },
    deployment: {
      oidc: {
        subjects: {
          plan: ["repo:acme/event-hub:pull_request", "repo:acme/event-hub:ref:refs/heads/main"],
          deployment: ["repo:acme/event-hub:environment:qa"],
        },
      },
    },
  });
  expect(all?.sources.map(({ alias }) => alias)).toEqual(["shop-eu"]);
});

test("what somebody must decide is marked, unless it was said", () => {
  const marks = (text: string) => text.split(TO_DECIDE).length - 1;
  expect(marks(hubYaml({}))).toBe(6);
  expect(marks(hubYaml(ALL))).toBe(2);
  expect(hubYaml({})).toMatch(/ {2}# DECIDE: who hears of [^\n]*\n {2}emails: \[\]\n/);
});

test("a file that is there is named, and never written over", () => {
  const files = filesOf({});
  const [hub, ...others] = files;
  if (hub === undefined) throw new Error("there is no hub.yaml");
  writeDrafts([{ ...hub, content: "mine" }]);
  expect(existing(files)).toEqual([hub.file]);
  expect(() => {
    writeDrafts(files);
  }).toThrow("EEXIST");
  expect(readFileSync(hub.file, "utf8")).toBe("mine");
  expect(existing(others)).toEqual([]);
});

test.each([
  ["name", "Prod", 'found "Prod"; write 1 to 12 lower-case letters and digits, such as dev'],
  ["name", "pre-prod", 'found "pre-prod"; write 1 to 12 lower-case letters and digits, such as dev'],
  ["account", "", "found nothing; write the 12 digits of an AWS account, such as 210987654321"],
  ["region", "eu-central", 'found "eu-central"; write an AWS Region, such as eu-central-1'],
  ["kmsKey", "alias/x", expect.stringContaining("write the ARN of a KMS alias")],
  ["github", "event-hub", expect.stringContaining("write owner and name of a repository")],
  ["source", "shop-1", expect.stringContaining("such as shop-eu")],
  ["sourceAccount", NEEDED.account, expect.stringContaining("other than the hub's")],
] as const)("%s %j does not fit, and it is said what does", (name, answer, fault: string) => {
  expect(faultIn(name, answer, NEEDED)).toEqual(fault);
});
