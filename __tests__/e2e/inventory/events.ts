/** Buses, rules, targets and archives. */
import {
  DescribeArchiveCommand,
  DescribeEventBusCommand,
  ListArchivesCommand,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTagsForResourceCommand,
  ListTargetsByRuleCommand,
  type EventBridgeClient,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import { block, type Arguments } from "../declared";
import { declaredTags, document, everyPage, tags, withoutRandomPart, type Kind } from "./kind";

async function tagsOf(client: EventBridgeClient, arn: string | undefined): Promise<Record<string, string>> {
  return tags((await client.send(new ListTagsForResourceCommand({ ResourceARN: arn }))).Tags);
}

async function busNames(client: EventBridgeClient): Promise<string[]> {
  const buses = await everyPage(async (NextToken) => {
    const answer = await client.send(new ListEventBusesCommand({ NextToken }));
    return { items: answer.EventBuses, next: answer.NextToken };
  });
  return buses.map(({ Name = "" }) => Name);
}

async function rulesOfAllBuses(client: EventBridgeClient): Promise<Rule[]> {
  const rules = (await busNames(client)).map((EventBusName) =>
    everyPage(async (NextToken) => {
      const answer = await client.send(new ListRulesCommand({ EventBusName, NextToken }));
      return { items: answer.Rules, next: answer.NextToken };
    }),
  );
  return (await Promise.all(rules)).flat();
}

export const buses: Kind = {
  kind: "event buses with policy, key and dead-letter queue",
  declared: (stack) =>
    stack.all("aws_cloudwatch_event_bus").map((bus) => ({
      name: String(bus["name"]),
      description: bus["description"],
      key: bus["kms_key_identifier"],
      deadLetterQueue: block(bus, "dead_letter_config")["arn"],
      policy: document(
        stack.all("aws_cloudwatch_event_bus_policy").find((policy) => policy["event_bus_name"] === bus["name"])?.[
          "policy"
        ],
      ),
      tags: declaredTags(stack, bus),
    })),
  found: async ({ eventBridge }) =>
    Promise.all(
      (await busNames(eventBridge)).map(async (name) => {
        const bus = await eventBridge.send(new DescribeEventBusCommand({ Name: name }));
        return {
          name,
          description: bus.Description,
          key: bus.KmsKeyIdentifier,
          deadLetterQueue: bus.DeadLetterConfig?.Arn,
          policy: document(bus.Policy),
          tags: await tagsOf(eventBridge, bus.Arn),
        };
      }),
    ),
};

/** EventBridge makes a rule of its own for every archive; nobody but EventBridge can change it. */
const ARCHIVE_SERVICE = "prod.vhs.events.aws.internal";

export const rules: Kind = {
  kind: "rules with their exact patterns and schedules",
  declared: (stack) => [
    ...stack.all("aws_cloudwatch_event_rule").map((rule) => ({
      name: String(rule["name"]),
      bus: rule["event_bus_name"],
      description: rule["description"],
      pattern: document(rule["event_pattern"]),
      schedule: rule["schedule_expression"],
      state: rule["state"],
      tags: declaredTags(stack, rule),
    })),
    ...stack.all("aws_cloudwatch_event_archive").map((archive) => ({
      name: `Events-Archive-${String(archive["name"])}`,
      bus: String(archive["event_source_arn"]).replace(/.*event-bus\//, ""),
      managedBy: ARCHIVE_SERVICE,
    })),
  ],
  found: async ({ eventBridge }) =>
    Promise.all(
      (await rulesOfAllBuses(eventBridge)).map(async (rule) => {
        const { Name: name = "", EventBusName: bus, ManagedBy: managedBy } = rule;
        if (managedBy !== undefined) return { name, bus, managedBy };
        return {
          name,
          bus,
          description: rule.Description,
          pattern: document(rule.EventPattern),
          schedule: rule.ScheduleExpression,
          state: rule.State,
          tags: await tagsOf(eventBridge, rule.Arn),
        };
      }),
    ),
};

function declaredTransformer(target: Arguments) {
  if (target["input_transformer"] === undefined) return undefined;
  const transformer = block(target, "input_transformer");
  return { paths: block(transformer, "input_paths"), template: transformer["input_template"] };
}

function declaredRequest(target: Arguments) {
  if (target["http_target"] === undefined) return undefined;
  const http = block(target, "http_target");
  return {
    path: http["path_parameter_values"] ?? [],
    headers: block(http, "header_parameters"),
    query: block(http, "query_string_parameters"),
  };
}

export const targets: Kind = {
  kind: "targets with role, dead-letter queue, retry policy, input and request parameters",
  declared: (stack) =>
    stack.all("aws_cloudwatch_event_target").map((target) => ({
      name: `${String(target["rule"])} -> ${String(target["target_id"])}`,
      bus: target["event_bus_name"],
      arn: target["arn"],
      role: target["role_arn"],
      deadLetterQueue: block(target, "dead_letter_config")["arn"],
      retry: {
        age: block(target, "retry_policy")["maximum_event_age_in_seconds"],
        attempts: block(target, "retry_policy")["maximum_retry_attempts"],
      },
      input: target["input"],
      inputPath: target["input_path"],
      transformer: declaredTransformer(target),
      request: declaredRequest(target),
    })),
  found: async ({ eventBridge }) => {
    const own = (await rulesOfAllBuses(eventBridge)).filter(({ ManagedBy }) => ManagedBy === undefined);
    const found = own.map(async ({ Name: rule = "", EventBusName: bus }) => {
      const list = await everyPage(async (NextToken) => {
        const answer = await eventBridge.send(
          new ListTargetsByRuleCommand({ Rule: rule, EventBusName: bus, NextToken }),
        );
        return { items: answer.Targets, next: answer.NextToken };
      });
      return list.map((target) => ({
        name: `${rule} -> ${String(target.Id)}`,
        bus,
        arn: withoutRandomPart(target.Arn),
        role: target.RoleArn,
        deadLetterQueue: target.DeadLetterConfig?.Arn,
        retry: {
          age: target.RetryPolicy?.MaximumEventAgeInSeconds,
          attempts: target.RetryPolicy?.MaximumRetryAttempts,
        },
        input: target.Input,
        inputPath: target.InputPath,
        transformer:
          target.InputTransformer === undefined
            ? undefined
            : {
                paths: target.InputTransformer.InputPathsMap ?? {},
                template: target.InputTransformer.InputTemplate,
              },
        request:
          target.HttpParameters === undefined
            ? undefined
            : {
                path: target.HttpParameters.PathParameterValues ?? [],
                headers: target.HttpParameters.HeaderParameters ?? {},
                query: target.HttpParameters.QueryStringParameters ?? {},
              },
      }));
    });
    return (await Promise.all(found)).flat();
  },
};

export const archives: Kind = {
  kind: "archives",
  declared: (stack) =>
    stack.all("aws_cloudwatch_event_archive").map((archive) => ({
      name: String(archive["name"]),
      description: archive["description"],
      bus: archive["event_source_arn"],
      pattern: document(archive["event_pattern"]),
      retentionDays: archive["retention_days"],
    })),
  found: async ({ eventBridge }) => {
    const list = await everyPage(async (NextToken) => {
      const answer = await eventBridge.send(new ListArchivesCommand({ NextToken }));
      return { items: answer.Archives, next: answer.NextToken };
    });
    return Promise.all(
      list.map(async ({ ArchiveName: name = "" }) => {
        const archive = await eventBridge.send(new DescribeArchiveCommand({ ArchiveName: name }));
        return {
          name,
          description: archive.Description,
          bus: archive.EventSourceArn,
          pattern: document(archive.EventPattern),
          retentionDays: archive.RetentionDays,
        };
      }),
    );
  },
};
