/** What `hub schema infer` tells. */
import path from "node:path";
import { shownPath } from "../../catalogue/files/findings";
import { count } from "../../catalogue/wording";
import type { SchemaDraft } from "../../onboarding";
import { wrapped } from "./terminal";

/** A schema that was made of events. */
export interface InferredSchema {
  readonly draft: SchemaDraft;
  /** How the events differ from the schema that is there; undefined where there was none. */
  readonly differences: readonly string[] | undefined;
}

/** For people. */
export function inferredInWords(
  schemas: readonly InferredSchema[],
  { dryRun, env }: { readonly dryRun: boolean; readonly env: string },
): string {
  const lines = schemas.flatMap((schema) => [...oneInWords(schema, dryRun), ""]);
  const isNew = schemas.some(({ differences }) => differences === undefined);
  if (dryRun || !isNew) return lines.slice(0, -1).join("\n");
  const next = `Look at them: what is missing in the events is missing there. Then: ./hub check${env === "dev" ? "" : ` --env ${env}`}`;
  return [...lines, ...wrapped(next, "")].join("\n");
}

function oneInWords({ draft: { file, events, content }, differences }: InferredSchema, dryRun: boolean): string[] {
  const made = `${shownPath(file)} (from ${count(events.length, "event")})`;
  if (differences === undefined) {
    if (!dryRun) return wrapped(`Wrote ${made}`, "");
    return [
      ...wrapped(`Would write ${made}:`, ""),
      ...content
        .trimEnd()
        .split("\n")
        .map((line) => `  ${line}`),
    ];
  }
  if (differences.length === 0) return wrapped(`${made} is there, and the events have the same fields.`, "");
  return [
    ...wrapped(`${made} is there, and is not written over:`, ""),
    ...differences.flatMap((difference) => wrapped(difference, "  ")),
  ];
}

/** For scripts. */
export function inferredAsJson(folder: string, schemas: readonly InferredSchema[], dryRun: boolean) {
  return {
    written: !dryRun,
    schemas: schemas.map(({ draft: { source, detailType, file, events, content }, differences }) => ({
      source,
      detailType,
      file: path.relative(folder, file),
      events,
      isNew: differences === undefined,
      ...(differences === undefined ? { schema: JSON.parse(content) as unknown } : { differences }),
    })),
  };
}
