/** Names of the fields of an event's detail, one for each value that a request takes from the event. */

/** Says little without what it is of: `id` of `parent` is `parentId`. */
const GENERAL = new Set(["id", "type", "name", "value", "key", "code", "text", "url", "data", "content", "title"]);

/** Paths have 256 characters at most, and `$.detail.` takes some. */
const MOST_CHARACTERS = 100;

/** Gives each value a name of its own. */
export class DetailNames {
  readonly #taken = new Set<string>();

  /**
   * @param path the value's name, and in front of it those that it stands within
   */
  claim(path: readonly string[]): string {
    const least = path.length > 1 && GENERAL.has(camelCase(path.slice(-1))) ? 2 : 1;
    const candidates = path.map((_, index) => camelCase(path.slice(-(index + 1)))).slice(least - 1);
    const longest = candidates.at(-1) ?? "value";
    const numbered = Array.from(this.#taken, (_, index) => `${longest}${index + 2}`);
    const name = [...candidates, ...numbered].find((each) => !this.#taken.has(each)) ?? `${longest}1`;
    this.#taken.add(name);
    return name;
  }
}

/** Words of a name, in lower case. */
export function wordsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g) ?? [];
  return words.map((word) => word.toLowerCase());
}

/** `["item", "X-Request-ID"]` -> `itemRequestId`: letters and digits, which a path of EventBridge may hold. */
export function camelCase(path: readonly string[]): string {
  const words = path.flatMap((name) => {
    const own = wordsOf(name);
    return own.length > 1 && own[0] === "x" ? own.slice(1) : own;
  });
  const joined = words
    .map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join("");
  return joined === "" ? "value" : joined.slice(0, MOST_CHARACTERS);
}
