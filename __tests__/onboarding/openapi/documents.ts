/** Small OpenAPI documents for tests. */
import { parseOpenApi, tenantParts, type OpenApiDocument, type TenantParts } from "../../../onboarding/openapi";

/** What a test says of its document; the rest is the same everywhere. */
export interface Sketch {
  readonly operation?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly path?: string;
  readonly method?: string;
  readonly servers?: unknown;
  readonly security?: unknown;
  readonly schemes?: Readonly<Record<string, unknown>>;
  readonly schemas?: Readonly<Record<string, unknown>>;
}

/** A document of one operation, `send`. */
export function documentOf(sketch: Sketch): OpenApiDocument {
  const { operation = {}, body, path = "/orders", method = "post", schemes = {}, schemas = {} } = sketch;
  const json = {
    openapi: "3.0.3",
    info: { title: "Orders", version: "1" },
    servers: sketch.servers ?? [{ url: "https://api.shop.example/v1" }],
    ...(sketch.security === undefined ? {} : { security: sketch.security }),
    paths: {
      [path]: {
        [method]: {
          operationId: "send",
          ...(body === undefined ? {} : { requestBody: { content: { "application/json": { schema: body } } } }),
          ...operation,
        },
      },
    },
    components: { securitySchemes: schemes, schemas },
  };
  return parseOpenApi(JSON.stringify(json), "shop.json");
}

/** The parts that its operation makes. */
export function partsOf(sketch: Sketch, baseUrl?: string): TenantParts {
  return tenantParts(documentOf(sketch), "send", { baseUrl });
}

/** The template of the body. */
export function templateOf(parts: TenantParts): string {
  const { input } = parts.event;
  return input.type === "transformer" ? input.template : `no template but ${JSON.stringify(input)}`;
}

/** An object with properties that are texts, or what is said of them. */
export function object(properties: Readonly<Record<string, unknown>>, required = Object.keys(properties)): unknown {
  return { type: "object", properties, required };
}
