import type { LocalHub } from "#simulator/local";
import type { Topology } from "#simulator/topology";
import { withoutCodeInWords } from "./terraform-text";

/** What `hub local` says of HTTP APIs, functions, tables and schedules; empty where there are none. */
export function applicationText(hub: LocalHub, { functions, tables, schedules, rules }: Topology): string {
  const { url, apis } = hub;
  const routes = apis.flatMap((api) => [
    `HTTP API ${api.name}:`,
    ...api.routes.map((key) => `  ${key.replace(" ", ` ${api.url}`)}`),
  ]);
  const scheduled = [...rules.filter(({ trigger }) => trigger.kind === "schedule"), ...schedules];
  const lines = [
    ...routes,
    ...named("Functions, which run here guarded against mistakes, not against hostile code", functions),
    ...withoutCodeInWords(functions),
    ...named("Tables", tables),
    ...named("Schedules, which no clock runs here", scheduled),
    ...scheduled.slice(0, 1).map(({ name }) => `  fire one: ${post(url, "schedules", { name })}`),
    ...(functions.length === 0 ? [] : ["See messages to IoT topics:", `  curl ${url}/_hub/publishes`]),
    ...(apis.length === 0
      ? []
      : ["See access logs, or get a token for a JWT authorizer:", `  curl ${url}/_hub/access-log`]),
    ...(apis.length === 0 ? [] : [`  ${post(url, "tokens", { issuer: "https://...", audience: "..." })}`]),
  ];
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

function named(what: string, resources: readonly { readonly name: string }[]): string[] {
  return resources.length === 0 ? [] : [`${what}:`, ...resources.map(({ name }) => `  ${name}`)];
}

function post(url: string, path: string, body: object): string {
  return `curl ${url}/_hub/${path} -H 'Content-Type: application/json' \\\n    -d '${JSON.stringify(body)}'`;
}
