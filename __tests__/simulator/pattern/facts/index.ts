import { ADDRESSES } from "./addresses";
import { ANYTHING_BUT } from "./anything-but";
import { EXACT_VALUES } from "./exact-values";
import type { PatternFact } from "./fact";
import { JSON_TEXT } from "./json-text";
import { LISTS } from "./lists";
import { NAMES } from "./names";
import { NUMBERS } from "./numbers";
import { OR } from "./or";
import { PRESENCE } from "./presence";
import { REFUSALS } from "./refusals";
import { TEXT_OPERATORS } from "./text-operators";
import { WILDCARDS } from "./wildcards";

/** Everything we say of EventBridge's patterns. */
export const PATTERN_FACTS: readonly PatternFact[] = [
  ...EXACT_VALUES,
  ...TEXT_OPERATORS,
  ...WILDCARDS,
  ...ANYTHING_BUT,
  ...NUMBERS,
  ...ADDRESSES,
  ...PRESENCE,
  ...LISTS,
  ...OR,
  ...NAMES,
  ...REFUSALS,
  ...JSON_TEXT,
];
