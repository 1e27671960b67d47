import { isDeepStrictEqual } from "node:util";
import type { Json } from "./values";

/** One thing as it was expected and as it was seen; a side that has none of it is absent. */
export interface Views {
  readonly expected?: Json;
  readonly seen?: Json;
}

/** Two lists in any order, and how a pair of theirs is shown. */
export interface Lists<E, S> {
  readonly expected: readonly E[];
  readonly seen: readonly S[];
  readonly view: (expected: E | undefined, seen: S | undefined) => Views;
  /** What speaks for a pair that differs, the strongest first. */
  readonly kin: readonly ((expected: E, seen: S) => boolean)[];
}

/**
 * Puts two lists side by side: each that was seen at the place of what was expected of it, first where nothing differs, then
 * where something speaks for it; what was not expected comes last.
 */
export function aligned<E, S>({ expected, seen, view, kin }: Lists<E, S>): Views {
  const left = [...seen];
  const partners = new Map<number, S>();
  const fits = [
    (one: E, other: S) => {
      const views = view(one, other);
      return isDeepStrictEqual(views.expected, views.seen);
    },
    ...kin,
  ];
  for (const fit of fits) {
    for (const [place, one] of expected.entries()) {
      const index = partners.has(place) ? -1 : left.findIndex((other) => fit(one, other));
      for (const partner of index < 0 ? [] : left.splice(index, 1)) partners.set(place, partner);
    }
  }
  const pairs = [
    ...expected.map((one, place) => view(one, partners.get(place))),
    ...left.map((other) => view(undefined, other)),
  ];
  return {
    expected: pairs.flatMap((pair) => (pair.expected === undefined ? [] : [pair.expected])),
    seen: pairs.flatMap((pair) => (pair.seen === undefined ? [] : [pair.seen])),
  };
}
