/** Small languages of AWS, and what is given by name: each is text that somebody else wrote. */
import { parseSchedule } from "../../../aws/schedule";
import { findEnvironment } from "../../../catalogue";
import { formatFinding } from "../../../catalogue";
import { CommandFailure } from "../../../cli/failure";
import { tenantStack } from "../../../cli/input/tenant-stack";
import { runsOf } from "../../../cli/text/next-runs";
import {
  findPutTargetsError,
  inputPathYields,
  parseInputPath,
  parseInputTemplate,
  renderHttpParameters,
  renderTargetInput,
  type TargetInput,
} from "#simulator/input";
import { evaluateBusPolicy, evaluateIdentityPolicies, evaluateServiceAccess } from "#simulator/policy";
import { hubBus, NoSuchBusError } from "#simulator/routing";
import type { Surface } from "../faults";
import { emittedOf, type Ground } from "../ground";
import type { Seed } from "../mutation";

const text = (name: string, value: string): Seed => ({ name, language: "text", text: value });
const json = (name: string, value: unknown): Seed => ({ name, language: "json", text: JSON.stringify(value, null, 1) });

const EVENT = {
  ...{ version: "0", id: "e-1", source: "com.acme.shop", account: "210000000001", region: "eu-central-1" },
  ...{ time: "2026-11-20T10:00:00Z", resources: ["arn:aws:s3:::a"], "detail-type": "Order Placed" },
  detail: {
    id: "O-1",
    total: 1.5,
    note: 'he said "no"\n',
    lines: [{ sku: "a" }, { sku: "b" }],
    none: null,
    deep: { a: {} },
  },
};
const RULE = { name: "placed", arn: "arn:aws:events:eu-central-1:200000000001:rule/orders/placed" };

const TEMPLATES = [
  '{"order": "<id>", "note": "<note>", "lines": <lines>, "none": <none>, "event": <aws.events.event.json>}',
  '"Order <id>: <note> at <aws.events.event.ingestion-time> by <aws.events.rule-name>"',
  "<id> <aws.events.event>",
  '{"a": {"b": ["<id>", <total>, "\\"<note>\\""]}, "c": "<aws.events.rule-arn>"}',
];

/** Input templates, as text. */
export function inputTemplates(): Surface {
  const map = {
    id: "$.detail.id",
    note: "$.detail.note",
    lines: "$.detail.lines",
    none: "$.detail.none",
    total: "$.detail.total",
  };
  return {
    name: "input template",
    weight: 3,
    seeds: TEMPLATES.map((template, index) => text(`template ${index + 1}`, template)),
    take: (template) => renderedBy({ InputTransformer: { InputPathsMap: map, InputTemplate: template } }),
    refusals: [],
  };
}

/** JSON paths, as input path, in a map, and as parameters of a request. */
export function inputPaths(): Surface {
  const paths = [
    "$.detail.lines[0].sku",
    "$['detail']['id']",
    "$.detail.lines[*].sku",
    "$.detail-type",
    "$.detail.none",
  ];
  return {
    name: "JSON path",
    weight: 2,
    seeds: paths.map((path) => text(path, path)),
    take: (path) => {
      const parse = parseInputPath(path);
      const yields = parse.ok ? inputPathYields(parse.path) : parse.reason;
      const parameters = { pathParameters: [path], header: { X: path }, queryString: { [path]: path } };
      return [
        JSON.stringify(yields),
        ...renderedBy({ InputPath: path }),
        ...renderedBy({ InputTransformer: { InputPathsMap: { a: path }, InputTemplate: '{"a": <a>}' } }),
        JSON.stringify(renderHttpParameters(parameters, EVENT)),
      ];
    },
    refusals: [],
  };
}

function renderedBy(target: TargetInput): string[] {
  const { InputTransformer: transformer } = target;
  const parsed = transformer && parseInputTemplate(transformer.InputTemplate);
  const rendered = renderTargetInput({ target, event: EVENT, rule: RULE, ingestionTime: "2026-11-20T10:00:01.000Z" });
  return [
    JSON.stringify(parsed?.placeholders ?? null),
    JSON.stringify(findPutTargetsError(target) ?? null),
    JSON.stringify(rendered),
  ];
}

