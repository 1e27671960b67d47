/** The address of an operation: the server's, then the path. */
import { httpsEndpoint } from "../../catalogue/language/endpoint-field";
import { quote } from "../../catalogue/wording";
import { OpenApiError } from "./failure";
import type { Operation } from "./operation";
import { shortList } from "./payload";
import type { Server } from "./read-openapi";

/** An https address without a slash at its end, and what its reader should know. */
export interface BaseUrl {
  readonly url: string;
  readonly notes: readonly string[];
}

const SET = "--set baseUrl=https://...";

/**
 * Where the paths of an operation begin.
 *
 * @param given what the user says it is
 * @throws OpenApiError when neither user nor document name an https address.
 */
export function baseUrlOf({ id, servers }: Operation, given: string | undefined): BaseUrl {
  if (given !== undefined) {
    if (!/^https:\/\/[^/{}]/.test(given)) {
      throw new OpenApiError(`the base URL ${quote(given)} is no https address; write ${SET}`);
    }
    return { url: given.replace(/\/+$/, ""), notes: [] };
  }
  const [first] = servers;
  if (first === undefined) throw new OpenApiError(`the document names no server for ${id}; write ${SET}`);
  const server = servers.find(({ url }) => url.startsWith("https://")) ?? first;
  const { url, notes } = filled(server, id);
  if (!/^https?:\/\//i.test(url)) {
    const wrong = `the document's server ${quote(url)} is no whole address, but relative to where the document was`;
    throw new OpenApiError(`${wrong}; write ${SET} with the address of the product's API`);
  }
  if (!url.startsWith("https://")) {
    throw new OpenApiError(`the server ${quote(url)} is not https, and EventBridge calls https only; write ${SET}`);
  }
  const others = servers.filter((each) => each !== server).map((each) => each.url);
  const several = others.length === 0 ? [] : [`the first of several servers is taken; others are ${shortList(others)}`];
  return { url: url.replace(/\/+$/, ""), notes: [...several, ...notes] };
}

function filled({ url, variables = {} }: Server, id: string): BaseUrl {
  const notes: string[] = [];
  const whole = url.replace(/\{([^{}]+)\}/g, (placeholder, name: string) => {
    const { default: value, enum: choices = [] } = variables[name] ?? {};
    if (value === undefined || value === "") {
      throw new OpenApiError(`the server of ${id} does not say what ${placeholder} is; write ${SET}`);
    }
    const others = choices.map(String).filter((choice) => choice !== value);
    const instead = others.length === 0 ? "" : ` (others are ${shortList(others)})`;
    notes.push(`${placeholder} of the server is ${quote(value)}, its default${instead}; write ${SET} for another`);
    return value;
  });
  return { url: whole, notes };
}

/**
 * The endpoint of an operation.
 *
 * @param parameters what stands for each `{name}` of the path: `*`, or text
 * @throws OpenApiError when EventBridge takes no such address.
 */
export function endpointOf(baseUrl: string, { id, path }: Operation, parameters: ReadonlyMap<string, string>): string {
  const parts = path.split(/(\{[^{}]+\})/).map((part) => {
    const [, name] = /^\{([^{}]+)\}$/.exec(part) ?? [];
    if (name === undefined) return escaped(part);
    const value = parameters.get(name);
    if (value === undefined) {
      throw new OpenApiError(`the path of ${id} has ${part}, which is none of its parameters; mend the document`);
    }
    return value;
  });
  const endpoint = `${baseUrl}${parts.join("")}`;
  if (httpsEndpoint.safeParse(endpoint).success) return endpoint;
  const wrong = `the endpoint of ${id} would be ${quote(endpoint)}, which EventBridge does not take`;
  throw new OpenApiError(`${wrong}; write ${SET}, without user, password or fragment`);
}

/** A `*` would be filled from the event. */
function escaped(text: string): string {
  return text.replace(/[^-()_.!~';/?:@&=+$,A-Za-z0-9%]/gu, (character) => encodeCharacter(character));
}

function encodeCharacter(character: string): string {
  if (character === "*") return "%2A";
  return /\p{Cs}/u.test(character) ? "" : encodeURIComponent(character);
}
