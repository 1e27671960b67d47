import type { Wildcard } from "./wildcard";

/** A wildcard of a field, and the condition it belongs to: those of one anything-but belong to one. */
export interface WildcardMember {
  readonly condition: string;
  readonly wildcard: Wildcard;
  readonly insideAnythingBut: boolean;
}

/**
 * How many beginnings of wildcards AWS lets be read at once (recorded: 10 are taken, 11 are refused), as the evaluator
 * in event-ruler counts them, MachineComplexityEvaluator.
 */
const MOST_ALIVE = 10;

/** Wildcards that AWS takes lead to few combinations of places; this many say that the search leads nowhere. */
const MOST_COMBINATIONS = 20_000;

/** A place within wildcards that a reader of a text can be at. */
interface Place {
  readonly number: number;
  /** The byte that leads here, or that any does, as long as the reader likes. */
  readonly step: number | "*";
  /** The conditions that are met when the reader comes through. */
  readonly conditions: Set<string>;
  /** Where a byte leads on to; a star is stood on as soon as the place before it is. */
  readonly next: Map<number, Place[]>;
  star: Place | undefined;
}

/**
 * Whether AWS calls the wildcards of one field too complex: whether some text could lead a reader of all of them to so
 * many places at once that more than ten beginnings are alive, each counted once for every condition behind its place.
 *
 * Wildcards share their places up to and with the first star, as far as they begin alike. What is behind the first star
 * is each one's own, also where two wildcards are equal. Texts are read as UTF-8, from their opening quote to their
 * closing one; inside anything-but the closing quote is no place of its own.
 */
export function areTooComplex(members: readonly WildcardMember[]): boolean {
  // The opening quote is alive for all of them.
  if (new Set(members.map(({ condition }) => condition)).size > MOST_ALIVE) return true;
  const start = new PlaceGraph(members).start;
  const first = standingOn([start]);
  const seen = new Set([keyOf(first)]);
  const queue = [first];
  const most = MOST_COMBINATIONS + members.reduce((sum, { wildcard }) => sum + lengthOf(wildcard), 0);
  // The queue grows while it is gone through.
  for (const places of queue) {
    if (aliveAt(places) > MOST_ALIVE) return true;
    for (const reached of combinationsAfter(places)) {
      const key = keyOf(reached);
      if (seen.has(key) || seen.size >= most) continue;
      seen.add(key);
      queue.push(reached);
    }
  }
  return false;
}

const QUOTE = 0x22;

/** The places of wildcards, from the opening quote. */
class PlaceGraph {
  private places = 0;
  readonly start = this.place(QUOTE);

  constructor(members: readonly WildcardMember[]) {
    for (const member of members) this.add(member);
  }

  private add({ condition, wildcard, insideAnythingBut }: WildcardMember): void {
    let place = this.start;
    place.conditions.add(condition);
    for (const [index, part] of wildcard.parts.entries()) {
      if (index > 0) place = this.starBehind(place, index === 1);
      place.conditions.add(condition);
      const isLast = index === wildcard.parts.length - 1;
      const bytes = [...Buffer.from(part), ...(isLast && !insideAnythingBut ? [QUOTE] : [])];
      for (const byte of bytes) {
        place = this.placeBehind(place, byte, index === 0);
        place.conditions.add(condition);
      }
    }
  }

  private starBehind(place: Place, isShared: boolean): Place {
    if (place.star !== undefined && isShared) return place.star;
    place.star = this.place("*");
    return place.star;
  }

  private placeBehind(place: Place, byte: number, isShared: boolean): Place {
    const known = place.next.get(byte);
    if (known?.[0] !== undefined && isShared) return known[0];
    const behind = this.place(byte);
    if (known === undefined) place.next.set(byte, [behind]);
    else known.push(behind);
    return behind;
  }

  private place(step: Place["step"]): Place {
    this.places += 1;
    return { number: this.places, step, conditions: new Set(), next: new Map(), star: undefined };
  }
}

/** Places with the stars behind them, in order and each once. */
function standingOn(reached: readonly Place[]): Place[] {
  const places = new Set(reached);
  for (const { star } of reached) if (star !== undefined) places.add(star);
  return [...places].sort((one, other) => one.number - other.number);
}

/** Where the next byte can lead to: one combination for each byte that some place waits for, and one for all others. */
function combinationsAfter(places: readonly Place[]): Place[][] {
  const stars = places.filter(({ step }) => step === "*");
  const byByte = new Map<number, Place[]>();
  for (const { next } of places) {
    for (const [byte, behind] of next) {
      const known = byByte.get(byte);
      if (known === undefined) byByte.set(byte, [...stars, ...behind]);
      else known.push(...behind);
    }
  }
  return [...byByte.values(), stars].filter((reached) => reached.length > 0).map(standingOn);
}

function aliveAt(places: readonly Place[]): number {
  return places.reduce((sum, { conditions }) => sum + conditions.size, 0);
}

function keyOf(places: readonly Place[]): string {
  return places.map(({ number }) => number).join(" ");
}

function lengthOf({ parts }: Wildcard): number {
  return parts.reduce((sum, part) => sum + part.length + 1, 0);
}
