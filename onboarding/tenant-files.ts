/** The files of a new tenant. */
import path from "node:path";
import { isWithin } from "../catalogue/files/file-names";
import type { DraftedFile } from "./drafted-files";
import { tenantYaml, type TenantDraft } from "./tenant-draft";

/** The event that a new tenant is tried with. */
export interface TriedEvent {
  /** Its path; in the environment's folder. */
  readonly file: string;
  readonly content: string;
  /** Whether it is a file already. */
  readonly isThere: boolean;
}

/**
 * What the new tenant is tried with: a sample of the environment as it is, the text of another file, or an event made up.
 *
 * @param folder the environment's.
 * @param given a file that holds the event; undefined where it is made up.
 * @param account that puts the event which is made up.
 */
export function triedEvent(
  { id, event, sample }: TenantDraft,
  folder: string,
  given: { readonly file: string; readonly content: string } | undefined,
  account: string | undefined,
): TriedEvent {
  const added = path.join(folder, "events", `${id}-${event}.json`);
  if (given === undefined) {
    const made = { ...(account === undefined ? {} : { account }), ...sample };
    return { file: added, content: `${JSON.stringify(made, undefined, 2)}\n`, isThere: false };
  }
  const isThere = isWithin(path.resolve(given.file), folder);
  return { file: isThere ? given.file : added, content: given.content, isThere };
}

/**
 * The tenant's file, and its event where that is new.
 *
 * @param folder the environment's.
 */
export function tenantFiles(draft: TenantDraft, folder: string, event: TriedEvent): readonly DraftedFile[] {
  const tenant = { file: path.join(folder, "tenants", `${draft.id}.yaml`), content: tenantYaml(draft, folder) };
  return event.isThere ? [tenant] : [tenant, { file: event.file, content: event.content }];
}
