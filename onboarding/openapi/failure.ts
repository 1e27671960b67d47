/** An OpenAPI document, or one of its operations, that no tenant can be made of; the message says why and what to write. */
export class OpenApiError extends Error {}
