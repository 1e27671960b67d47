/** From OpenAPI documents to the parts of a tenant's file. */
export { OpenApiError } from "./failure";
export { operationSummaries } from "./operation";
export { parseOpenApi, readOpenApi, type OpenApiDocument } from "./read-openapi";
export { tenantParts, type TenantParts } from "./tenant-parts";
