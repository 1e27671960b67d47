/** One tenant's file together with all that it stands on, before defaults are filled in. */
import path from "node:path";
import { isMapping } from "./files/merge";
import { namesIn } from "./files/file-names";
import type { Finding } from "./files/findings";
import { readerOfYaml, readYamlFile } from "./files/read-yaml";
import type { YamlFile } from "./files/yaml-file";
import { withLayers } from "./layers";
import { all, nearest, quote } from "./wording";

/** The merged file, why it cannot be merged, or that there is no such tenant. */
export type MergedTenant =
  | { readonly file: YamlFile }
  | { readonly findings: readonly Finding[] }
  /** A sentence for whoever named the tenant. */
  | { readonly unknown: string };

/**
 * What a tenant's file says together with what it extends and its preset.
 *
 * @param folder the environment's.
 * @param tenant the id of the tenant.
 * @param draft the text of its file, where it is not written yet.
 */
export function mergedTenant(folder: string, tenant: string, draft?: string): MergedTenant {
  const tenants = path.join(folder, "tenants");
  const listed = namesIn(tenants);
  if ("finding" in listed) return { findings: [listed.finding] };
  const ids = listed.names.filter((name) => name.endsWith(".yaml")).map((name) => path.parse(name).name);
  if (!ids.includes(tenant) && draft === undefined) {
    const meant = nearest(tenant, ids);
    const known = ids.length === 0 ? "the environment has none" : `there are ${all(ids)}`;
    return {
      unknown: `no tenant is called ${quote(tenant)}; ${meant === undefined ? known : `write ${meant} (${known})`}`,
    };
  }
  const location = path.join(tenants, `${tenant}.yaml`);
  const read = readYamlFile(location, draft);
  const layered =
    "file" in read
      ? withLayers(read.file, {
          location,
          root: path.dirname(path.resolve(folder)),
          hasPreset: true,
          readBase: readerOfYaml(),
        })
      : read;
  if ("file" in layered && !isMapping(layered.file.value)) {
    return { findings: [layered.file.finding("wrong-value", [], "found no mapping; write one of a tenant's fields")] };
  }
  return layered;
}
