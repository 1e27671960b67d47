/** How one file goes over another: the only rule there is, for `extends` and for `preset`. */

type Mapping = Readonly<Record<string, unknown>>;

/**
 * What two values say together.
 *
 * - Mappings merge, key by key; keys of the lower one come first.
 * - Lists and scalars replace.
 * - `null` removes what the lower one has, and is itself where that has nothing.
 * - Mappings whose `type` is another word replace: what belongs to one type means nothing to another.
 */
export function merged(lower: unknown, upper: unknown): unknown {
  if (!isMapping(lower) || !isMapping(upper) || isOfAnotherType(lower, upper)) return upper;
  const kept = Object.entries(lower).flatMap(([key, value]) => {
    if (!Object.hasOwn(upper, key)) return [[key, value] as const];
    return upper[key] === null ? [] : [[key, merged(value, upper[key])] as const];
  });
  const added = Object.entries(upper).filter(([key]) => !Object.hasOwn(lower, key));
  return Object.fromEntries([...kept, ...added]);
}

/** Whether a value is a mapping of YAML. */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether both mappings have a `type`, and not the same. */
export function isOfAnotherType({ type: lower }: Mapping, { type: upper }: Mapping): boolean {
  return typeof lower === "string" && typeof upper === "string" && lower !== upper;
}
