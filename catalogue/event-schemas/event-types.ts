/** The events of which there are schemas, and which of them a pattern can match. */
import { InvalidEventPatternError, leafMatches, parsePattern, type Alternative } from "#simulator/pattern";
import type { YamlFile } from "../files/yaml-file";
import type { EventPattern } from "../model";
import type { Publishers } from "../publishers";
import type { DescribedValue } from "./described";

/** Events of one source and detail-type. */
export interface EventType {
  readonly source: string;
  readonly detailType: string;
  /** Of a whole event. */
  readonly schema: DescribedValue;
  readonly file: YamlFile;
  /** Path of the file from the environment's folder. */
  readonly shown: string;
}

/** Events that a pattern can match, as far as there are schemas. */
export interface MatchedTypes {
  readonly types: readonly EventType[];
  /** Whether all that it can match are among them. */
  readonly complete: boolean;
}

/** One way in which a pattern can be met. */
export interface MatchedAlternative extends MatchedTypes {
  readonly fields: Alternative;
}

/** Every event that has a schema. */
export class EventTypes {
  private readonly known = new Map<string, readonly MatchedAlternative[]>();

  constructor(
    readonly all: readonly EventType[],
    private readonly publishers: Publishers | undefined,
  ) {}

  /** That of an event by its source and detail-type. */
  find(source: unknown, detailType: unknown): EventType | undefined {
    return this.all.find((type) => type.source === source && type.detailType === detailType);
  }

  /**
   * What each way through a pattern can match. Patterns that are alike are looked up once: tenants are many.
   *
   * @returns nothing for a pattern that AWS refuses, which another check finds
   */
  alternativesOf(pattern: EventPattern): readonly MatchedAlternative[] {
    if (this.all.length === 0) return [];
    const text = JSON.stringify(pattern);
    const known = this.known.get(text) ?? alternativesIn(text).map((fields) => this.matched(fields));
    this.known.set(text, known);
    return known;
  }

  /** What a pattern can match in one way or another. */
  matchedBy(pattern: EventPattern): MatchedTypes {
    const alternatives = this.alternativesOf(pattern);
    const types = new Set(alternatives.flatMap((each) => each.types));
    return { types: [...types], complete: alternatives.length > 0 && alternatives.every(({ complete }) => complete) };
  }

  private matched(fields: Alternative): MatchedAlternative {
    const matchersOf = (name: string) => fields.find(({ path }) => path === name)?.matchers;
    const sources = matchersOf("source");
    const detailTypes = matchersOf("detail-type");
    const takes = (matchers: typeof sources, value: string) =>
      matchers?.some((matcher) => leafMatches(matcher, value)) ?? true;
    const types = this.all.filter((type) => takes(sources, type.source) && takes(detailTypes, type.detailType));
    const askedSources = literals(sources) ?? this.publishers?.sources.filter((source) => takes(sources, source));
    const asked = literals(detailTypes);
    // Each pair of a source and what it may publish: that two sources have schemas says nothing of what else they publish.
    const complete =
      types.length > 0 &&
      askedSources?.every((source) => {
        const published = this.publishers?.detailTypesFor([source]);
        const pairs =
          published === undefined ? asked : published.filter((detailType) => takes(detailTypes, detailType));
        const isDescribed = (detailType: string) =>
          types.some((type) => type.source === source && type.detailType === detailType);
        return pairs?.every(isDescribed) === true;
      }) === true;
    return { fields, types, complete };
  }
}

function alternativesIn(pattern: string): readonly Alternative[] {
  try {
    return parsePattern(pattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) return [];
    throw error;
  }
}

/** The values that are asked for, where nothing but whole texts is. */
function literals(matchers: Alternative[number]["matchers"] | undefined): string[] | undefined {
  const texts = matchers?.flatMap((matcher) => (matcher.kind === "string" ? [matcher.text] : []));
  return texts?.length === matchers?.length ? texts : undefined;
}
