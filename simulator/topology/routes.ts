import { z } from "zod";
import { nameOfArn, parseArn } from "../../aws/arn";
import { deeperThan, MAX_DEPTH } from "../pattern/json-depth";
import type { Rule, RuleState, Target, Topology } from "./model";

/** What one target of a rule does with which events, in words taken from the emitted Terraform. */
export interface Route {
  /** Name of the rule. */
  readonly rule: string;
  /** The bus that the rule listens on. */
  readonly bus: string;
  readonly state: RuleState;
  /** What the rule asks for: detail-types where it names them, else sources, else the pattern; when it runs, for a schedule. */
  readonly events: readonly string[];
  /** `POST https://...` for an API destination, `bus <name> of <account>`, `function <name>`, `queue <name>`, or the target's ARN. */
  readonly target: string;
}

const patternSchema = z.record(z.string(), z.unknown());

const operatorSchema = z
  .object({ prefix: z.unknown(), suffix: z.unknown(), "anything-but": z.unknown() })
  .partial()
  .catch({});

/** One matcher in words, where a word says it: `com.acme.*` for a prefix; other operators as JSON. */
function matcherInWords(matcher: unknown): string {
  if (typeof matcher === "string") return matcher;
  const { prefix, suffix, "anything-but": anythingBut } = operatorSchema.parse(matcher);
  if (typeof prefix === "string") return `${prefix}*`;
  if (typeof suffix === "string") return `*${suffix}`;
  if (anythingBut !== undefined) return `not ${[anythingBut].flat().map(matcherInWords).join(", ")}`;
  return JSON.stringify(matcher);
}

function matchers(field: unknown): string[] {
  return Array.isArray(field) ? field.map(matcherInWords) : [];
}

function eventsOf({ trigger }: Rule): string[] {
  if (trigger.kind === "schedule") return [trigger.expression];
  if (trigger.kind === "unknown") return [];
  const { data: pattern = {} } = patternSchema.safeParse(jsonOf(trigger.pattern));
  const detailTypes = matchers(pattern["detail-type"]);
  const named = detailTypes.length > 0 ? detailTypes : matchers(pattern["source"]);
  return named.length > 0 ? named : [shortened(trigger.pattern)];
}

/** A pattern of others may be a megabyte long; a line of a list is not. */
const LONGEST_PATTERN_IN_WORDS = 200;

function shortened(pattern: string): string {
  const shown = pattern.slice(0, LONGEST_PATTERN_IN_WORDS);
  return shown === pattern ? pattern : `${shown}…`;
}

/** As {@link Route} says. */
export function destinationInWords({ destination, shadowOf }: Target): string {
  switch (destination.kind) {
    case "apiDestination":
      return `${destination.apiDestination.httpMethod} ${destination.apiDestination.endpoint}`;
    case "eventBus": {
      const bus = parseArn(destination.busArn);
      return bus === undefined ? destination.busArn : `bus ${bus.name} of ${bus.account}`;
    }
    case "function":
      return `function ${nameOfArn("function", destination.functionArn)}`;
    case "queue": {
      const queue = `queue ${nameOfArn("queue", destination.queueArn)}`;
      return shadowOf === undefined ? queue : `${queue}, in the place of ${destinationInWords(shadowOf)}`;
    }
    case "other":
      return destination.arn;
  }
}

/** Every target of a stack's rules, in the order of the emitted Terraform. */
export function routesOf({ rules }: Topology, stack: string): Route[] {
  return rules
    .filter((rule) => rule.stack === stack)
    .flatMap((rule) =>
      rule.targets.map((target) => ({
        rule: rule.name,
        bus: nameOfArn("event bus", rule.busArn),
        state: rule.state,
        events: eventsOf(rule),
        target: destinationInWords(target),
      })),
    );
}

/** Who may put which events on a bus, by the bus policy of a stack. */
export interface Publication {
  readonly account: string;
  readonly sources: readonly string[];
}

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const grantSchema = z.object({
  Effect: z.string(),
  Principal: z.union([oneOrMore, z.object({ AWS: oneOrMore }).transform(({ AWS }) => AWS)]),
  Condition: z
    .object({ "ForAllValues:StringEquals": z.object({ "events:source": oneOrMore }) })
    .optional()
    .catch(undefined),
});

const policySchema = z.object({
  Statement: z.union([z.array(z.unknown()), z.unknown().transform((one) => [one])]),
});

/** What the Allow statements of the policies of a stack's buses grant: for a table, not for a verdict. */
export function publicationsOf({ buses }: Topology, stack: string): Publication[] {
  return buses
    .filter((bus) => bus.stack === stack)
    .flatMap(({ policy }) => (policy.kind === "document" ? statementsOf(policy.document) : []))
    .flatMap((statement) => {
      const { success, data } = grantSchema.safeParse(statement);
      return success && data.Effect === "Allow" ? [data] : [];
    })
    .flatMap(({ Principal, Condition }) =>
      Principal.map((principal) => ({
        account: accountOf(principal),
        sources: Condition?.["ForAllValues:StringEquals"]["events:source"] ?? ["*"],
      })),
    );
}

function statementsOf(document: string): readonly unknown[] {
  const policy = policySchema.safeParse(jsonOf(document));
  return policy.success ? policy.data.Statement : [];
}

/** Undefined for text that is none, or nested more deeply than AWS reads. */
function jsonOf(text: string): unknown {
  if (deeperThan(MAX_DEPTH, text)) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The account, of a principal that stands for a whole one; any other principal as it is written. */
function accountOf(principal: string): string {
  const arn = parseArn(principal);
  return arn?.kind === "account root" ? arn.account : principal;
}
