/** What a physical name is, and how long it may be. The names themselves are made in names.ts. */
import { NAME_CHARACTERS, type NamedThing } from "../aws/limits";

/** A physical name, and what it names: AWS allows each kind of thing its own length. */
export interface PhysicalName {
  readonly thing: NamedThing;
  readonly name: string;
}

/** Names that follow from the same ids, each as text, and in `all` together with what they name. */
export type NameGroup<Key extends string = never> = Readonly<Record<Key, string>> & {
  readonly all: readonly PhysicalName[];
};

/**
 * A group of names. Each is given with what it names: a name that nobody could measure cannot be written. Where several
 * are too long by as much, the first is the one that is reported.
 */
export function named<Key extends string>(
  names: Readonly<Record<Key, readonly [thing: NamedThing, name: string]>>,
): NameGroup<Key> {
  const entries = Object.entries<readonly [NamedThing, string]>(names);
  const texts = Object.fromEntries(entries.map(([key, [, name]]) => [key, name])) as Record<Key, string>;
  return { ...texts, all: entries.map(([, [thing, name]]) => ({ thing, name })) };
}

/** By how many characters a name exceeds what AWS allows; 0 when it fits. */
export function excessCharacters({ thing, name }: PhysicalName): number {
  return Math.max(0, name.length - NAME_CHARACTERS[thing]);
}
