import { eventBusArn } from "../aws/arn";
import type { FunctionFile, FunctionsFile, Hub } from "./model";
import { hubNames, tableNames } from "./names";

/** What the environment of a function is made of, besides the hub. */
export interface FunctionEnvironmentParts {
  /** The name of the functions file. */
  readonly file: string;
  readonly topics: FunctionsFile["topics"];
  readonly environment: FunctionFile["environment"];
  /** Absent where no route says so. */
  readonly maximumRequestBytes?: number | undefined;
}

/** The environment variables of a function, with the names and the ARN that its file leaves to be filled in. */
export function functionEnvironment(
  hub: Hub,
  { file, topics, environment, maximumRequestBytes }: FunctionEnvironmentParts,
): Readonly<Record<string, string>> {
  const values = Object.entries(environment).map(([name, value]): [string, string] => {
    if (typeof value === "string") return [name, value];
    if ("table" in value) return [name, tableNames(hub, file, value.table).table];
    if ("topic" in value) return [name, topics[value.topic]?.prefix ?? ""];
    return [name, eventBusArn(hub, hubNames(hub).bus)];
  });
  return {
    ...Object.fromEntries(values),
    ...(maximumRequestBytes === undefined ? {} : { MAXIMUM_REQUEST_BYTES: String(maximumRequestBytes) }),
  };
}
