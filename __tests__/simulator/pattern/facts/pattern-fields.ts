/** One field of a pattern: its conditions, and how it stands to `$or`. */
export interface Field {
  /** The names on the way, as they are written: one of them may hold dots. */
  readonly path: readonly string[];
  readonly conditions: readonly unknown[];
  /** How many `$or` the field stands in. */
  readonly branches: number;
  /** How many names lie before the outermost `$or`. */
  readonly orDepth: number;
}

/** The fields of a pattern that is JSON. Of equal names only the last is there, as everywhere behind JSON.parse. */
export function readFields(pattern: string): readonly Field[] {
  // event-ruler does not look at text behind the closing brace.
  const end = pattern.lastIndexOf("}") + 1;
  return fieldsIn(JSON.parse(pattern.slice(0, end)), { path: [], branches: 0, orDepth: 0 });
}

/** All conditions of all fields. */
export function conditionsOf(fields: readonly Field[]): readonly unknown[] {
  return fields.flatMap(({ conditions }) => conditions);
}

function fieldsIn(object: unknown, place: Omit<Field, "conditions">): readonly Field[] {
  if (typeof object !== "object" || object === null) return [];
  return Object.entries(object).flatMap(([name, value]: [string, unknown]) => {
    if (name === "$or" && Array.isArray(value)) {
      const inside = { ...place, branches: place.branches + 1, orDepth: place.orDepth || place.path.length };
      return value.flatMap((branch: unknown) => fieldsIn(branch, inside));
    }
    const path = [...place.path, name];
    return Array.isArray(value) ? [{ ...place, path, conditions: value }] : fieldsIn(value, { ...place, path });
  });
}
