import type { Finding } from "../files/findings";
import type { FunctionsFile, Hub, IngressFile } from "../model";
import { functionsNames, ingressNames } from "../names";
import type { Entry, SoundFiles } from "../sound-files";
import { longest } from "./name-lengths";

/** Names of functions, tables and APIs, as those of tenants in name-lengths.ts. */
export function* applicationNameLengths({ hub, functions, ingress }: SoundFiles): Iterable<Finding> {
  if (!hub) return;
  for (const entry of functions) yield* functionsNameLengths(hub.value, entry);
  for (const entry of ingress) yield* ingressNameLengths(hub.value, entry);
}

function* functionsNameLengths(hub: Hub, { id, value, file }: Entry<FunctionsFile>): Iterable<Finding> {
  const names = functionsNames(hub, id);
  for (const table of Object.keys(value.tables)) {
    yield* longest(file, ["tables", table], "a shorter id or file name", [
      { thing: "table", name: names.table(table) },
    ]);
  }
  for (const [functionId, { consumes, schedule }] of Object.entries(value.functions)) {
    yield* longest(file, ["functions", functionId], "a shorter id or file name", [
      { thing: "Lambda function", name: names.function(functionId) },
      { thing: "IAM role", name: schedule === undefined ? names.role(functionId) : names.scheduleRole(functionId) },
      { thing: "queue", name: names.deadLetterQueue(functionId) },
    ]);
    for (const consumer of Object.keys(consumes)) {
      yield* longest(file, ["functions", functionId, "consumes", consumer], "shorter ids or a shorter file name", [
        { thing: "rule", name: names.rule(functionId, consumer) },
      ]);
    }
  }
}

function* ingressNameLengths(hub: Hub, { id, value, file }: Entry<IngressFile>): Iterable<Finding> {
  const names = ingressNames(hub, id);
  yield* longest(file, [], "a shorter file name", [
    { thing: "HTTP API", name: names.api },
    { thing: "alarm", name: names.alarm },
  ]);
  for (const [route, { integration }] of Object.entries(value.routes)) {
    yield* longest(file, ["routes", route], "a shorter id or file name", [
      integration.type === "event"
        ? { thing: "IAM role", name: names.role(route) }
        : { thing: "statement of the function's policy", name: names.statement(route) },
    ]);
  }
}
