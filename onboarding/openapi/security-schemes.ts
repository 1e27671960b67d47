/** Security schemes of a document, and what EventBridge can do of each. */
import { z } from "zod";
import { isRemovedHeader } from "#simulator/request";
import { httpsEndpoint } from "../../catalogue/language/endpoint-field";
import { headerName } from "../../catalogue/language/fields";
import { quote } from "../../catalogue/wording";
import { read, type OpenApiDocument } from "./read-openapi";
import { resolve } from "./references";

const flowSchema = z.looseObject({
  tokenUrl: z.string().optional(),
  scopes: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

const description = z.string().optional().catch(undefined);

const schemeSchema = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("apiKey"),
    name: z.string(),
    in: z.enum(["header", "query", "cookie"]),
    description,
  }),
  z.looseObject({ type: z.literal("http"), scheme: z.string(), description }),
  z.looseObject({ type: z.literal("oauth2"), flows: z.record(z.string(), z.unknown()), description }),
  z.looseObject({ type: z.literal("openIdConnect"), openIdConnectUrl: z.string(), description }),
  z.looseObject({ type: z.literal("mutualTLS"), description }),
]);

type Scheme = z.infer<typeof schemeSchema>;

/** What EventBridge does for a scheme. */
export type Means =
  | { readonly kind: "basic" }
  | { readonly kind: "bearer"; readonly notes: readonly string[] }
  | { readonly kind: "header"; readonly name: string; readonly notes: readonly string[] }
  | { readonly kind: "query"; readonly name: string; readonly notes: readonly string[] }
  | {
      readonly kind: "clientCredentials";
      readonly tokenUrl: string;
      readonly scopes: readonly string[];
      readonly notes: readonly string[];
    }
  /** A token that somebody gets by other means, and that goes out as it is. */
  | { readonly kind: "tokenByHand"; readonly notes: readonly string[] }
  | { readonly kind: "impossible"; readonly reason: string };

/**
 * What EventBridge can do of a scheme.
 *
 * @param name in the document's `securitySchemes`
 * @param scopes that the operation needs
 * @param baseUrl to which a token endpoint may be relative
 */
export function meansOf(document: OpenApiDocument, name: string, scopes: readonly string[], baseUrl: string): Means {
  const written = new Map(Object.entries(document.root.components?.securitySchemes ?? {})).get(name);
  if (written === undefined) return { kind: "impossible", reason: `the document does not say what ${quote(name)} is` };
  const scheme = read(schemeSchema, resolve(document, written).value, `the security scheme ${quote(name)}`);
  switch (scheme.type) {
    case "apiKey":
      return apiKey(scheme);
    case "http":
      return http(scheme);
    case "oauth2":
      return oauth(scheme, name, scopes, baseUrl);
    case "openIdConnect": {
      const found = `OpenID Connect says at ${scheme.openIdConnectUrl} where its token endpoint is`;
      const instead =
        "if that takes client credentials, write OAUTH_CLIENT_CREDENTIALS with it as authorizationEndpoint";
      return {
        kind: "tokenByHand",
        notes: [`${found}; ${instead}, and otherwise use a token that does not expire as the API key`],
      };
    }
    case "mutualTLS":
      return { kind: "impossible", reason: "EventBridge shows no client certificate" };
  }
}

type Of<T extends Scheme["type"]> = Extract<Scheme, { type: T }>;

function apiKey({ name, in: place, description: text }: Of<"apiKey">): Means {
  if (place === "cookie")
    return { kind: "impossible", reason: "a cookie is of a session, which EventBridge has none of" };
  if (place === "query") return { kind: "query", name, notes: [] };
  if (!headerName.safeParse(name).success || isRemovedHeader(name)) {
    return { kind: "impossible", reason: `EventBridge does not send the header ${quote(name)}` };
  }
  return { kind: "header", name, notes: said(`the header ${name}`, text) };
}

function http({ scheme, description: text }: Of<"http">): Means {
  if (/^basic$/i.test(scheme)) return { kind: "basic" };
  if (/^bearer$/i.test(scheme)) return { kind: "bearer", notes: said("the token", text) };
  return { kind: "impossible", reason: `EventBridge does not know HTTP's ${scheme} authorization` };
}

function oauth(scheme: Of<"oauth2">, name: string, scopes: readonly string[], baseUrl: string): Means {
  const flows = new Map(Object.entries(scheme.flows));
  const where = `the security scheme ${quote(name)}`;
  const written = flows.get("clientCredentials");
  if (written !== undefined) {
    const flow = read(flowSchema, written, where);
    const tokenUrl = absolute(flow.tokenUrl ?? "", baseUrl);
    if (!httpsEndpoint.safeParse(tokenUrl).success || tokenUrl.includes("*")) {
      return { kind: "impossible", reason: `the token endpoint ${quote(tokenUrl)} is no https address` };
    }
    const known = Object.keys(flow.scopes ?? {});
    const open = scopes.length === 0 && known.length > 0;
    const note = `the operation names no scope; if the product wants one, write it as oauthHttpParameters.body.scope: ${known.slice(0, 3).join(", ")}${known.length > 3 ? " ..." : ""}`;
    return { kind: "clientCredentials", tokenUrl, scopes, notes: open ? [note] : [] };
  }
  const others = [...flows.keys()].join(" and ");
  const endpoint = [...flows.values()]
    .map((flow) => read(flowSchema, flow, where).tokenUrl)
    .find((url) => url !== undefined);
  const own = endpoint === undefined ? "" : ` (the document's is ${absolute(endpoint, baseUrl)})`;
  const wrong = `the document has OAuth with ${others} only, which needs a person at a browser`;
  const instead = `use a token that does not expire as the API key, or OAUTH_CLIENT_CREDENTIALS if the vendor's token endpoint${own} takes client credentials`;
  return { kind: "tokenByHand", notes: [`${wrong}; ${instead}`] };
}

function absolute(url: string, baseUrl: string): string {
  try {
    return new URL(url, baseUrl).href;
  } catch {
    return url;
  }
}

const SHOWN_CHARACTERS = 160;

/** What a document says of a credential often tells its form. */
function said(what: string, text: string | undefined): readonly string[] {
  const line = (text ?? "").replace(/\s+/g, " ").trim();
  if (line === "") return [];
  const shown = line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}...` : line;
  return [`the document says of ${what}: ${shown}`];
}
