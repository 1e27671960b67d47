/** From the ways to authorize that a document offers to a connection, and to what its secret holds. */
import { authorizationHeader, type Authorization, type HttpParameters } from "../../connection/authorization";
import { all } from "../../catalogue/wording";
import { camelCase } from "./detail-names";
import { OpenApiError } from "./failure";
import type { Operation } from "./operation";
import type { SecretParameter } from "./parameters";
import type { OpenApiDocument } from "./read-openapi";
import { meansOf, type Means } from "./security-schemes";

/** How a request is authorized. */
export interface Access {
  readonly authorization: Authorization;
  /** Credentials beyond the one that the authorization carries. */
  readonly secrets: readonly SecretParameter[];
  /** What the keys of the authorization itself hold. */
  readonly secretKeys: Readonly<Record<string, string>>;
  /** The document says nothing of authorization: a credential in the body, if there is one, is all. */
  readonly isKeyInBody: boolean;
  readonly notes: readonly string[];
}

/** EventBridge knows no connection without authorization: this header is sent and ignored. */
const UNUSED_HEADER = "X-Eventbridge-Unused";

const UNUSED: Access = {
  authorization: { type: "API_KEY", apiKeyName: UNUSED_HEADER },
  secrets: [],
  secretKeys: { apiKey: "unused" },
  isKeyInBody: false,
  notes: [],
};

type Possible = Exclude<Means, { kind: "impossible" }>;

/** One way to authorize: all of its schemes together. */
interface Way {
  readonly names: readonly string[];
  readonly means: readonly Means[];
}

/**
 * The first way to authorize that EventBridge can do, before those that need a token from somewhere else.
 *
 * @throws OpenApiError when it can do none.
 */
export function accessTo(document: OpenApiDocument, operation: Operation, baseUrl: string): Access {
  const ways = operation.security.map((requirement): Way => {
    const names = Object.keys(requirement);
    return { names, means: names.map((name) => meansOf(document, name, requirement[name] ?? [], baseUrl)) };
  });
  const real = ways.filter(({ names }) => names.length > 0);
  if (real.length === 0) {
    return {
      ...UNUSED,
      isKeyInBody: true,
      notes: [
        `the document says nothing of authorization, so the header ${UNUSED_HEADER} is sent and ignored; if the product wants a credential, write the header that carries it as apiKeyName`,
      ],
    };
  }
  const read = real.map((way) => ({ way, access: accessBy(way) }));
  const possible = read.flatMap(({ way, access }) => (typeof access === "string" ? [] : [{ way, access }]));
  const chosen = possible.find(({ way }) => !way.means.some(({ kind }) => kind === "tokenByHand")) ?? possible[0];
  if (chosen === undefined) {
    if (real.length < ways.length) {
      return {
        ...UNUSED,
        notes: ["the operation is called without authorization, since EventBridge can do none of its ways"],
      };
    }
    const reasons = read.flatMap(({ way, access }) =>
      typeof access === "string" ? [`${all(way.names)}: ${access}`] : [],
    );
    const instead = "write a function that consumes the event and calls the product";
    throw new OpenApiError(`EventBridge cannot authorize ${operation.id} (${reasons.join("; ")}); ${instead}`);
  }
  const others = real.filter((way) => way !== chosen.way).map(({ names }) => all(names));
  if (others.length === 0) return chosen.access;
  const note = `of several ways to authorize this is ${all(chosen.way.names)}; the document also has ${others.join(", or ")}`;
  return { ...chosen.access, notes: [note, ...chosen.access.notes] };
}

/** What carries the authorization, or why nothing can. */
function accessBy({ names, means }: Way): Access | string {
  const impossible = means.find((each) => each.kind === "impossible");
  if (impossible?.kind === "impossible") return impossible.reason;
  const possible = means.filter((each): each is Possible => each.kind !== "impossible");
  const inAuthorization = possible.filter(({ kind }) => kind !== "header" && kind !== "query");
  if (inAuthorization.length > 1) return `EventBridge does one of ${all(names)}, and the product wants them together`;
  const main = inAuthorization[0] ?? possible.find(({ kind }) => kind === "header");
  const own = main === undefined ? UNUSED : authorizationBy(main);
  const filled = authorizationHeader(own.authorization).toLowerCase();
  const others = possible.filter((each) => each !== main);
  const secrets = others.flatMap((each): SecretParameter[] => {
    if (each.kind === "header") return [{ in: "header", name: each.name }];
    return each.kind === "query" ? [{ in: "queryString", name: each.name }] : [];
  });
  if (secrets.some((each) => each.in === "header" && each.name.toLowerCase() === filled)) {
    return `EventBridge does one of ${all(names)}, and both are in the header ${authorizationHeader(own.authorization)}`;
  }
  const unused =
    main === undefined
      ? [`the key travels in the query string, so the header ${UNUSED_HEADER} is sent and ignored`]
      : [];
  const notes = [...own.notes, ...unused, ...others.flatMap(notesOf)];
  return { ...own, secrets, notes };
}

