const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g;
const DAY = 86_400_000;

/**
 * Puts names in place of what differs from run to run, so that a script shows the same each time: `<id-1>`, `<id-2>` for
 * ids in the order in which they appear, `<now>` for a time of this run, `<now+2d>` for one so many days from it.
 */
export class Placeholders {
  readonly #ids = new Map<string, string>();
  #made = 0;
  readonly #start: number;

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {
    this.#start = now();
  }

  /** Ids that are shown otherwise: an event's own id, where it has one, for the one that the hub gave it. */
  show(ids: ReadonlyMap<string, string>): void {
    for (const [id, as] of ids) this.#ids.set(id.toLowerCase(), as);
  }

  /** The text with placeholders. */
  text(text: string): string {
    return text
      .replace(UUID, (id) => this.#id(id.toLowerCase()))
      .replace(TIME, (time) => this.#time(Date.parse(time)) ?? time);
  }

  /** The same for every text in a value of JSON; keys stay. */
  json<T>(value: T): T {
    return JSON.parse(this.text(JSON.stringify(value))) as T;
  }

  #id(id: string): string {
    const known = this.#ids.get(id);
    if (known !== undefined) return known;
    this.#made += 1;
    this.#ids.set(id, `<id-${this.#made}>`);
    return `<id-${this.#made}>`;
  }

  /** Undefined for a time that is not of this run. */
  #time(at: number): string | undefined {
    const days = Math.round((at - this.#start) / DAY);
    const offset = at - this.#start - days * DAY;
    // Events carry whole seconds, cut off.
    if (Math.abs(days) > 30 || offset < -1_000 || offset > this.now() - this.#start) return undefined;
    return days === 0 ? "<now>" : `<now${days > 0 ? "+" : ""}${days}d>`;
  }
}

/** Every id in a text that {@link Placeholders} would put a name for. */
export function idsIn(text: string): readonly string[] {
  return text.match(UUID) ?? [];
}

/** Text without what differs from run to run: what things can be sorted by. */
export function withoutIds(text: string): string {
  return text.replace(UUID, "").replace(TIME, "");
}
