/** Two environments, and what tenants of the one would change in the other. */
import { realpathSync } from "node:fs";
import path from "node:path";
import { findEnvironment, loadEnvironment, type Environment, type Finding } from "../../catalogue";
import { namesIn } from "../../catalogue/files/file-names";
import { shownPath } from "../../catalogue/files/findings";
import { quote } from "../../catalogue/wording";
import { withDrafts } from "../drafted-files";
import { OnboardingError } from "../failure";
import { promotionOf, type Promotion } from "./promotion";

/** As people name the two: a folder of `environments/`, or a path. */
export interface NamedEnvironments {
  readonly from: string;
  readonly to: string;
}

/** What a promotion would change. */
export interface Comparison {
  /** The folders of the two environments. */
  readonly folders: NamedEnvironments;
  readonly promotions: readonly Promotion[];
  /** Tenants that only the other environment has; none where a single tenant is compared. */
  readonly onlyThere: readonly string[];
  /** Of the other environment with the new files; errors among them where these cannot be written. */
  readonly findings: readonly Finding[];
  /** The environment that is taken from. */
  readonly from: Environment;
  /** The other one as it is; undefined where it has errors. */
  readonly before: Environment | undefined;
  /** The same with the new files; undefined where it would have errors. */
  readonly after: Environment | undefined;
}

/** Errors of the environments' files as they are, so that nothing can be compared. */
interface Unsound {
  readonly unsound: readonly Finding[];
  /** Whose they are. */
  readonly of: keyof NamedEnvironments;
}

/**
 * Compares one tenant, or all of the first environment.
 *
 * @throws OnboardingError where an environment or the tenant is not there, or a file is a link
 */
export function compareEnvironments(tenant: string | undefined, named: NamedEnvironments): Comparison | Unsound {
  const folders = foldersOf(named);
  const from = loadEnvironment(folders.from);
  if (from.environment === undefined) return { unsound: from.findings, of: "from" };
  const there = idsIn(folders.to);
  const here = idsIn(folders.from);
  if (tenant !== undefined && !here.includes(tenant) && there.includes(tenant)) {
    const wrong = `only ${named.to} has the tenant ${quote(tenant)}`;
    throw new OnboardingError(`${wrong}; there is nothing to take from ${named.from}`);
  }
  const results = (tenant === undefined ? here : [tenant]).map((id) => promotionOf(id, folders));
  for (const side of ["from", "to"] as const) {
    const unsound = results.flatMap((result) => ("findings" in result && result.of === side ? result.findings : []));
    if (unsound.length > 0) return { unsound, of: side };
  }
  const promotions = results.flatMap((result) => ("promotion" in result ? [result.promotion] : []));
  const drafts = changedBy(promotions).map(({ file, after }) => ({ file, content: after }));
  const after = withDrafts(folders.to, drafts);
  return {
    folders,
    promotions,
    onlyThere: tenant === undefined ? there.filter((id) => !here.includes(id)) : [],
    findings: after.findings,
    from: from.environment,
    before: loadEnvironment(folders.to).environment,
    after: after.environment,
  };
}

/** The promotions that write something. */
export function changedBy(promotions: readonly Promotion[]): (Promotion & { readonly after: string })[] {
  return promotions.flatMap((promotion) => {
    const { before, after } = promotion;
    return after === undefined || after === before ? [] : [{ ...promotion, after }];
  });
}

function foldersOf({ from, to }: NamedEnvironments): NamedEnvironments {
  const folders = { from: folderOf("--from", from), to: folderOf("--to", to) };
  if (realpathSync(folders.from) === realpathSync(folders.to)) {
    throw new OnboardingError(`--from and --to are both ${shownPath(folders.from)}; write two environments`);
  }
  return folders;
}

function folderOf(option: string, env: string): string {
  const { folder, findings } = findEnvironment(env);
  if (folder !== undefined) return folder;
  throw new OnboardingError(`${option}: ${findings.map(({ message }) => message).join("; ")}`);
}

function idsIn(folder: string): string[] {
  const listed = namesIn(path.join(folder, "tenants"));
  const names = "names" in listed ? listed.names : [];
  return names.filter((name) => name.endsWith(".yaml")).map((name) => path.parse(name).name);
}
