import type { PolicyStatement } from "#simulator/policy";

/** Operators that let through what is equal to a value, or like it. */
const EQUAL = /^(?:(?:ForAllValues|ForAnyValue):)?String(?:Equals|Like|EqualsIgnoreCase)$/i;

/**
 * The values that a statement's conditions ask of a key.
 *
 * @param key in small letters
 * @returns also whether an operator is `ForAllValues`, which holds for a request without the key, too
 */
export function matchingValues(
  { condition }: PolicyStatement,
  key: string | RegExp,
  operators = EQUAL,
): { readonly values: readonly string[]; readonly isForAll: boolean } {
  const isMeant = (name: string) => (typeof key === "string" ? name === key : key.test(name));
  const found = Object.entries(condition)
    .filter(([operator]) => operators.test(operator))
    .flatMap(([operator, named]) =>
      Object.entries(named)
        .filter(([name]) => isMeant(name.toLowerCase()))
        .map(([, values]) => ({ operator, values })),
    );
  return {
    values: found.flatMap(({ values }) => values),
    isForAll: found.length > 0 && found.every(({ operator }) => /^ForAllValues:/i.test(operator)),
  };
}
