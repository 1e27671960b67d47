/** What follows a tenant from one environment to another, and what its file there has to say for that. */
import { isMapping, isOfAnotherType, merged } from "../../catalogue/files/merge";
import { isSame } from "./same";

type Mapping = Readonly<Record<string, unknown>>;

/**
 * Of a destination that both environments have, what follows the tenant beside the events. Its endpoint, rate and
 * connection are the environment's own, as everything is that stands outside of `destinations`.
 */
const FOLLOWS = ["description", "httpMethod"] as const;

/** Of an event that both have, what stays as the other environment has it. */
const STAYS: readonly string[] = ["expectedPeakPerSecond", "expectedPerDay"];

/** Of a destination, what the other environment takes over only where it has nothing itself. */
const AT_FIRST = ["invocationEndpoint", "invocationRateLimitPerSecond"] as const;

/** Of two tenants, the one that is taken from and the one that is changed. */
interface Sides {
  readonly theirs: unknown;
  readonly ours: unknown;
  /** Ours as it was at first; undefined where the tenant is new. */
  readonly known: unknown;
}

/**
 * What our file says itself once it has every destination and event of theirs, in the words of their own file: a preset
 * says what it has to say only of those that are there.
 *
 * @param theirs together with what it stands on
 * @param theirOwn what the file says itself
 */
export function started({ theirs, ours }: Sides, theirOwn: unknown, own: Mapping): Mapping {
  let grown = own;
  for (const [id, destination] of entriesOf(theirs, "destinations")) {
    const known = at(ours, ["destinations", id]);
    if (known === undefined) {
      grown = withValue(grown, ["destinations", id], at(theirOwn, ["destinations", id]) ?? destination, theirs);
      continue;
    }
    for (const [event, value] of entriesOf(destination, "events")) {
      const path = ["destinations", id, "events", event];
      if (at(ours, path) === undefined) grown = withValue(grown, path, at(theirOwn, path) ?? value, theirs);
    }
  }
  return grown;
}

/** What only ours has, and keeps: `destinations.orders`, `destinations.orders.events.placed`. */
export function keptIn({ theirs, known }: Omit<Sides, "ours">): string[] {
  return entriesOf(known, "destinations").flatMap(([id, destination]) => {
    const path = ["destinations", id];
    if (at(theirs, path) === undefined) return [path.join(".")];
    const events = entriesOf(destination, "events").map(([event]) => [...path, "events", event]);
    return events.filter((event) => at(theirs, event) === undefined).map((event) => event.join("."));
  });
}

/** What ours has to say under `destinations`, together with what it stands on. */
function wantedDestinations({ theirs, ours, known }: Sides): Mapping {
  const hasOneOperation = at(theirs, ["preset"]) === at(ours, ["preset"]);
  const followed = entriesOf(theirs, "destinations").map(([id, source]) => {
    const target = at(ours, ["destinations", id]);
    const mine = isMapping(target) ? target : {};
    const from = isMapping(source) ? source : {};
    // An operation of another preset means nothing here, and what comes of it stands in the other fields.
    const following = [...(hasOneOperation ? ["operation"] : []), ...FOLLOWS];
    return [
      id,
      {
        state: stateOf(id, mine, known),
        ...inOrderOf(from, mine),
        ...Object.fromEntries(following.map((field) => [field, from[field]])),
        ...Object.fromEntries(AT_FIRST.map((field) => [field, mine[field] ?? from[field]])),
        events: wantedEvents(from["events"], mine["events"]),
      },
    ] as const;
  });
  return { ...Object.fromEntries(followed), ...without(at(ours, ["destinations"]), Object.fromEntries(followed)) };
}

function wantedEvents(theirs: unknown, ours: unknown): Mapping {
  const followed = Object.entries(isMapping(theirs) ? theirs : {}).map(([id, event]) => {
    if (!isMapping(event)) return [id, event] as const;
    const mine = at(ours, [id]);
    const kept = STAYS.map((field) => [field, at(mine, [field])] as const);
    return [id, { ...event, ...Object.fromEntries(kept) }] as const;
  });
  return { ...Object.fromEntries(followed), ...without(ours, Object.fromEntries(followed)) };
}

