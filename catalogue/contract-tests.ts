/** `tests/<tenant>/<name>.yaml`: the contract tests of an environment, read and checked. They are not deployed. */
import path from "node:path";
import { contractTestFindings } from "./checks/contract-tests";
import { EventTypes } from "./event-schemas/event-types";
import { readEventSchemas } from "./event-schemas/read-event-schemas";
import { isDirectory, misnamedFile, namesIn } from "./files/file-names";
import { finding, folderItself, shownPath, sortFindings, startOf, type Finding } from "./files/findings";
import { readYamlFile } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import { ID_PATTERN } from "./language/fields";
import { testSchema, type TestScript } from "./language/script-schema";
import type { Environment, Tenant } from "./model";
import { insteadOf, quote } from "./wording";

/** Their folder in that of an environment. */
export const TESTS_FOLDER = "tests";

/** A contract test as it is written. */
export interface ContractTest {
  readonly tenant: string;
  /** Path of the file. */
  readonly path: string;
  /** As findings show it. */
  readonly shown: string;
  /** Undefined where a finding is an error. */
  readonly script: TestScript | undefined;
  readonly findings: readonly Finding[];
}

/** What {@link readContractTests} gives. */
export interface ContractTests {
  /** In order of tenants and files. */
  readonly tests: readonly ContractTest[];
  /** What is wrong beside the tests: files and folders that are none. */
  readonly findings: readonly Finding[];
}

/** Every finding, sorted as those of an environment. */
export function findingsOfTests({ tests, findings }: ContractTests): Finding[] {
  return sortFindings([...findings, ...tests.flatMap((test) => test.findings)]);
}

/**
 * Reads the tests of an environment. Whatever is wrong with them becomes a finding.
 *
 * @param folder of the environment
 * @param environment that the tests are about
 */
export function readContractTests(folder: string, environment: Environment): ContractTests {
  const root = path.join(folder, TESTS_FOLDER);
  const listed = namesIn(root);
  if ("finding" in listed) return { tests: [], findings: [listed.finding] };
  // What is wrong with the schemas is found with the environment.
  const eventTypes = new EventTypes(readEventSchemas(folder).types, undefined);
  const tests: ContractTest[] = [];
  const findings: Finding[] = [];
  for (const name of listed.names) {
    const tenant = environment.tenants.find(({ id }) => id === name);
    if (tenant === undefined) findings.push(noTenant(path.join(root, name), name, environment));
    else {
      const read = testsOfTenant(path.join(root, name), tenant, { folder, environment, eventTypes });
      tests.push(...read.tests);
      findings.push(...read.findings);
    }
  }
  return { tests, findings };
}

function noTenant(entry: string, name: string, { tenants }: Environment): Finding {
  const ids = tenants.map(({ id }) => id);
  if (!isDirectory(entry)) {
    const message = `${quote(name)} in ${TESTS_FOLDER}/ is not read; move it to ${TESTS_FOLDER}/<tenant>/`;
    return finding("file-not-read", startOf(entry), message);
  }
  const instead = insteadOf(name, ids, "the id of a tenant");
  const message = `no tenant is called ${quote(name)}; name the folder ${instead}, or remove it`;
  return finding("test-of-no-tenant", folderItself(entry), message);
}

interface Context {
  readonly folder: string;
  readonly eventTypes: EventTypes;
  readonly environment: Environment;
}

function testsOfTenant(folder: string, tenant: Tenant, context: Context): ContractTests {
  const listed = namesIn(folder);
  if ("finding" in listed) return { tests: [], findings: [listed.finding] };
  const kind = { folder: `${TESTS_FOLDER}/${tenant.id}`, idPattern: ID_PATTERN, idExample: "order-placed" };
  const tests: ContractTest[] = [];
  const findings: Finding[] = [];
  for (const name of listed.names) {
    const file = path.join(folder, name);
    const misnamed = misnamedFile(file, name, kind);
    if (misnamed !== undefined) findings.push(misnamed);
    if (/\.ya?ml$/.test(name)) tests.push(readTest(file, tenant, context));
  }
  return { tests, findings };
}

function readTest(file: string, tenant: Tenant, context: Context): ContractTest {
  const named = { tenant: tenant.id, path: file, shown: shownPath(file) };
  const read = readYamlFile(file);
  const shaped = "findings" in read ? read : shape(read.file, testSchema);
  if ("findings" in shaped || "findings" in read) {
    return { ...named, script: undefined, findings: "findings" in shaped ? shaped.findings : [] };
  }
  const findings = [...contractTestFindings({ file: read.file, script: shaped.value, tenant, ...context })];
  const broken = findings.some(({ severity }) => severity === "error");
  return { ...named, script: broken ? undefined : shaped.value, findings };
}
