/** From sound functions and ingress files to what stacks are built from. */
import path from "node:path";
import type { Consumer, Environment, FunctionDefinition, FunctionFile, Functions, Ingress, Route } from "./model";
import { rulePattern, type CompleteFiles } from "./resolve";
import { writtenRoutes, type SoundFiles } from "./sound-files";

/**
 * Functions and ingress: aliases become accounts, records become lists in the order they were written.
 *
 * @param handlers absolute path of the folder that holds a folder for each handler
 */
export function resolveApplications(
  files: CompleteFiles,
  handlers: string,
): Pick<Environment, "functions" | "ingress"> {
  const requestLimits = requestLimitsByFunction(files);
  return {
    functions: files.functions.map(({ id: name, value: { account, tables, functions, ...rest } }): Functions => ({
      ...rest,
      name,
      account: accountOf(files, account),
      tables: Object.entries(tables).map(([id, { indexes, ...table }]) => ({
        ...table,
        id,
        indexes: Object.entries(indexes).map(([indexName, index]) => ({ name: indexName, ...index })),
      })),
      functions: Object.entries(functions).map(([id, { handler, consumes, ...definition }]): FunctionDefinition => ({
        ...definition,
        id,
        entry: handlerEntry(handlers, handler),
        consumes: resolveConsumers(files, consumes),
        maximumRequestBytes: requestLimits.get(`${name}/${id}`),
      })),
    })),
    ingress: files.ingress.map(({ id: name, value: { account, routes, ...rest } }): Ingress => ({
      ...rest,
      name,
      account: accountOf(files, account),
      routes: Object.entries(routes).map(([id, { integration, ...route }]): Route => ({
        ...route,
        id,
        integration:
          integration.type === "event" ? integration : { type: "function", ...functionReference(integration.function) },
      })),
    })),
  };
}

/** The TypeScript file that a handler's folder must hold. */
export function handlerEntry(handlers: string, handler: string): string {
  return path.join(handlers, handler, "index.ts");
}

/** `user-signup/create-user` in its two parts. */
export function functionReference(reference: string): { readonly file: string; readonly id: string } {
  const [file = "", id = ""] = reference.split("/");
  return { file, id };
}

/** The twelve digits. A check has made sure that the alias is one. */
function accountOf({ hub, sources }: CompleteFiles, alias: string): string {
  return sources.find(({ id }) => alias !== "hub" && id === alias)?.value.account ?? hub.value.account;
}

function resolveConsumers({ publishers }: CompleteFiles, consumes: FunctionFile["consumes"]): Consumer[] {
  return Object.entries(consumes).map(([id, { eventPattern, ...consumer }]) => ({
    ...consumer,
    id,
    rulePattern: rulePattern(eventPattern, publishers),
  }));
}

/** `<file>/<id>` to the bytes that its routes allow; a check has made sure that they agree. */
export function requestLimitsByFunction(files: SoundFiles): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { route } of writtenRoutes(files)) {
    const { integration } = route;
    if (integration.type !== "function" || integration.maximumRequestBytes === undefined) continue;
    limits.set(integration.function, integration.maximumRequestBytes);
  }
  return limits;
}