function notesOf(means: Possible): readonly string[] {
  return "notes" in means ? means.notes : [];
}

function authorizationBy(means: Possible): Access {
  const notes = notesOf(means);
  switch (means.kind) {
    case "basic": {
      const secretKeys = { username: "<user name>", password: "<password>" };
      return { ...UNUSED, authorization: { type: "BASIC" }, secretKeys, notes };
    }
    case "bearer":
    case "tokenByHand": {
      const secretKeys = { apiKey: "Bearer <token>" };
      return { ...UNUSED, authorization: { type: "API_KEY", apiKeyName: "Authorization" }, secretKeys, notes };
    }
    case "header": {
      const secretKeys = { apiKey: `<the whole value of the header ${means.name}>` };
      return { ...UNUSED, authorization: { type: "API_KEY", apiKeyName: means.name }, secretKeys, notes };
    }
    case "query":
      return UNUSED;
    case "clientCredentials": {
      const { tokenUrl, scopes } = means;
      const grant: Record<string, string> = { grant_type: "client_credentials" };
      const oauthHttpParameters = {
        header: { "Content-Type": "application/x-www-form-urlencoded" },
        body: scopes.length === 0 ? grant : { ...grant, scope: scopes.join(" ") },
      };
      return {
        ...UNUSED,
        authorization: {
          type: "OAUTH_CLIENT_CREDENTIALS",
          authorizationEndpoint: tokenUrl,
          httpMethod: "POST",
          oauthHttpParameters,
        },
        secretKeys: { clientId: "<client ID>", clientSecret: "<client secret>" },
        notes,
      };
    }
  }
}

/** What a connection adds to every request, and what the keys hold that it names. */
export interface ConnectionSecrets {
  readonly invocationHttpParameters: HttpParameters | undefined;
  readonly secretKeys: Readonly<Record<string, string>>;
}

const IN_WORDS = { header: "the header", queryString: "the query parameter", body: "the body's field" } as const;

/** Gives each credential a key of the secret. */
export function connectionSecrets(
  secrets: readonly SecretParameter[],
  taken: Readonly<Record<string, string>>,
): ConnectionSecrets {
  const keys = new Map<string, string>();
  const written: Record<SecretParameter["in"], Map<string, { secretKey: string }>> = {
    header: new Map(),
    queryString: new Map(),
    body: new Map(),
  };
  for (const { in: place, name } of secrets) {
    const secretKey = keyFor(name, (key) => Object.hasOwn(taken, key) || keys.has(key));
    keys.set(secretKey, `<value of ${IN_WORDS[place]} ${name}>`);
    written[place].set(name, { secretKey });
  }
  if (keys.size === 0) return { invocationHttpParameters: undefined, secretKeys: {} };
  return {
    invocationHttpParameters: {
      ...(written.header.size === 0 ? {} : { header: Object.fromEntries(written.header) }),
      ...(written.queryString.size === 0 ? {} : { queryString: Object.fromEntries(written.queryString) }),
      ...(written.body.size === 0 ? {} : { body: Object.fromEntries(written.body) }),
    },
    secretKeys: Object.fromEntries(keys),
  };
}

/** Letters and digits that begin with a letter, at most 64. */
function keyFor(name: string, isTaken: (key: string) => boolean): string {
  const plain = camelCase([name]).slice(0, 50);
  const key = /^[a-z]/i.test(plain) ? plain : `key${plain}`;
  const candidates = [key, `product${key.charAt(0).toUpperCase()}${key.slice(1)}`];
  const numbered = Array.from({ length: 200 }, (_, index) => `${key}${index + 2}`);
  return [...candidates, ...numbered].find((each) => !isTaken(each)) ?? key;
}
