/** How the sync function learns the names of its environment: by environment variables that the stack gives it. */
import type { Naming } from "./names";

const VARIABLES = {
  specPath: "SPEC_PATH",
  secretPrefix: "SECRET_PREFIX",
  connectionPrefix: "CONNECTION_PREFIX",
} as const satisfies Record<keyof Naming, string>;

/** The environment variables that tell the function a naming. */
export function variablesOf(naming: Naming): Readonly<Record<string, string>> {
  return {
    [VARIABLES.specPath]: naming.specPath,
    [VARIABLES.secretPrefix]: naming.secretPrefix,
    [VARIABLES.connectionPrefix]: naming.connectionPrefix,
  };
}

/**
 * The naming that environment variables tell.
 *
 * @throws Error that names a variable that is not set
 */
export function namingFrom(variables: Readonly<Record<string, string | undefined>>): Naming {
  const value = (name: string): string => {
    const text = variables[name];
    if (text === undefined || text === "") throw new Error(`The environment variable ${name} is not set`);
    return text;
  };
  return {
    specPath: value(VARIABLES.specPath),
    secretPrefix: value(VARIABLES.secretPrefix),
    connectionPrefix: value(VARIABLES.connectionPrefix),
  };
}