/** Schedules of rules and of EventBridge Scheduler, with their time zones. */
export function schedules(): Surface {
  const expressions = [
    ...[
      "cron(0/15 8-17 ? * MON-FRI *)",
      "cron(0 6 L * ? 2027-2030)",
      "cron(30 2 15W JAN,JUL ? *)",
      "cron(0 0 ? * 6#3 2028)",
    ],
    ...["cron(0 0 ? 2 FRIL *)", "rate(5 minutes)", "rate(1 day)", "at(2030-01-31T06:00:00)", "0 6 * * *"],
  ];
  const now = new Date("2026-11-26T12:00:00Z");
  return {
    name: "schedule",
    weight: 2,
    seeds: [...expressions.map((one) => text(one, one)), ...["Europe/Berlin", "UTC"].map((zone) => text(zone, zone))],
    take: (written, { name }) => {
      const isZone = !/\W/.test(name.replace("/", ""));
      const expression = isZone ? "cron(30 2 * * ? *)" : written;
      return (["rule", "scheduler"] as const).flatMap((service) => {
        const schedule = {
          name: "s",
          target: "t",
          state: "ENABLED",
          timeZone: isZone ? written : "Europe/Berlin",
        } as const;
        const { words, next } = runsOf({ ...schedule, service, expression }, now);
        return [words, ...next, JSON.stringify(parseSchedule(expression, service).ok)];
      });
    },
    refusals: [],
  };
}

/** Policies of buses, queues and roles. */
export function policies(): Surface {
  const bus = { arn: "arn:aws:events:eu-central-1:200000000001:event-bus/orders", account: "200000000001" };
  const statement = { Sid: "One", Effect: "Allow", Action: ["events:PutEvents", "sqs:*"], Resource: "*" };
  const seeds = [
    {
      ...statement,
      Principal: { AWS: ["arn:aws:iam::210000000001:root", "210000000002"], Service: "events.amazonaws.com" },
      Condition: {
        StringEquals: { "events:source": ["com.acme.shop"], "aws:PrincipalOrgID": "o-1" },
        "ForAnyValue:StringLike": { "events:detail-type": "Order*" },
        ArnLike: { "aws:SourceArn": "arn:aws:events:*:*:rule/*" },
      },
    },
    { ...statement, Effect: "Deny", Principal: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
    {
      ...statement,
      Condition: { NumericLessThan: { "aws:MultiFactorAuthAge": 300 }, Null: { "events:source": true } },
    },
  ].map((one, index) => json(`policy ${index + 1}`, { Version: "2012-10-17", Statement: [one] }));
  return {
    name: "policy",
    weight: 2,
    seeds,
    take: (document) => {
      const request = { principalAccount: "210000000001", source: "com.acme.shop", detailType: "Order Placed" };
      const place = {
        region: "eu-central-1",
        principalArn: "arn:aws:iam::200000000001:role/r",
        principalAccount: bus.account,
      };
      const service = {
        service: "events.amazonaws.com",
        action: "sqs:SendMessage",
        resourceArn: "arn:aws:sqs:a:b:c",
        sourceArn: RULE.arn,
      };
      return [
        evaluateBusPolicy({ bus: { ...bus, policy: { kind: "document", document } }, request }).reason,
        JSON.stringify(
          evaluateIdentityPolicies([document], { ...place, action: "events:PutEvents", resource: bus.arn }),
        ),
        evaluateServiceAccess(document, service).reason,
      ];
    },
    refusals: [],
  };
}

/** Names of environments, tenants and buses. */
export function names(ground: Ground): Surface {
  const { topology } = emittedOf(ground, "dev");
  return {
    name: "name",
    weight: 1,
    seeds: ["dev", "environments/prod", "salesforce", "acme-dev-central"].map((name) => text(name, name)),
    take: (name) => {
      const said = findEnvironment(name).findings.map(formatFinding);
      for (const ask of [() => tenantStack(topology, name), () => hubBus(topology, name).arn]) {
        try {
          said.push(ask());
        } catch (error) {
          if (!(error instanceof CommandFailure || error instanceof NoSuchBusError)) throw error;
          said.push(error.message);
        }
      }
      return said;
    },
    refusals: [],
  };
}