/** Nobody has looked at a destination that is new: it sends nothing. One of a new tenant stands as that does. */
function stateOf(id: string, mine: Mapping, known: unknown): unknown {
  if (known === undefined) return undefined;
  return at(known, ["destinations", id]) === undefined ? "draft" : mine["state"];
}

/** Ours, with its keys in the order of theirs. */
function inOrderOf(theirs: Mapping, ours: Mapping): Mapping {
  const keys = [...Object.keys(theirs), ...Object.keys(ours)];
  return Object.fromEntries(keys.filter((key) => key !== "state").map((key) => [key, ours[key]]));
}

function without(value: unknown, known: Mapping): Mapping {
  return Object.fromEntries(
    Object.entries(isMapping(value) ? value : {}).filter(([key]) => !Object.hasOwn(known, key)),
  );
}

/**
 * What our file has to say itself, over what it stands on.
 *
 * @param parts of ours: what the file says, and what it stands on
 */
export function wantedOwn(sides: Sides, { own, lower }: { readonly own: Mapping; readonly lower: unknown }): Mapping {
  const wanted = wantedDestinations(sides);
  const said = over(wanted, own["destinations"], at(lower, ["destinations"]), 0);
  return said === own["destinations"] ? own : { ...own, destinations: said };
}

/**
 * The upper value with which two layers say what is wanted: as little as has to differ from the upper value that is there.
 *
 * @param depth how many keys lie between it and `destinations`
 */
function over(wanted: unknown, upper: unknown, lower: unknown, depth: number): unknown {
  if (isSame(upper === undefined ? lower : merged(lower, upper), wanted)) return upper;
  if (wanted === undefined) return lower === undefined ? undefined : null;
  if (isSame(lower, wanted) && !NAMED.includes(depth)) return undefined;
  if (!isMapping(wanted)) return wanted;
  const below = isMapping(lower) && !isOfAnotherType(lower, wanted) ? lower : {};
  const above = isMapping(upper) && !isOfAnotherType(upper, wanted) ? upper : {};
  const keys = new Set([...Object.keys(wanted), ...Object.keys(above), ...Object.keys(below)]);
  const said = [...keys].flatMap((key) => {
    // What was taken away already stays so: a preset tells it by a key without a value.
    const isAway = wanted[key] === undefined && above[key] === null && Object.hasOwn(below, key);
    const inner = isAway ? null : over(wanted[key], above[key], below[key], depth + 1);
    return inner === undefined ? [] : [[key, inner] as const];
  });
  return Object.fromEntries(said);
}

/** How deep the ids of destinations and events are: a preset says something of them only where they are written. */
const NAMED: readonly number[] = [1, 3];

/** What a value holds at a path; undefined where it holds nothing, or null. */
function at(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (!isMapping(inner) || !Object.hasOwn(inner, key)) return undefined;
    inner = inner[key];
  }
  return inner ?? undefined;
}

/** Key and value of each part of a mapping within another. */
function entriesOf(value: unknown, key: string): [string, unknown][] {
  const inner = at(value, [key]);
  return isMapping(inner) ? Object.entries(inner) : [];
}

/** A whole with a value at a path. A new key comes behind those that stand before it in `order`. */
function withValue(whole: Mapping, [key = "", ...rest]: readonly string[], value: unknown, order: unknown): Mapping {
  const inner = whole[key];
  const below = isMapping(order) ? order : {};
  const said = rest.length === 0 ? value : withValue(isMapping(inner) ? inner : {}, rest, value, below[key]);
  if (Object.hasOwn(whole, key)) return { ...whole, [key]: said };
  const above = Object.keys(below).slice(0, Object.keys(below).indexOf(key));
  const keys = Object.keys(whole);
  const place = keys.findLastIndex((one) => above.includes(one)) + 1 || keys.length;
  return Object.fromEntries([
    ...Object.entries(whole).slice(0, place),
    [key, said],
    ...Object.entries(whole).slice(place),
  ]);
}
