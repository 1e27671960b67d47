/** The files of a new tenant. */
import path from "node:path";
import type { DraftedFile } from "./drafted-files";
import { tenantYaml, type TenantDraft } from "./tenant-draft";

/**
 * What a new tenant consists of.
 *
 * @param folder the environment's.
 * @param event the sample event to write; undefined where it is a file already.
 */
export function tenantFiles(
  draft: TenantDraft,
  folder: string,
  event: { readonly file: string; readonly account: string | undefined } | undefined,
): readonly DraftedFile[] {
  const sample =
    event === undefined
      ? []
      : [
          {
            file: event.file,
            content: `${JSON.stringify({ ...(event.account === undefined ? {} : { account: event.account }), ...draft.sample }, undefined, 2)}\n`,
          },
        ];
  return [{ file: path.join(folder, "tenants", `${draft.id}.yaml`), content: tenantYaml(draft, folder) }, ...sample];
}
