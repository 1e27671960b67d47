import type { Target as LiveTarget } from "@aws-sdk/client-eventbridge";
import { nameOfArn, parseArn } from "../../aws/arn";
import { stackIds } from "../../catalogue/names";
import type { Rule, Topology } from "#simulator/topology";
import type { LiveHub } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";
import { patternProblem } from "./patterns";
import { targetsProblems } from "./targets";

type LiveRule = NonNullable<Awaited<ReturnType<LiveHub["rule"]>>>;

/** Rules are on their bus, in their state, match what they are declared to match, and send it where and as declared. */
export function ruleChecks({ rules }: Topology): Check[] {
  return rules.map((rule) => ({
    stack: rule.stack,
    kind: "rule",
    name: rule.name,
    find: (hub) => findRule(rule, hub),
  }));
}

async function findRule(rule: Rule, hub: LiveHub): Promise<Found> {
  const bus = nameOfArn("event bus", rule.busArn);
  let live: LiveRule | undefined;
  let targets: LiveTarget[];
  try {
    live = await hub.rule(bus, rule.name);
    if (live === undefined) return missing(`on bus ${bus}`);
    targets = await hub.targets(bus, rule.name);
  } catch (error) {
    if (!isUndecryptable(error)) throw error;
    return existing([await unreadable(bus, hub)]);
  }
  return existing([
    ...(live.State === rule.state ? [] : [`is ${live.State ?? "in no state"}; it is declared ${rule.state}`]),
    ...triggerProblems(rule, live),
    ...(await targetsProblems(rule, targets, hub)),
  ]);
}

function triggerProblems(
  { trigger }: Rule,
  { EventPattern: pattern, ScheduleExpression: schedule }: LiveRule,
): string[] {
  switch (trigger.kind) {
    case "pattern": {
      const problem = patternProblem(trigger.pattern, pattern);
      return [...(problem === undefined ? [] : [problem]), ...scheduleProblems(trigger.schedule, schedule)];
    }
    case "schedule":
      return [
        ...scheduleProblems(trigger.expression, schedule),
        ...(pattern === undefined ? [] : ["also matches events, which nobody declared"]),
      ];
    case "unknown":
      return [];
  }
}

function scheduleProblems(declared: string | undefined, live: string | undefined): string[] {
  if (declared === live) return [];
  return [`fires ${live ?? "on no schedule"}; it is declared to fire ${declared ?? "on none"}`];
}

/** AWS shows the rules of a bus only to who may decrypt with its key, and to nobody while it is disabled (recorded). */
export function isUndecryptable(error: unknown): boolean {
  return error instanceof Error && error.name === "NotAuthorizedException" && /kms:Decrypt/i.test(error.message);
}

/** Why the rules of a bus cannot be read, in a phrase. */
export async function unreadable(busName: string, hub: LiveHub): Promise<string> {
  const idOrArn = (await hub.bus(busName))?.KmsKeyIdentifier ?? "";
  const name = parseArn(idOrArn)?.resource ?? idOrArn;
  const key = await hub.key(idOrArn);
  if (key?.state !== "Enabled") return `cannot be read: key ${name} of its bus is ${key?.state ?? "gone"}`;
  return (
    `cannot be read: your role may not kms:Decrypt with key ${name} of its bus; ` +
    `apply stack ${stackIds.connectionCredentials}, which says what it may`
  );
}
