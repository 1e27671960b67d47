/**
 * What writes files: of an environment, of a repository that holds one, of a tenant, also
 * taken from another environment. It asks and prints nothing.
 */
export { existing, withDrafts, writeDrafts, type DraftedFile, type WrittenFile } from "./drafted-files";
export {
  assumed,
  faultIn,
  NEEDED,
  type AnswerName,
  type EnvironmentAnswers,
  type GivenAnswers,
} from "./environment-answers";
export { environmentFiles, TO_DECIDE } from "./environment-files";
export { OnboardingError } from "./failure";
export { fittedParameters, fittedPaths } from "./fitted-paths";
export { OpenApiError, operationSummaries, readOpenApi, tenantParts } from "./openapi";
export { idOf } from "./id-of";
export { packageOrigin, repositoryFiles, type PackageOrigin } from "./repository-files";
export {
  changedBy,
  compareEnvironments,
  promotionOf,
  writePromotion,
  type Comparison,
  type NamedEnvironments,
  type Promotion,
} from "./promotion";
export { schemaDifferences } from "./schemas/schema-differences";
export { schemaDrafts, type ExampleEvent, type SchemaDraft } from "./schemas/schema-drafts";
export type { SampleEvent } from "./sample-event";
export type { TenantDraft } from "./tenant-draft";
export { tenantFiles, triedEvent, type TriedEvent } from "./tenant-files";
