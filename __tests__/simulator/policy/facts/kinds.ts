import type { PolicyCase } from "./fact";

interface Statement {
  readonly Effect?: string;
  readonly Condition?: Readonly<Record<string, object>>;
}

/**
 * The kinds of thing a case proves, each a short sentence. They are read off the case alone, so that a case of ours and
 * a recording can be laid side by side.
 */
export function kindsOf({ statements, call, decision }: PolicyCase): readonly string[] {
  const way =
    call.kind === "service" ? "a service" : call.viaRule === undefined ? "an identity" : "a rule that forwards";
  const end = `asked by ${way}: ${decision}`;
  if (statements === undefined) return [`no policy, ${end}`];
  return statements.flatMap(({ Effect = "", Condition }: Statement) =>
    Condition === undefined
      ? [`${Effect} without conditions, ${end}`]
      : Object.entries(Condition).flatMap(([operator, keys]) =>
          Object.keys(keys).map((key) => `${Effect} where ${operator} of ${key}, ${end}`),
        ),
  );
}
