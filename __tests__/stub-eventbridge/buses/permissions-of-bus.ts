/** PutPermission and RemovePermission: what AWS was recorded to check of a bus policy in September 2026. */
import type { EventsCall, Fields } from "../call";
import { meet, type Constraints } from "../constraints";
import { invalid } from "../refusal";

/** What AWS's API model says (API_PutPermission). */
const LIMITS: Constraints = {
  Action: { minLength: 1, maxLength: 64, pattern: "events:[a-zA-Z]+" },
  Principal: { minLength: 1, maxLength: 12, pattern: String.raw`(\d{12}|\*)` },
  StatementId: { minLength: 1, maxLength: 64, pattern: "[a-zA-Z0-9-_]+" },
};

/**
 * Actions that a policy of a bus may name: those about the bus and its rules. Of the recorded ones some were only seen
 * refused: archives, connections, API destinations, replays and event sources.
 */
const ACTIONS =
  /^events:(\*|PutEvents|(Put|Delete|Describe|Enable|Disable)Rule|(Put|Remove)Targets|List(Rules|RuleNamesByTarget|TargetsByRule|TagsForResource)|(Tag|Untag)Resource)$/;

const REQUIRED = ["Sid", "Effect", "Principal", "Action", "Resource"];

/** The emulator keeps the policy, of what AWS would take. */
export async function putPermission(call: EventsCall): Promise<Fields> {
  const { input } = call;
  meet(LIMITS, input);
  const { Policy: policy, Action: action, Principal: principal, StatementId: id, Condition: condition } = input;
  const isSimple = [action, principal, id, condition].some((field) => field !== undefined);
  if (policy === undefined) {
    checkSimple(input);
    return call.emulator();
  }
  if (isSimple)
    throw invalid("Action, Principal, StatementId and Condition could not be combined with Policy parameter.");
  if (typeof policy !== "string") throw invalid("This policy contains invalid Json");
  const document = checkPolicy(policy);
  // Space does not count for the quota of a policy, and the emulator counts it.
  return call.emulator({ ...input, Policy: JSON.stringify(document) });
}

function checkSimple({ Action: action, Principal: principal, StatementId: id, Condition: condition }: Fields): void {
  const missing = Object.entries({ Action: action, Principal: principal, StatementId: id }).find(
    ([, value]) => value === undefined,
  );
  if (missing !== undefined) throw invalid(`Parameter(s) ${missing[0]} must be specified.`);
  if (action !== "events:PutEvents") throw invalid("Provided value in parameter 'action' is not supported.");
  if (condition === undefined) return;
  const { Type: type, Key: key } = condition as Fields;
  if (type !== "StringEquals") throw invalid("Provided value in parameter 'condition.type' is not supported.");
  // A guess: the words, after those of the type.
  if (key !== "aws:PrincipalOrgID") throw invalid("Provided value in parameter 'condition.key' is not supported.");
}

function checkPolicy(text: string): unknown {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw invalid("This policy contains invalid Json");
  }
  const { Statement: given } = document as Fields;
  const statements = (Array.isArray(given) ? given : [given]) as Fields[];
  if (given === undefined || given === null || statements.length === 0) {
    throw invalid("Could not parse the policy: Statement is empty!");
  }
  const places = placesOf(text, statements.length);
  const seen = new Set<unknown>();
  statements.forEach((statement, index) => {
    const missing = REQUIRED.find((field) => statement[field] === undefined);
    if (missing !== undefined) throw invalid(`Missing required field ${missing}`);
    const at = places[index] ?? "";
    if (seen.has(statement["Sid"])) {
      throw invalid(`Invalid statement at ${at}: The Statement Ids in the policy are not unique`);
    }
    seen.add(statement["Sid"]);
    const wrong = [statement["Action"]].flat().filter((action) => !ACTIONS.test(String(action)));
    if (wrong.length > 0) {
      const names = wrong.map((action) => JSON.stringify(action)).join(", ");
      throw invalid(`Invalid statement at ${at}: The following action names are invalid: ${names}`);
    }
  });
  // One statement may stand for a list of one; the emulator wants the list.
  return { ...(document as Fields), Statement: statements };
}

/** Where statements begin, as AWS counts: lines and columns from 1. */
function placesOf(text: string, count: number): string[] {
  const places: string[] = [];
  let depth = 0;
  let inText = false;
  let isArray = false;
  let from = text.indexOf('"Statement"');
  for (; from >= 0 && from < text.length && places.length < count; from += 1) {
    const character = text.charAt(from);
    if (character === '"' && text.charAt(from - 1) !== "\\") inText = !inText;
    if (inText) continue;
    if (character === "[" && depth === 0) isArray = true;
    if (character === "{") {
      if (depth === 0) places.push(placeAt(text, from));
      depth += 1;
    }
    if (character === "}") depth -= 1;
    if (!isArray && places.length === 1) break;
  }
  return places;
}

function placeAt(text: string, index: number): string {
  const before = text.slice(0, index);
  return `line ${before.split("\n").length} column ${index - before.lastIndexOf("\n")}`;
}

/** One statement, or all of them. */
export function removePermission(call: EventsCall): Promise<Fields> {
  const { StatementId: id, RemoveAllPermissions: all } = call.input;
  if (id !== undefined && all === true) throw invalid("StatementId could not be combined with All parameter.");
  if (id === undefined && all !== true) throw invalid("Parameter(s) StatementId must be specified.");
  return call.emulator();
}
