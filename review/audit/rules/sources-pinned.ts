import { Unresolved } from "#simulator/topology";
import type { PolicyStatement } from "#simulator/policy";
import { matchingValues } from "../conditions";
import { granting } from "../policies";
import { broken, notKnown, type AuditRule } from "../rule";
import { visibleText } from "../../plan/redaction/visible-text";

export const sourcesPinned: AuditRule = {
  severity: "high",
  title: "Who publishes on a bus from another account may do so with sources of its own only.",
  reason:
    "Without a condition on `events:source`, an account can publish events in the name of another one, and events that look like those of AWS services.",
  remedy:
    'Add `ForAllValues:StringEquals` on `events:source` with the sources of that account, and `Null: {"events:source": "false"}`, since ForAllValues also holds where there is no source.',
  publicIds: [],
  *check({ policies }) {
    for (const { resource, argument, statements } of policies) {
      if (!["aws_cloudwatch_event_bus_policy", "aws_cloudwatch_event_permission"].includes(resource.type)) continue;
      if (statements instanceof Unresolved) {
        yield notKnown(resource, argument, statements);
        continue;
      }
      for (const statement of granting(statements).filter((one) => publishes(one) && !isService(one))) {
        const wrong = problemOf(statement);
        if (wrong !== undefined) yield broken(resource, `${wrong}: ${visibleText(statement.label)}`);
      }
    }
  },
};

function publishes({ actions }: PolicyStatement): boolean {
  return actions.some((action) => /^(?:\*|events:(?:\*|put\*|putevents))$/i.test(action));
}

function isService({ principal = {} }: PolicyStatement): boolean {
  return Object.keys(principal).every((kind) => kind === "Service");
}

function problemOf(statement: PolicyStatement): string | undefined {
  const { values, isForAll } = matchingValues(statement, "events:source");
  if (values.length === 0) return "lets other accounts publish as any source";
  // A pattern that begins with a wildcard takes in `aws.`, too.
  if (values.some((value) => /^(?:[*?]|a[*?]|aw[*?]|aws\.)/.test(value)))
    return "lets other accounts publish as AWS or as any source";
  const { values: absent } = matchingValues(statement, "events:source", /^Null$/i);
  return isForAll && !absent.includes("false") ? "lets events in that have no source at all" : undefined;
}
