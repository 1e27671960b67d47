/**
 * Every field of the five kinds of files, left out, empty and written, alone and all together, with each kind of
 * authorization, input and target: what the checks take is emitted, and the real provider validates all of it in one run.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readEmittedStacks } from "#simulator/topology";
import { formatFinding } from "../../catalogue";
import { environmentApp } from "../../stacks/environment-app";
import { load } from "../catalogue/environment-folder";
import { FULL_ENVIRONMENT, kindOfFile, type Files } from "../catalogue/fields/full-environment";
import { filesAround, SITES, type FileSite } from "../catalogue/fields/play";
import { fieldsOf, FILE_KINDS, sitesIn, type Field, type Site } from "../catalogue/fields/schema-fields";
import { json, replaced, valueAt, withFiles } from "../catalogue/fields/values";
import { stackFolder, temporaryFolder, type Emitted } from "./synthesize";
import { complaintsAbout } from "./validation";

jest.setTimeout(300_000);

const temporary = temporaryFolder();

/** A file of the full environment, changed in one way. */
interface Variant {
  /** What is changed: the field, and how. */
  readonly name: string;
  readonly file: string;
  readonly content: unknown;
}

/** What became of a variant. */
interface Fate {
  readonly variant: Variant;
  /** As they are printed; none where the checks take it. */
  readonly errors: readonly string[];
  readonly emitted: Emitted | undefined;
}

/** The emptiest value of a field; undefined for one that cannot be empty. */
function emptied({ kind }: Field, value: unknown): unknown {
  switch (kind) {
    case "mapping":
      return {};
    case "list":
      return [];
    case "text":
    case "choice":
    case "name":
      return "";
    case "alternatives":
    case "json":
      return typeof value === "object" ? {} : "";
    case "number":
    case "truth":
      return undefined;
  }
}

function optionalSites(file: string, content: unknown): Site[] {
  return sitesIn(kindOfFile(file), content).filter(({ field, value }) => field.optional && value !== undefined);
}

/** Each optional field of a file on its own. */
function oneByOne(file: string): Variant[] {
  const content = FULL_ENVIRONMENT[file];
  return optionalSites(file, content).flatMap((site) => [
    { name: `${site.field.id} absent`, file, content: replaced(content, site.path, undefined) },
    ...withoutContent({ ...site, file }),
  ]);
}

/** A field on its own, emptied. */
function withoutContent({ field, path: at, value, file }: FileSite): Variant[] {
  const empty = field.kind === "name" ? undefined : emptied(field, value);
  return empty === undefined
    ? []
    : [{ name: `${field.id} empty`, file, content: replaced(FULL_ENVIRONMENT[file], at, empty) }];
}

/** What makes a target may be left out with all that is in it: then nothing shows how little a target can do with. */
const TARGETS = ["source.forwards", "functions.functions.*.consumes", "functions.functions.*.schedule"];

const EXTREMES = {
  least: "with nothing that may be left out",
  targets: "with nothing that may be left out but its targets",
  empty: "with everything empty that may be",
  full: "in full",
};

/** A file without any optional field that the checks can do without, and one where each of those is empty. */
function allAtOnce(file: string): Variant[] {
  const full = withEveryInput(file);
  const less = (instead: (site: Site) => unknown, name: string, sites: readonly Site[]): Variant => {
    let content = full;
    for (const site of sites.toReversed()) {
      // What it belongs to may be gone.
      if (valueAt(content, site.path) === undefined) continue;
      const without = replaced(content, site.path, instead(site));
      if (fateOf({ name, file, content: without }, undefined).errors.length === 0) content = without;
    }
    return { name, file, content };
  };
  const sites = optionalSites(file, full);
  const besideTargets = sites.filter(({ field }) => !TARGETS.includes(field.id));
  return [
    less(() => undefined, `${file} ${EXTREMES.least}`, sites),
    less(() => undefined, `${file} ${EXTREMES.targets}`, besideTargets),
    less((site) => emptied(site.field, site.value) ?? site.value, `${file} ${EXTREMES.empty}`, sites),
    { name: `${file} ${EXTREMES.full}`, file, content: full },
  ];
}

