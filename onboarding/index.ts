/** What writes files of an environment: a tenant from a preset or from an OpenAPI document. It asks and prints nothing. */
export { fittedPaths } from "./fitted-paths";
export { existing, tenantFiles, withDrafts, writeDrafts, type DraftedFile } from "./tenant-files";
export type { SampleEvent } from "./sample-event";
export type { TenantDraft } from "./tenant-draft";
