/**
 * Names EventBridge fills by itself, without an entry in InputPathsMap; none of them may be defined there.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html#eb-transform-input-predefined
 */
export const RESERVED_PLACEHOLDERS = [
  "aws.events.rule-arn",
  "aws.events.rule-name",
  "aws.events.event.ingestion-time",
  "aws.events.event",
  "aws.events.event.json",
] as const;

/** One of the names EventBridge fills by itself. */
export type ReservedPlaceholder = (typeof RESERVED_PLACEHOLDERS)[number];

/** True when EventBridge fills this name by itself. */
export function isReservedPlaceholder(name: string): name is ReservedPlaceholder {
  return RESERVED_PLACEHOLDERS.some((reserved) => reserved === name);
}

/** `<name>` somewhere in a template. `offset` is that of the `<`; `length` counts both brackets. */
export interface PlaceholderToken {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}

/**
 * Every `<name>` of a template, in order. `<` and `>` cannot be escaped, so text between the two is a name even where
 * its author meant "less than" or a tag: an undefined placeholder.
 */
export function scanPlaceholders(template: string): readonly PlaceholderToken[] {
  return Array.from(template.matchAll(/<([^<>\r\n]+)>/g), (match) => ({
    name: match[0].slice(1, -1),
    offset: match.index,
    length: match[0].length,
  }));
}
