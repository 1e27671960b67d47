import { z } from "zod";
import { accountPrincipalArn, parseArn, type Place } from "../../aws/arn";
import { block, optionalText, text } from "./argument-schemas";
import type { Bus, BusPolicy, Resource, Rule, UnreadStatements } from "./model";
import { busArnOf } from "./read-rules";
import type { StackReader } from "./stack-reader";
import { isSymbolic, isUnresolvedBus } from "./symbol";

const busSchema = z.object({
  dead_letter_config: block(z.object({ arn: optionalText })),
  kms_key_identifier: optionalText,
});

const policySchema = z.object({ event_bus_name: optionalText, policy: text });

const permissionSchema = z.object({
  event_bus_name: optionalText,
  principal: text,
  statement_id: text,
  action: optionalText,
  condition: block(z.object({ key: text, type: text, value: text })),
});

type Permission = z.infer<typeof permissionSchema>;

/** What gives a bus its policy: one document, or a statement of each permission; and what of either cannot be read. */
interface GivenPolicy {
  document?: BusPolicy;
  readonly permissions: Permission[];
  readonly unread: UnreadStatements[];
}

const UNDECLARED = "this Terraform does not declare the bus, so its policy may be anything";

/** The buses of all stacks with their policies, and those that only rules or policies speak of. */
export function readBuses(readers: readonly StackReader[], rules: readonly Rule[]): Bus[] {
  const given = givenPolicies(readers);
  const declared = readers.flatMap((reader) =>
    reader.ofType("aws_cloudwatch_event_bus").map((resource): Bus => {
      const bus = reader.resource(resource);
      const read = reader.read(resource, busSchema, ["kms_key_identifier"]);
      const deadLetterArn = read?.dead_letter_config?.arn;
      const kmsKeyId = read?.kms_key_identifier;
      return {
        ...bus,
        origin: "declared",
        ...given.of(bus, { kind: "none" }, []),
        ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
        ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
      };
    }),
  );
  const known = new Set(declared.map(({ arn }) => arn));
  const referred = new Map<string, Bus>();
  const refer = ({ stack, address, account, region }: Omit<Resource, "name" | "arn">, busArn: string) => {
    const own = parseArn(busArn);
    // Which bus an unresolved name means is not known, and no further bus.
    if (known.has(busArn) || referred.has(busArn) || isSymbolic(own?.name ?? busArn)) return;
    const bus = { account: own?.account ?? account, region: own?.region ?? region, arn: busArn };
    const others = { label: "another configuration", what: UNDECLARED, mayDeny: false };
    referred.set(busArn, {
      stack,
      address,
      ...bus,
      name: own?.name ?? busArn,
      origin: "referred",
      ...given.of(bus, { kind: "unknown", what: UNDECLARED }, [others]),
    });
  };
  for (const rule of rules) refer(rule, rule.busArn);
  for (const { resource, busArn } of given.resources) refer(resource, busArn);
  return [...declared, ...referred.values()];
}

/** Reads every resource that gives a bus a policy. */
function givenPolicies(readers: readonly StackReader[]) {
  const byBus = new Map<string, GivenPolicy>();
  /** What may belong to any bus of an account and Region: which one cannot be resolved. */
  const ofAnyBus: (Place & UnreadStatements)[] = [];
  const resources: { readonly resource: Omit<Resource, "name" | "arn">; readonly busArn: string }[] = [];
  const entry = (busArn: string): GivenPolicy => {
    const found = byBus.get(busArn) ?? { permissions: [], unread: [] };
    byBus.set(busArn, found);
    return found;
  };
  for (const reader of readers) {
    for (const type of ["aws_cloudwatch_event_bus_policy", "aws_cloudwatch_event_permission"] as const) {
      const mayDeny = type === "aws_cloudwatch_event_bus_policy";
      for (const resource of [...reader.ofType(type), ...reader.repeated(type)]) {
        const place = reader.place(resource);
        const busArn = busArnOf(place, reader.busOf(resource));
        const isRepeated = reader.repeated(type).includes(resource);
        const known = reader.unknown.length;
        const permission = mayDeny || isRepeated ? undefined : reader.read(resource, permissionSchema);
        const document = mayDeny && !isRepeated ? reader.read(resource, policySchema) : undefined;
        const why = reader.unknown.slice(known).map(({ what }) => what);
        const what = isRepeated ? "only a plan tells how many there are" : why.join("; ");
        if (isUnresolvedBus(parseArn(busArn)?.name ?? busArn)) {
          ofAnyBus.push({
            ...place,
            label: resource.address,
            what: what === "" ? "its bus is not known" : what,
            mayDeny,
          });
          continue;
        }
        resources.push({ resource: { stack: reader.stack.name, address: resource.address, ...place }, busArn });
        const policy = entry(busArn);
        if (permission !== undefined) policy.permissions.push(permission);
        else if (document !== undefined) policy.document = { kind: "document", document: document.policy };
        // The bus has a policy all the same: without it it would pass for one that has none.
        else if (mayDeny) policy.document = { kind: "unknown", what };
        else policy.unread.push({ label: resource.address, what, mayDeny });
      }
    }
  }
  return {
    resources,
    of: (
      { arn, account, region }: Place & { readonly arn: string },
      otherwise: BusPolicy,
      others: readonly UnreadStatements[],
    ): Pick<Bus, "policy" | "unread"> => {
      const { document, permissions = [], unread = [] } = byBus.get(arn) ?? {};
      const here = ofAnyBus.filter((one) => one.account === account && one.region === region);
      const all = [
        ...unread,
        ...here.map(({ label, what, mayDeny }) => ({ label, what, mayDeny })),
        // A permission adds a statement; who else adds one to a bus that is not declared here is not known.
        ...(document === undefined && permissions.length > 0 ? others : []),
      ];
      const policy = document ?? (permissions.length > 0 ? documentOf(permissions, arn, region) : otherwise);
      return { policy, ...(all.length === 0 ? {} : { unread: all }) };
    },
  };
}

/** `aws_cloudwatch_event_permission` adds one statement each to the policy of its bus. */
function documentOf(permissions: readonly Permission[], busArn: string, region: string): BusPolicy {
  const Statement = permissions.map((permission) => statementOf(permission, busArn, region));
  return { kind: "document", document: JSON.stringify({ Version: "2012-10-17", Statement }) };
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
