/**
 * Policy documents as their statements, however they are written: a single statement or value may stand without a list
 * (docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html).
 */

/** A statement as it stands in its document. Not by a schema: what AWS adds to its language tomorrow must be seen, too. */
export type StatementJson = Readonly<Record<string, unknown>>;

/** The statements of a document's JSON text; undefined where the text is no policy document. Empty text has none. */
export function statementsIn(text: string): readonly StatementJson[] | undefined {
  if (text === "") return [];
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isJsonMap(document)) return undefined;
  const statements = listOf(document["Statement"]);
  return statements.every(isJsonMap) ? statements : undefined;
}

/** The Sid of a statement; undefined where it has none, or an empty one. */
export function sidOf({ Sid }: StatementJson): string | undefined {
  return typeof Sid === "string" && Sid !== "" ? Sid : undefined;
}

/** One value or several, as a list. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as unknown[]) : [value];
}

/** Whether something is a JSON object. */
export function isJsonMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** How the statements of two documents differ. */
export interface StatementPairs<Statement> {
  /** Only the first has them. */
  readonly gone: readonly Statement[];
  /** Only the second has them. */
  readonly come: readonly Statement[];
  /** Both have one of that Sid, and they say different things; in the order of the second. */
  readonly changed: readonly (readonly [before: Statement, after: Statement])[];
}

/**
 * Pairs the statements of two documents. The order of statements says nothing, and a Sid is unique in its document.
 *
 * @param textOf the same for statements that say the same
 */
export function pairStatements<Statement extends { readonly sid: string | undefined }>(
  before: readonly Statement[],
  after: readonly Statement[],
  textOf: (statement: Statement) => string,
): StatementPairs<Statement> {
  const [old, now] = [new Set(before.map(textOf)), new Set(after.map(textOf))];
  const gone = before.filter((one) => !now.has(textOf(one)));
  const come = after.filter((one) => !old.has(textOf(one)));
  const partnerOf = (one: Statement, among: readonly Statement[]) =>
    one.sid === undefined ? undefined : among.find(({ sid }) => sid === one.sid);
  return {
    gone: gone.filter((one) => partnerOf(one, come) === undefined),
    come: come.filter((one) => partnerOf(one, gone) === undefined),
    changed: come.flatMap((one) => {
      const previous = partnerOf(one, gone);
      return previous === undefined ? [] : [[previous, one] as const];
    }),
  };
}