/** A tenant of one connection sends every kind of input over it; of the full environment, only one tenant does. */
function withEveryInput(file: string): unknown {
  const content = FULL_ENVIRONMENT[file];
  return valueAt(content, ["connection"]) === undefined
    ? content
    : replaced(content, ["destinations"], valueAt(FULL_ENVIRONMENT["tenants/basic.yaml"], ["destinations"]));
}

/** @param folder to emit to; undefined to check only */
function fateOf(variant: Variant, folder: string | undefined): Fate {
  const files: Files = { ...filesAround(variant.file), [variant.file]: variant.content };
  return withFiles(files, (written) => {
    const { environment, findings } = load(written);
    const errors = findings
      .filter(({ severity }) => severity === "error")
      .map((finding) => formatFinding(finding).replace(`${written}/`, ""));
    if (environment === undefined || errors.length > 0 || folder === undefined)
      return { variant, errors, emitted: undefined };
    environmentApp(environment, folder).synth();
    return { variant, errors, emitted: { folder, stacks: readEmittedStacks(folder) } };
  });
}

const files = Object.keys(FULL_ENVIRONMENT);
/** What has to be written, where it stands first. */
const wanted = [...SITES.values()].filter(({ field }) => !field.optional);
const variants = [...files.flatMap(oneByOne), ...wanted.flatMap(withoutContent), ...files.flatMap(allAtOnce)];
let fates: Fate[];
beforeAll(() => {
  fates = variants.map((variant, index) => {
    try {
      return fateOf(variant, path.join(temporary, `variant${index}`));
    } catch (error) {
      throw new Error(`${variant.name} is neither taken nor refused`, { cause: error });
    }
  });
});

test("every optional field of the language is left out in some variant, and every field emptied that can be", () => {
  const tried = new Set(variants.map(({ name }) => name));
  const optional = FILE_KINDS.flatMap((kind) => fieldsOf(kind)).filter((field) => field.optional);
  expect(optional.length).toBeGreaterThan(50);
  expect(optional.filter(({ id }) => !tried.has(`${id} absent`)).map(({ id }) => id)).toEqual([]);
  const canBeEmpty = FILE_KINDS.flatMap((kind) => fieldsOf(kind)).filter(
    (field) => field.kind !== "name" && emptied(field, {}) !== undefined,
  );
  expect(canBeEmpty.filter(({ id }) => !tried.has(`${id} empty`)).map(({ id }) => id)).toEqual([]);
});

test("what is refused is refused with a place in its file and what to write", () => {
  const refused = fates.filter(({ errors }) => errors.length > 0);
  expect(refused.length).toBeGreaterThan(10);
  for (const { variant, errors } of refused) {
    for (const error of errors)
      expect({ variant: variant.name, error }).toMatchObject({
        error: expect.stringMatching(/^\S+:\d+:\d+: error: [^]+; [^]+ \[[\w-]+\]$/) as string,
      });
  }
});

/** Fields that cannot be left out of the full environment, because of what else it says, and the rule that says so. */
const WANTED_BY_OTHERS: Readonly<Record<string, string>> = {
  "functions.tables": "unknown-table-or-topic",
  "functions.topics": "unknown-table-or-topic",
  "tenant.connection": "missing-value",
  "tenant.connections": "missing-value",
  "tenant.destinations.*.connection": "connection-not-named",
  "tenant.destinations.*.events.*.httpParameters": "path-parameter-count",
  "tenant.destinations.*.events.*.httpParameters.pathParameterValues": "path-parameter-count",
  "tenant.destinations.*.events.*.input(transformer).paths": "placeholder-undefined",
};

test("what may be left out may be, unless something else in the file wants it", () => {
  const refused = fates.flatMap(({ variant, errors }) =>
    variant.name.endsWith(" absent")
      ? errors.map((error) => [variant.name.replace(/ absent$/, ""), /\[([\w-]+)\]$/.exec(error)?.[1] ?? ""] as const)
      : [],
  );
  expect(Object.fromEntries(refused)).toEqual(WANTED_BY_OTHERS);
});

