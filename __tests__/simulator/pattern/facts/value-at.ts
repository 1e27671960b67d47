/** What an event holds at a path. */
export interface ValueAt {
  /** `text`, `a list`, `nothing` and so on. */
  readonly type: string;
  /** How many lists lie on the way to it. */
  readonly lists: number;
}

/** Looks up a path in an event's JSON text; a dot in a name and a dot between names are one. */
export function valueAt(event: string, path: readonly string[]): ValueAt {
  const lists = countLists(JSON.parse(event), path.join("."));
  const found = lookUp(JSON.parse(event), path.join("."));
  return { type: lists > 0 ? "something within a list" : typeOf(found), lists };
}

function lookUp(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) {
    if (name === path) return inner;
    const found = path.startsWith(`${name}.`) ? lookUp(inner, path.slice(name.length + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The most lists that have to be gone through on the way to the last name. */
function countLists(value: unknown, path: string): number {
  if (typeof value !== "object" || value === null) return 0;
  if (Array.isArray(value)) {
    const inside = value.filter((element) => typeof element === "object" && element !== null);
    return inside.length === 0 ? 0 : 1 + Math.max(...inside.map((element) => countLists(element, path)));
  }
  const counts = (Object.entries(value) as [string, unknown][]).map(([name, inner]) =>
    path.startsWith(`${name}.`) ? countLists(inner, path.slice(name.length + 1)) : 0,
  );
  return Math.max(0, ...counts);
}

function typeOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (typeof value === "string") return value === "" ? "an empty text" : "a text";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : listType(value);
  if (typeof value === "object") return Object.keys(value).length === 0 ? "an empty object" : "an object";
  return `a ${typeof value}`;
}

function listType(list: readonly unknown[]): string {
  return list.some((element) => typeof element === "object" && element !== null)
    ? "a list of lists or objects"
    : "a list";
}
