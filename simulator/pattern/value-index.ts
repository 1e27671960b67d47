import { caseKey } from "./ignore-case";
import type { Leaf, Matcher, TextMatcher } from "./matchers";
import { addressDigitsOf, inAddressRange, leafMatches, textMatches } from "./matchers";
import { RangeIndex } from "./range-index";
import { TextTree } from "./text-tree";
import { WildcardIndex } from "./wildcard-index";

/** A condition that the index only narrows down to, and what it stands for. */
interface Candidate<T> {
  matcher: TextMatcher;
  value: T;
}

/**
 * Many conditions on one leaf, to find those it meets without trying each. Each operator has a structure of its own,
 * made when the first condition needs it. The answers are those of leafMatches.
 */
export class ValueIndex<T> {
  private exact: Map<Leaf, T[]> | undefined;
  private prefixes: TextTree<T> | undefined;
  private suffixes: TextTree<T> | undefined;
  private wildcards: WildcardIndex<T> | undefined;
  private ranges: RangeIndex<T> | undefined;
  private addresses: TextTree<{ matcher: AddressBlock; value: T }> | undefined;
  private folded: Map<string, Candidate<T>[]> | undefined;
  private foldedPrefixes: TextTree<Candidate<T>> | undefined;
  private foldedSuffixes: TextTree<Candidate<T>> | undefined;
  private complements: ComplementIndex<T> | undefined;
  private present: T[] | undefined;
  /** Conditions too rare to be worth more. */
  private others: { matcher: Matcher; value: T }[] | undefined;
  private readonly candidates: Candidate<T>[] = [];
  private readonly blocks: { matcher: AddressBlock; value: T }[] = [];

  add(matcher: Matcher, value: T): void {
    switch (matcher.kind) {
      case "string": {
        this.addExact(matcher.text, value);
        return;
      }
      case "number":
      case "literal": {
        this.addExact(matcher.value, value);
        return;
      }
      case "prefix": {
        (this.prefixes ??= new TextTree("from-start")).add(matcher.text, value);
        return;
      }
      case "suffix": {
        (this.suffixes ??= new TextTree("from-end")).add(matcher.text, value);
        return;
      }
      case "wildcard": {
        (this.wildcards ??= new WildcardIndex()).add(matcher.wildcard, value);
        return;
      }
      case "numeric-range": {
        (this.ranges ??= new RangeIndex()).add(matcher, value);
        return;
      }
      case "address": {
        (this.addresses ??= new TextTree("from-start")).add(sharedBits(matcher), { matcher, value });
        return;
      }
      case "equals-ignore-case": {
        this.folded ??= new Map();
        const key = caseKey(matcher.folded.text);
        const same = this.folded.get(key);
        if (same === undefined) this.folded.set(key, [{ matcher, value }]);
        else same.push({ matcher, value });
        return;
      }
      case "prefix-ignore-case":
        this.foldedPrefixes ??= new TextTree("from-start");
        {
          this.foldedPrefixes.add(caseKey(matcher.folded.text), { matcher, value });
          return;
        }
      case "suffix-ignore-case":
        this.foldedSuffixes ??= new TextTree("from-end");
        {
          this.foldedSuffixes.add(caseKey(matcher.folded.text), { matcher, value });
          return;
        }
      case "anything-but":
      case "anything-but-numbers":
      case "anything-but-text": {
        (this.complements ??= new ComplementIndex()).add(matcher, value);
        return;
      }
      case "exists":
        (this.present ??= []).push(value);
        return;
      case "uncomparable-number":
        (this.others ??= []).push({ matcher, value });
        return;
      case "absent":
        // No leaf meets it.
        return;
    }
  }

  /** Appends the values of all conditions the leaf meets, some perhaps more than once. */
  collect(leaf: Leaf, found: T[]): void {
    const exact = this.exact?.get(leaf);
    if (exact !== undefined) for (const value of exact) found.push(value);
    if (this.present !== undefined) for (const value of this.present) found.push(value);
    if (typeof leaf === "string") this.collectText(leaf, found);
    else if (typeof leaf === "number" && Number.isFinite(leaf)) this.ranges?.collect(leaf, found);
    if (this.addresses !== undefined) this.collectAddresses(leaf, this.addresses, found);
    this.complements?.collect(leaf, found);
    if (this.others !== undefined) {
      for (const { matcher, value } of this.others) if (leafMatches(matcher, leaf)) found.push(value);
    }
  }