/** Stacks as the provider is to see them: each content once, whatever variant it comes from. */
function distinct(emitted: readonly Emitted[]): Emitted[] {
  const seen = new Set<string>();
  return emitted.flatMap(({ folder, stacks }) => {
    const fresh = stacks.filter(({ name }) => {
      const digest = createHash("sha256")
        .update(readFileSync(path.join(stackFolder({ folder, stacks }, name), "cdk.tf.json")))
        .digest("hex");
      if (seen.has(digest)) return false;
      seen.add(digest);
      return true;
    });
    return fresh.length === 0 ? [] : [{ folder, stacks: fresh }];
  });
}

/** Which forms of these fields a variant writes, each with each within its file. */
function pairsOf({ file, content }: Variant): string[] {
  const forms = (field: string) => {
    const ids = sitesIn(kindOfFile(file), content).map(({ field: { id } }) => id);
    return [...new Set(ids.flatMap((id) => new RegExp(`\\.${field}\\((\\w+)\\)$`).exec(id)?.[1] ?? []))];
  };
  return forms("authorization").flatMap((type) => forms("input").map((input) => `${type} with ${input}`));
}

test.each(Object.values(EXTREMES))("each kind of authorization, input and target is emitted %s", (extreme) => {
  const emitted = fates.filter(({ variant, emitted: stacks }) => stacks && variant.name.endsWith(` ${extreme}`));
  expect(emitted.map(({ variant }) => variant.file).sort()).toEqual(files.toSorted());
  const pairs = ["BASIC", "OAUTH_CLIENT_CREDENTIALS", "API_KEY"].flatMap((type) =>
    ["event", "path", "constant", "transformer"].map((input) => `${type} with ${input}`),
  );
  expect(new Set(emitted.flatMap(({ variant }) => pairsOf(variant)))).toEqual(new Set(pairs));
  if (extreme !== EXTREMES.targets && extreme !== EXTREMES.full) return;
  const written = emitted.flatMap(({ variant }) => sitesIn(kindOfFile(variant.file), variant.content));
  const ids = written.flatMap(({ field, value }) => (value === undefined ? [] : [field.id]));
  expect(TARGETS.filter((target) => !ids.includes(target))).toEqual([]);
});

/** A complaint with the variant that it is about, whose folder stands before the stack's name. */
function inWords(complaint: string): string {
  const number = /^variant(\d+)_/.exec(complaint)?.[1] ?? "";
  return `${variants[Number(number)]?.name ?? "?"}: ${complaint}`;
}

test("what is taken passes the real provider, all of it in one run", async () => {
  const emitted = distinct(fates.flatMap((fate) => fate.emitted ?? []));
  const stacks = emitted.reduce((sum, each) => sum + each.stacks.length, 0);
  expect(stacks).toBeGreaterThan(100);
  const start = performance.now();
  const complaints = await complaintsAbout(emitted, path.join(temporary, "merged"));
  const seconds = (performance.now() - start) / 1000;
  process.stderr.write(`validated ${stacks} stacks of ${variants.length} variants in ${seconds.toFixed(1)} s\n`);
  expect(complaints.map(inWords)).toEqual([]);
});

test("an empty block of parameters, planted in one variant, is found and named with it", async () => {
  const oauth = fates.filter(({ variant }) => variant.name.startsWith("tenants/oauth.yaml")).at(-1)?.emitted;
  if (oauth === undefined) throw new Error("Nothing is emitted of the tenant with OAuth");
  const file = path.join(stackFolder(oauth, "tenant-oauth"), "cdk.tf.json");
  const at = ["resource", "aws_cloudwatch_event_connection", "connection", "auth_parameters", "oauth"];
  const sound: unknown = JSON.parse(readFileSync(file, "utf8"));
  expect(valueAt(sound, [...at, "oauth_http_parameters"])).toBeDefined();
  writeFileSync(file, json(replaced(sound, [...at, "oauth_http_parameters"], {})));
  const sent = fates.flatMap(({ emitted }) => emitted ?? []).slice(0, 1);
  const complaints = await complaintsAbout([...sent, oauth], path.join(temporary, "planted"));
  const planted =
    /^tenants\/oauth\.yaml in full: variant\d+_tenant-oauth: Missing required argument: .*oauth_http_parameters/;
  expect(complaints.length).toBeGreaterThan(0);
  expect(complaints.map(inWords).filter((complaint) => !planted.test(complaint))).toEqual([]);
});
