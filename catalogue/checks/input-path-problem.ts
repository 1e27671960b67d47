import type { InputPathParse, InputPathProblem } from "#simulator/input";
import { quote } from "../wording";

const PLAIN = "write a path such as $.detail.orderId";

/** What to write instead of a path that EventBridge does not follow. */
const INSTEAD: Readonly<Record<InputPathProblem, string>> = {
  "no-root": PLAIN,
  "quoted-name": "write .name",
  "recursive-descent": PLAIN,
  "every-field": "write the path of one field, or [*] for every item of a list",
  filter: PLAIN,
  brackets: PLAIN,
  "trailing-dot": PLAIN,
  name: PLAIN,
  separator: 'a name holds letters, digits, "_", "-" and "/"',
};

/** What is wrong with a path outside EventBridge's subset of JSON path, and what to write instead. */
export function inputPathProblem(source: string, parsed: Extract<InputPathParse, { ok: false }>): string {
  return `${quote(source)} is not a path that EventBridge follows: ${parsed.reason}; ${INSTEAD[parsed.problem]}`;
}
