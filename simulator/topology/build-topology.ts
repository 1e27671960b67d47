import type { Topology } from "./model";
import { readApiDestinations } from "./read-api-destinations";
import { readBuses } from "./read-buses";
import { readConnections } from "./read-connections";
import { readFunctions } from "./read-functions";
import { readHttpApis } from "./read-http-apis";
import { readQueues } from "./read-queues";
import { readRoles } from "./read-roles";
import { readRules } from "./read-rules";
import { readSchedules } from "./read-schedules";
import { readTables } from "./read-tables";
import { StackReader } from "./stack-reader";
import { targetsByRule } from "./targets-by-rule";
import type { TerraformStack } from "./terraform-stack";

const UNDERSTOOD: ReadonlySet<string> = new Set([
  "aws_cloudwatch_event_api_destination",
  "aws_cloudwatch_event_bus",
  "aws_cloudwatch_event_bus_policy",
  "aws_cloudwatch_event_connection",
  "aws_cloudwatch_event_permission",
  "aws_cloudwatch_event_rule",
  "aws_cloudwatch_event_target",
  // Keeps events and changes none.
  "aws_cloudwatch_event_archive",
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_authorizer",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_route",
  "aws_apigatewayv2_stage",
]);

/** Types that may hold rules, targets, buses or routes under another name, or invoke functions in another way. */
const MAY_MATTER =
  /^(aws_cloudwatch_event_|aws_apigatewayv2_|aws_lambda_(alias|event_source_mapping|function_url)$|awscc_events_|aws_cloudformation_stack)/;

/** Links what stacks declare to one topology. Never throws: what it does not understand is in `unknown`. */
export function buildTopology(stacks: readonly TerraformStack[]): Topology {
  const readers = stacks.map((stack) => new StackReader(stack));
  for (const reader of readers) noteForeignTypes(reader);

  const connections = readers.flatMap(readConnections);
  const connectionsByArn = byArn(connections);
  const apiDestinations = readers.flatMap((reader) => readApiDestinations(reader, connectionsByArn));
  const destinationsByArn = byArn(apiDestinations);
  const targets = targetsByRule(readers, destinationsByArn, ruleArnsByName());
  const rules = readers.flatMap((reader) => readRules(reader, targets));
  const ruleArns = new Set(rules.map(({ arn }) => arn));
  for (const { reader, targets: own } of targets.read) {
    for (const { ruleArn, target } of own) {
      if (!ruleArns.has(ruleArn)) reader.note(target, `rule: ${ruleArn} is not in this Terraform, or not understood`);
    }
  }
  return {
    stacks: stacks.map(({ name, dependencies, account, region }) => ({ name, dependencies, account, region })),
    buses: readBuses(readers, rules),
    rules,
    apiDestinations,
    connections,
    queues: readQueues(readers),
    httpApis: readers.flatMap(readHttpApis),
    functions: readFunctions(readers),
    tables: readers.flatMap(readTables),
    roles: readRoles(readers),
    schedules: readers.flatMap(readSchedules),
    unknown: readers.flatMap(({ unknown }) => unknown),
  };
}

function byArn<T extends { readonly arn: string }>(resources: readonly T[]): ReadonlyMap<string, T> {
  return new Map(resources.map((resource) => [resource.arn, resource]));
}

/** ARNs of the rules of a stack by their name; each stack is looked through once. */
function ruleArnsByName() {
  const arns = new Map<StackReader, Map<string, string[]>>();
  return (reader: StackReader, name: string): readonly string[] => {
    let byName = arns.get(reader);
    if (byName === undefined) {
      byName = new Map();
      for (const resource of reader.stack.resources.filter(({ type }) => type === "aws_cloudwatch_event_rule")) {
        const rule = reader.resource(resource);
        byName.set(rule.name, [...(byName.get(rule.name) ?? []), rule.arn]);
      }
      arns.set(reader, byName);
    }
    return byName.get(name) ?? [];
  };
}

function noteForeignTypes(reader: StackReader): void {
  for (const resource of reader.stack.resources) {
    if (MAY_MATTER.test(resource.type) && !UNDERSTOOD.has(resource.type)) {
      reader.note(resource, `resources of type ${resource.type} are not understood`);
    }
  }
}
