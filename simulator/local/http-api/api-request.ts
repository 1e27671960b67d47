import { createHash, randomUUID } from "node:crypto";
import type http from "node:http";
import type { HttpApi, HttpStage } from "../../topology";

/** A request as API Gateway hands it on. */
export interface ApiRequest {
  readonly method: string;
  /** Without the stage; not decoded. */
  readonly path: string;
  readonly queryString: string;
  readonly protocol: string;
  /** Names in lower case; several values of one joined by a comma. Without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Headers that concern the connection and not the request. */
const OF_CONNECTION: ReadonlySet<string> = new Set(["connection", "keep-alive", "transfer-encoding", "cookie"]);

/** Reads a request whose body has arrived. */
export function apiRequest(request: http.IncomingMessage, url: string, body: Buffer, at: number): ApiRequest {
  const [path, queryString] = splitOnce(url, "?");
  const sourceIp = request.socket.remoteAddress ?? "127.0.0.1";
  const given = Object.entries(request.headersDistinct)
    .filter(([name]) => !OF_CONNECTION.has(name))
    .map(([name, values = []]) => [name, values.join(",")] as const);
  return {
    method: request.method ?? "",
    path,
    queryString,
    protocol: `HTTP/${request.httpVersion}`,
    headers: {
      ...Object.fromEntries(given),
      "x-forwarded-for": sourceIp,
      "x-forwarded-port": String(request.socket.localPort ?? ""),
      "x-forwarded-proto": "http",
    },
    cookies: (request.headers.cookie ?? "").split("; ").filter(Boolean),
    body,
    sourceIp,
    requestId: randomUUID().replaceAll("-", "").slice(0, 15),
    at,
  };
}

/** The stage that a URL means, and the URL without it. A stage other than `$default` is the first part of the path. */
export function stageOf(
  { stages }: HttpApi,
  url: string,
): { readonly stage: HttpStage; readonly url: string } | undefined {
  const first = /^\/(?<name>[^/?]+)/.exec(url)?.groups?.["name"];
  const named = stages.find(({ name }) => name === first);
  if (named !== undefined) {
    const rest = url.slice(1 + named.name.length);
    return { stage: named, url: rest.startsWith("/") ? rest : `/${rest}` };
  }
  const stage = stages.find(({ name }) => name === "$default");
  return stage === undefined ? undefined : { stage, url };
}

/** AWS makes up ten letters and digits for an API; these are made of its place in the Terraform, so they stay the same. */
export function localApiId({ stack, address }: HttpApi): string {
  const digest = createHash("sha256").update(`${stack}/${address}`).digest("hex");
  return BigInt(`0x${digest}`).toString(36).slice(0, 10);
}

/** `12/Mar/2020:19:03:58 +0000` */
export function requestTime(at: number): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(at).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
