import { z } from "zod";
import { referencedResource, type EmittedResource, type EmittedStack } from "./emitted-stacks";

/** What one target of a rule does with which events, in words taken from the emitted Terraform. */
export interface Route {
  /** Name of the rule. */
  readonly rule: string;
  /** The bus that the rule listens on. */
  readonly bus: string;
  /** What the rule asks for: detail-types where it names them, else sources. */
  readonly events: readonly string[];
  /** `POST https://...` for an API destination, `bus <name> of <account>`, or the target's ARN. */
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

function eventsOf(rule: EmittedResource | undefined): string[] {
  const text = rule?.values["event_pattern"];
  if (typeof text !== "string") return [];
  const pattern = patternSchema.parse(JSON.parse(text));
  const detailTypes = matchers(pattern["detail-type"]);
  return detailTypes.length > 0 ? detailTypes : matchers(pattern["source"]);
}

/** `bus acme-central of 210987654321` for a bus; any other target by its ARN. */
function targetInWords(arn: string): string {
  const [, account, bus] = /^arn:[^:]+:events:[^:]+:(\d{12}):event-bus\/(.+)$/.exec(arn) ?? [];
  return account === undefined || bus === undefined ? arn : `bus ${bus} of ${account}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

/** Every target of a stack's rules, in the order of the emitted Terraform. */
export function routesOf(stack: EmittedStack): Route[] {
  return stack.resources
    .filter(({ type }) => type === "aws_cloudwatch_event_target")
    .map(({ values }) => {
      const rule = referencedResource(stack, values["rule"]);
      const destination = referencedResource(stack, values["arn"]);
      return {
        rule: text(rule?.values["name"] ?? values["rule"]),
        bus: text(values["event_bus_name"] ?? "default"),
        events: eventsOf(rule),
        target:
          destination === undefined
            ? targetInWords(text(values["arn"]))
            : `${text(destination.values["http_method"])} ${text(destination.values["invocation_endpoint"])}`,
      };
    });
}

/** Who may put which events on a bus, by the bus policy of a stack. */
export interface Publication {
  readonly account: string;
  readonly sources: readonly string[];
}

const policySchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.union([z.string(), z.object({ AWS: z.string() })]),
      Condition: z
        .object({ "ForAllValues:StringEquals": z.object({ "events:source": z.array(z.string()) }) })
        .optional()
        .catch(undefined),
    }),
  ),
});

/** What the Allow statements of a stack's bus policies grant: for a table, not for a verdict. */
export function publicationsOf(stack: EmittedStack): Publication[] {
  return stack.resources
    .filter(({ type }) => type === "aws_cloudwatch_event_bus_policy")
    .flatMap(({ values }) => policySchema.parse(JSON.parse(text(values["policy"]))).Statement)
    .filter(({ Effect }) => Effect === "Allow")
    .map(({ Principal, Condition }) => ({
      account: (typeof Principal === "string" ? Principal : Principal.AWS).replace(
        /^arn:[^:]+:iam::(\d{12}):root$/,
        "$1",
      ),
      sources: Condition?.["ForAllValues:StringEquals"]["events:source"] ?? ["*"],
    }));
}
