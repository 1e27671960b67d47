import { LiteralFinder } from "./literal-finder";
import { TextTree } from "./text-tree";
import type { Wildcard } from "./wildcard";
import { wildcardMatches } from "./wildcard";

interface Entry<T> {
  wildcard: Wildcard;
  value: T;
}

/** A literal part of a wildcard by which it is looked up: where it has to stand, and what it is. */
interface Anchor {
  at: "start" | "end" | "anywhere";
  literal: string;
}

/** Up to this many wildcards, trying each is quicker than looking anything up. */
const FEW = 6;

/**
 * Many wildcards, to find those a text matches: each is looked up by one literal part, the one that fewest others
 * share, and only what is found that way is compared in full.
 */
export class WildcardIndex<T> {
  private readonly entries: Entry<T>[] = [];
  private lookup: Lookup<T> | undefined;
  private readonly candidates: Entry<T>[] = [];

  add(wildcard: Wildcard, value: T): void {
    this.entries.push({ wildcard, value });
    this.lookup = undefined;
  }

  /** Appends the values of all wildcards that `text` matches, some perhaps more than once. */
  collect(text: string, found: T[]): void {
    if (this.entries.length <= FEW) {
      for (const { wildcard, value } of this.entries) if (wildcardMatches(wildcard, text)) found.push(value);
      return;
    }
    const { candidates } = this;
    this.lookup ??= new Lookup(this.entries);
    this.lookup.collect(text, candidates);
    for (let candidate = candidates.pop(); candidate !== undefined; candidate = candidates.pop()) {
      if (wildcardMatches(candidate.wildcard, text)) found.push(candidate.value);
    }
  }
}

class Lookup<T> {
  private readonly starts = new TextTree<Entry<T>>("from-start");
  private readonly ends = new TextTree<Entry<T>>("from-end");
  private readonly literals = new LiteralFinder<Entry<T>>();

  constructor(entries: readonly Entry<T>[]) {
    const sharers = new Map<string, number>();
    const keyOf = ({ at, literal }: Anchor): string => `${at} ${literal}`;
    for (const { wildcard } of entries) {
      for (const anchor of anchors(wildcard)) sharers.set(keyOf(anchor), (sharers.get(keyOf(anchor)) ?? 0) + 1);
    }
    for (const entry of entries) {
      const [rarest = { at: "start", literal: "" }] = anchors(entry.wildcard).sort(
        (one, other) =>
          (sharers.get(keyOf(one)) ?? 0) - (sharers.get(keyOf(other)) ?? 0) ||
          other.literal.length - one.literal.length,
      );
      const { at, literal } = rarest;
      if (at === "start") this.starts.add(literal, entry);
      else if (at === "end") this.ends.add(literal, entry);
      else this.literals.add(literal, entry);
    }
  }

  collect(text: string, candidates: Entry<T>[]): void {
    this.starts.collect(text, candidates);
    this.ends.collect(text, candidates);
    this.literals.collect(text, candidates);
  }
}

function anchors({ parts }: Wildcard): Anchor[] {
  return parts
    .map((literal, index): Anchor => {
      const at = index === 0 ? "start" : index === parts.length - 1 ? "end" : "anywhere";
      return { at, literal };
    })
    .filter(({ literal }) => literal !== "");
}
