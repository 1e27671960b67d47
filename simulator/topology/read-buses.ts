import { z } from "zod";
import { accountPrincipalArn, parseArn } from "../../aws/arn";
import { block, optionalText, text } from "./argument-schemas";
import type { Bus, BusPolicy, Rule } from "./model";
import { busArnOf } from "./read-rules";
import type { StackReader } from "./stack-reader";

const busSchema = z.object({ dead_letter_config: block(z.object({ arn: optionalText })) });

const policySchema = z.object({ event_bus_name: optionalText, policy: text });

const permissionSchema = z.object({
  event_bus_name: optionalText,
  principal: text,
  statement_id: text,
  action: optionalText,
  condition: block(z.object({ key: text, type: text, value: text })),
});

type Permission = z.infer<typeof permissionSchema>;

/** The buses of all stacks with their policies, and those that only rules or policies speak of. */
export function readBuses(readers: readonly StackReader[], rules: readonly Rule[]): Bus[] {
  const policies = new Map<string, BusPolicy>([...permissionsByBus(readers), ...documentsByBus(readers)]);
  const declared = readers.flatMap((reader) =>
    reader.ofType("aws_cloudwatch_event_bus").map((resource): Bus => {
      const bus = reader.resource(resource);
      const deadLetterArn = reader.read(resource, busSchema)?.dead_letter_config?.arn;
      return {
        ...bus,
        origin: "declared",
        policy: policies.get(bus.arn) ?? { kind: "none" },
        ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
      };
    }),
  );
  const known = new Set(declared.map(({ arn }) => arn));
  const referred = new Map<string, Bus>();
  for (const { stack, address, account, region, busArn } of rules) {
    if (known.has(busArn) || referred.has(busArn)) continue;
    const own = parseArn(busArn);
    referred.set(busArn, {
      stack,
      address,
      account: own?.account ?? account,
      region: own?.region ?? region,
      name: own?.name ?? busArn,
      arn: busArn,
      origin: "referred",
      policy: policies.get(busArn) ?? {
        kind: "unknown",
        what: "this Terraform does not declare the bus, so its policy may be anything",
      },
    });
  }
  return [...declared, ...referred.values()];
}

function documentsByBus(readers: readonly StackReader[]): [string, BusPolicy][] {
  return readers.flatMap((reader) =>
    reader.ofType("aws_cloudwatch_event_bus_policy").flatMap((resource): [string, BusPolicy][] => {
      const known = reader.unknown.length;
      const read = reader.read(resource, policySchema);
      if (read !== undefined) {
        return [[busArnOf(reader.place(resource), read.event_bus_name), { kind: "document", document: read.policy }]];
      }
      // The bus still has a policy: without this entry it would pass for one that has none.
      const what = reader.unknown.slice(known).map((unknown) => unknown.what);
      const bus = reader.read(resource, policySchema.pick({ event_bus_name: true }));
      const policy: BusPolicy = { kind: "unknown", what: what.join("; ") };
      return bus === undefined ? [] : [[busArnOf(reader.place(resource), bus.event_bus_name), policy]];
    }),
  );
}

/** `aws_cloudwatch_event_permission` adds one statement each to the policy of its bus. */
function permissionsByBus(readers: readonly StackReader[]): [string, BusPolicy][] {
  const statements = new Map<string, unknown[]>();
  for (const reader of readers) {
    for (const resource of reader.ofType("aws_cloudwatch_event_permission")) {
      const permission = reader.read(resource, permissionSchema);
      if (permission === undefined) continue;
      const place = reader.place(resource);
      const busArn = busArnOf(place, permission.event_bus_name);
      statements.set(busArn, [...(statements.get(busArn) ?? []), statementOf(permission, busArn, place.region)]);
    }
  }
  return [...statements].map(([busArn, Statement]) => [
    busArn,
    { kind: "document", document: JSON.stringify({ Version: "2012-10-17", Statement }) },
  ]);
}

function statementOf({ principal, statement_id: sid, action, condition }: Permission, busArn: string, region: string) {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: principal === "*" ? "*" : { AWS: accountPrincipalArn({ account: principal, region }) },
    Action: action ?? "events:PutEvents",
    Resource: busArn,
    ...(condition === undefined ? {} : { Condition: { [condition.type]: { [condition.key]: condition.value } } }),
  };
}