  private collectText(text: string, found: T[]): void {
    this.prefixes?.collect(text, found);
    this.suffixes?.collect(text, found);
    this.wildcards?.collect(text, found);
    if (this.folded !== undefined || this.foldedPrefixes !== undefined || this.foldedSuffixes !== undefined) {
      this.collectFolded(text, found);
    }
  }

  /** The bits that a block shares narrow the search down; whose digits count is looked at for each that is left. */
  private collectAddresses(leaf: Leaf, addresses: NonNullable<typeof this.addresses>, found: T[]): void {
    const digits = addressDigitsOf(leaf, true);
    if (digits === undefined) return;
    const { blocks } = this;
    addresses.collect(bitsOf(digits), blocks);
    for (let block = blocks.pop(); block !== undefined; block = blocks.pop()) {
      const counts = typeof leaf === "string" || block.matcher.numbersToo;
      if (counts && inAddressRange(block.matcher, digits)) found.push(block.value);
    }
  }

  private collectFolded(text: string, found: T[]): void {
    const { candidates } = this;
    const key = caseKey(text);
    for (const candidate of this.folded?.get(key) ?? []) candidates.push(candidate);
    this.foldedPrefixes?.collect(key, candidates);
    this.foldedSuffixes?.collect(key, candidates);
    for (let candidate = candidates.pop(); candidate !== undefined; candidate = candidates.pop()) {
      if (textMatches(candidate.matcher, text)) found.push(candidate.value);
    }
  }

  private addExact(key: Leaf, value: T): void {
    this.exact ??= new Map();
    const same = this.exact.get(key);
    if (same === undefined) this.exact.set(key, [value]);
    else same.push(value);
  }
}

type AnythingBut = Extract<Matcher, { kind: "anything-but" | "anything-but-numbers" | "anything-but-text" }>;

/** `anything-but`: what a leaf does not meet is looked up, and everything else is the answer. */
class ComplementIndex<T> {
  private readonly entries: { value: T; ruledOutAt: number }[] = [];
  private readonly excluding = new ValueIndex<{ value: T; ruledOutAt: number }>();
  private readonly ruledOut: { value: T; ruledOutAt: number }[] = [];
  private search = 0;

  add(matcher: AnythingBut, value: T): void {
    const entry = { value, ruledOutAt: 0 };
    this.entries.push(entry);
    for (const excluded of excludedBy(matcher)) this.excluding.add(excluded, entry);
  }

  collect(leaf: Leaf, found: T[]): void {
    const { ruledOut } = this;
    this.search += 1;
    this.excluding.collect(leaf, ruledOut);
    for (let entry = ruledOut.pop(); entry !== undefined; entry = ruledOut.pop()) entry.ruledOutAt = this.search;
    for (const entry of this.entries) if (entry.ruledOutAt !== this.search) found.push(entry.value);
  }
}

function excludedBy(matcher: AnythingBut): readonly Matcher[] {
  if (matcher.kind === "anything-but-text") return matcher.matchers;
  if (matcher.kind === "anything-but") return [...matcher.strings].map((text) => ({ kind: "string", text }));
  return [...matcher.numbers].map((value) => ({ kind: "number", value }));
}

type AddressBlock = Extract<Matcher, { kind: "address" }>;

/** The bits all addresses of a block begin with. */
function sharedBits({ first, last }: AddressBlock): string {
  const [from, to] = [bitsOf(first), bitsOf(last)];
  let length = 0;
  while (length < from.length && from[length] === to[length]) length += 1;
  return from.slice(0, length);
}

function bitsOf(digits: string): string {
  let bits = "";
  for (const digit of digits) bits += parseInt(digit, 16).toString(2).padStart(4, "0");
  return bits;
}
