/** What makes a tenant of one environment the same in another: what is sent, and not to whom or as whom. */
import { isUtf8 } from "node:buffer";
import { lstatSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import { isWithin } from "../../catalogue/files/file-names";
import { writeText } from "../../catalogue/files/write-text";
import { shownPath, type Finding } from "../../catalogue/files/findings";
import { makeFolder } from "../../catalogue/files/make-folder";
import { partsOf } from "../../catalogue/files/layered-file";
import { isMapping } from "../../catalogue/files/merge";
import { mergedTenant, type MergedTenant } from "../../catalogue/merged-tenant";
import { OnboardingError } from "../failure";
import { PLAIN } from "./notation";
import { newTenantText } from "./new-tenant";
import { foreignValues, type ForeignValue } from "./own-values";
import { spliced, type ByHand } from "./splice";
import { keptIn, started, wantedOwn } from "./wanted";
import { YamlText } from "./yaml-text";

/** One tenant on its way. */
export interface Promotion {
  readonly tenant: string;
  /** The file in the other environment. */
  readonly file: string;
  /** Its text now, without a byte order mark; undefined where there is none. */
  readonly before: string | undefined;
  /** Its text afterwards; the same as before where nothing is to change, or somebody has to write it. */
  readonly after: string | undefined;
  /** What somebody has to write, because it cannot be put into the text. */
  readonly byHand: readonly ByHand[];
  /** What only the other environment has, and keeps: `destinations.orders`, `destinations.orders.events.placed`. */
  readonly kept: readonly string[];
  /** What came along and is each environment's own. */
  readonly foreign: readonly ForeignValue[];
}

/** A promotion, or why the files cannot be compared. */
export type PromotionResult =
  | { readonly promotion: Promotion }
  /** `of` says whose files the findings are about. */
  | { readonly findings: readonly Finding[]; readonly of: keyof Folders };

/** Where files are. */
interface Folders {
  /** Of the environment that is taken from. */
  readonly from: string;
  /** Of the one that is written to. */
  readonly to: string;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * What the promotion of a tenant changes in the other environment's file. Lines that say something else stay as they are.
 *
 * - A tenant that the other environment does not have comes whole, as a draft: its credentials are not there yet.
 * - A destination that it does not have comes whole, as a draft: its endpoint is the first environment's. So does an event,
 *   as it is sent where the destination sends.
 * - Of a destination that it has, method, operation, description and events become those of the first; endpoint, rate and
 *   connection stay, and of an event what is expected of its traffic.
 * - What only the other environment has stays, and is named.
 *
 * What files extend and their presets count on both sides: a file gets only what it does not stand on already.
 *
 * @throws OnboardingError where there is no such tenant, or its file is a link
 */
export function promotionOf(tenant: string, { from, to }: Folders): PromotionResult {
  const source = path.join(from, "tenants", `${tenant}.yaml`);
  const file = path.join(to, "tenants", `${tenant}.yaml`);
  const theirs = mergedTenant(from, tenant);
  if ("unknown" in theirs) throw new OnboardingError(theirs.unknown);
  if ("findings" in theirs) return { findings: theirs.findings, of: "from" };
  const before = textOf(file, to)?.replace(BYTE_ORDER_MARK, "");
  const origin = {
    text: new YamlText(utf8Of(source).replace(BYTE_ORDER_MARK, "")),
    value: ownOf(theirs.file),
  };
  const first = before ?? newTenantText(origin.text.text, origin.value, { from: source, to: file });
  const read = (text: string) => mergedTenant(to, tenant, text);
  const initial = read(first);
  if (!("file" in initial)) return { findings: findingsOf(initial), of: "to" };
  const known = before === undefined ? undefined : initial.file.value;
  const grown = started(
    { theirs: theirs.file.value, ours: initial.file.value, known },
    origin.value,
    ownOf(initial.file),
  );
  const wanted = settled(grown, { theirs: theirs.file.value, known }, read);
  if (wanted === undefined) {
    const wrong = `${shownPath(file)} cannot say what ${shownPath(source)} says, because of what it extends`;
    throw new OnboardingError(`${wrong}; write the tenant's destinations into it`);
  }
  // What is new comes in the words of its file before some of it changes.
  const withNew = spliced(first, grown, origin);
  const result = spliced("text" in withNew ? withNew.text : first, wanted, origin);
  if ("byHand" in result) {
    return { promotion: { tenant, file, before, after: before, byHand: result.byHand, kept: [], foreign: [] } };
  }
  const ours = read(result.text);
  if (!("file" in ours)) return { findings: findingsOf(ours), of: "to" };
  const kept = keptIn({ theirs: theirs.file.value, known });
  const foreign = foreignValues(before === undefined ? undefined : ownOf(initial.file), ownOf(ours.file));
  return { promotion: { tenant, file, before, after: result.text, byHand: [], kept, foreign } };
}

/**
 * What our file has to say itself in the end; undefined where it cannot say it, because a null in a constant is a value to
 * the first and takes away what ours stands on. A preset has more to say once a destination is there, and then there is less
 * for the file to say.
 *
 * @param read our file with a text, together with what it stands on
 */
function settled(
  grown: Mapping,
  { theirs, known }: { readonly theirs: unknown; readonly known: unknown },
  read: (text: string) => MergedTenant,
): Mapping | undefined {
  let own = grown;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ours = read(stringify(own, PLAIN));
    // What is wrong with it is found in the text that people get.
    if (!("file" in ours)) return own;
    const next = wantedOwn({ theirs, ours: ours.file.value, known }, { own, lower: partsOf(ours.file).lower });
    if (next === own) return own;
    own = next;
  }
  return undefined;
}

function findingsOf(merged: MergedTenant): readonly Finding[] {
  return "findings" in merged ? merged.findings : [];
}

/** A preset answers each round; more than two are for what nobody thought of. */
const MOST_ROUNDS = 5;

const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Writes a promotion's text, over that which it was made for and no other.
 *
 * @throws OnboardingError where the file is another by now
 */
export function writePromotion({ file, before, after }: Promotion, folder: string): void {
  if (after === undefined || after === before) return;
  const now = textOf(file, folder);
  if (now?.replace(BYTE_ORDER_MARK, "") !== before) {
    throw new OnboardingError(`${shownPath(file)} was changed meanwhile, and is not written over; do it again`);
  }
  makeFolder(path.dirname(file));
  const mark = BYTE_ORDER_MARK.exec(now ?? "")?.[0] ?? "";
  if (now === undefined) {
    writeText(file, after, { flag: "wx" });
    return;
  }
  // Renamed when it is whole: a disk that is full leaves the file as it was, and a link made meanwhile is not followed.
  const beside = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}`);
  try {
    writeText(beside, mark + after, { flag: "wx", mode: statSync(file).mode });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}

function ownOf(file: Parameters<typeof partsOf>[0]): Mapping {
  const { own } = partsOf(file);
  return isMapping(own) ? own : {};
}

/** The text of a file in an environment; undefined where there is none. */
function textOf(file: string, folder: string): string | undefined {
  const status = lstatSync(file, { throwIfNoEntry: false });
  if (status?.isSymbolicLink() === true || !isWithin(file, folder)) {
    throw new OnboardingError(
      `${shownPath(file)} leads out of ${shownPath(folder)} by a link, and is not written to; make it a file of its own`,
    );
  }
  return status === undefined ? undefined : utf8Of(file);
}

/** The text of a file. What is no UTF-8 would be written back as something else. */
function utf8Of(file: string): string {
  const bytes = readFileSync(file);
  if (isUtf8(bytes)) return bytes.toString("utf8");
  throw new OnboardingError(`${shownPath(file)} is not UTF-8 text; save the file as UTF-8`);
}
