import type { InputFact } from "./fact";
import { OBJECT_TEMPLATES } from "./object-templates";
import { RESERVED_NAMES } from "./reserved-names";
import { TEXT_TEMPLATES } from "./text-templates";
import { WHOLE_INPUTS } from "./whole-inputs";

/** Everything we say of what EventBridge hands to targets. */
export const INPUT_FACTS: readonly InputFact[] = [
  ...WHOLE_INPUTS,
  ...OBJECT_TEMPLATES,
  ...TEXT_TEMPLATES,
  ...RESERVED_NAMES,
];
