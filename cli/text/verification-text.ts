/** What a verification found, for people to read. */
import { counted } from "../../catalogue/wording";
import { columns, folded, wrapped } from "./terminal";
import type { Checked, CheckedKind } from "../../hub-account/verification/check";

/** A stack in another account, where nothing was asked. */
export interface NotLookedAt {
  readonly stack: string;
  readonly account: string;
}

const PLURALS: Readonly<Record<CheckedKind, string>> = {
  "event bus": "event buses",
  connection: "connections",
  "API destination": "API destinations",
  rule: "rules",
  "dead-letter queue": "dead-letter queues",
  "shadow queue": "shadow queues",
  queue: "queues",
  role: "roles",
};

/** A line a stack; beneath it what is wrong, each problem once with all that have it, and what has several named once. */
export function verificationInWords(checked: readonly Checked[], notLookedAt: readonly NotLookedAt[]): string {
  const stacks = [...new Set(checked.map(({ stack }) => stack))];
  const ofStack = stacks.map((stack) => checked.filter((one) => one.stack === stack));
  const lines = columns(ofStack.map((own, index) => [stacks[index] ?? "", verdict(own)]));
  const wrong = checked.filter(isWrong).length;
  return [
    ...ofStack.flatMap((own, index) => [
      lines[index] ?? "",
      ...(own.every(isMissing) ? [] : problemLines(own.filter(isWrong))),
    ]),
    "",
    ...wrapped(
      wrong === 0
        ? `All ${checked.length} are as declared: ${inventory(checked)}.`
        : `${wrong} of ${checked.length} ${wrong === 1 ? "is" : "are"} wrong.`,
      "",
    ),
    ...notLookedAtLines(notLookedAt),
  ].join("\n");
}

/** Whether anything was found. */
export function isWrong({ problems }: Checked): boolean {
  return problems.length > 0;
}

/** Nothing of a stack is there before it is applied: that is one fact, not many. */
function isMissing({ exists }: Checked): boolean {
  return exists === false;
}

function verdict(own: readonly Checked[]): string {
  const fine = own.filter((one) => !isWrong(one)).length;
  return own.every(isMissing) ? "not applied" : `${fine} of ${own.length} fine`;
}

function inventory(checked: readonly Checked[]): string {
  const kinds = [...new Set(checked.map(({ kind }) => kind))];
  return kinds
    .map((kind) => counted(checked.filter((one) => one.kind === kind).length, kind, PLURALS[kind]))
    .join(", ");
}

function problemLines(wrong: readonly Checked[]): string[] {
  const named = new Map<CheckedKind, Map<string, string[]>>();
  for (const { kind, name, problems } of wrong) {
    const ofKind = named.get(kind) ?? new Map<string, string[]>();
    named.set(kind, ofKind);
    for (const problem of problems) ofKind.set(problem, [...(ofKind.get(problem) ?? []), name]);
  }
  return [...named].flatMap(([kind, ofKind]) => {
    const beneath = new Map<string, string[]>();
    for (const [problem, names] of ofKind) {
      const heading = names.map((name) => `  ${kind} ${name}`).join("\n");
      beneath.set(heading, [...(beneath.get(heading) ?? []), ...folded(`    ${problem}`, "      ")]);
    }
    return [...beneath].flat(2);
  });
}

function notLookedAtLines(notLookedAt: readonly NotLookedAt[]): string[] {
  if (notLookedAt.length === 0) return [];
  return wrapped(`Not looked at: ${listed(notLookedAt)}. The operators' role ${REACH}.`, "");
}

const REACH = "is in the hub account and reaches no other";

/** Why nothing can be said of any stack that was asked for. */
export function allOutOfReach(notLookedAt: readonly NotLookedAt[]): string {
  return `out of reach: ${listed(notLookedAt)}; the operators' role ${REACH}`;
}

function listed(notLookedAt: readonly NotLookedAt[]): string {
  return notLookedAt.map(({ stack, account }) => `${stack} (${account})`).join(", ");
}
