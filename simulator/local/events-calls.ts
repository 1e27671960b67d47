import { accountPrincipalArn, assumedRoleArn } from "../../aws/arn";
import type { Clock } from "../delivery";
import type { JsonObject } from "../input";
import { NotAnEventError, type Arrived } from "../routing";
import type { Bus, Connection } from "../topology";
import { AwsError, type AwsCall } from "./aws-protocol";
import { accountNotSaid, type Access, type Caller } from "./caller";
import type { EventFlow } from "./event-flow";
import { hubEvent, reported, type HubEvent } from "./hub-event";
import type { Outage } from "./outage";
import { checkPutEvents, type CheckedEntry, type PutEventsEntry, type PutEventsResultEntry } from "./put-events";
import type { Reporter } from "./report";

/** What EventBridge's calls work on. */
export interface EventsCallContext {
  readonly flow: EventFlow;
  readonly access: Access;
  readonly outage: Outage;
  readonly clock: Clock;
  readonly report: Reporter;
  /** Resolves when there is room for further events. @throws AwsError when there is none */
  readonly room: () => Promise<void>;
  readonly connections: readonly Connection[];
  readonly stateOf: (connectionArn: string) => string;
  readonly authorize: (connectionArn: string) => void;
  /** Takes note of work that goes on after the answer. */
  readonly background: (work: Promise<void>) => void;
}

/**
 * PutEvents, and what is needed to see and restore a connection: DescribeConnection and UpdateConnection, which takes no
 * values here and authorizes the connection again.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/
 *
 * @throws AwsError as AWS would
 */
export async function callEvents(
  call: AwsCall,
  caller: Caller | undefined,
  context: EventsCallContext,
): Promise<JsonObject> {
  switch (call.operation) {
    case "PutEvents":
      if (caller === undefined) throw accountNotSaid();
      return await putEvents(call.input, caller, context);
    case "UpdateConnection":
      context.authorize(namedConnection(call, context).arn);
      return describe(namedConnection(call, context), context);
    case "DescribeConnection":
      return describe(namedConnection(call, context), context);
    default:
      throw new AwsError("UnknownOperationException", `The local hub does not know EventBridge's ${call.operation}.`);
  }
}

/**
 * Puts events as an account or as a role of the Terraform.
 *
 * @throws AwsError when AWS would refuse the request as a whole, by the role's own policies for one
 */
export async function putEvents(input: JsonObject, caller: Caller, context: EventsCallContext): Promise<JsonObject> {
  await context.room();
  const { account } = caller;
  const checked = checkPutEvents(input);
  failOnOrder(checked, account, context);
  refuseByIdentity(checked, caller, context);
  // Nothing is taken before all entries are known to pass: a call that fails as a whole has delivered nothing.
  const arrivals = checked.map((one) => (one.kind === "entry" ? arrival(one.entry, account, context) : one));
  refuseByBusPolicy(arrivals, caller, context);
  const results = arrivals.map((one) => resultOf(one, account, context));
  return {
    FailedEntryCount: results.filter((result) => "ErrorCode" in result).length,
    Entries: results.map((result): JsonObject => ({ ...result })),
  };
}

/** @throws AwsError when an outage was ordered */
function failOnOrder(checked: readonly CheckedEntry[], account: string, { outage, report }: EventsCallContext): void {
  const status = outage.take();
  if (status === undefined) return;
  for (const one of checked) {
    const { source, detailType, bus } = one.kind === "entry" ? one.entry : one;
    report({ kind: "refused", event: { account, source, detailType }, bus, reason: `EventBridge answers ${status}` });
  }
  throw new AwsError("InternalException", "This is an outage that was ordered.", undefined, status);
}

/** A role's policies are asked once for each bus, with the sources and detail-types of all its entries. */
function refuseByIdentity(checked: readonly CheckedEntry[], caller: Caller, { flow, access }: EventsCallContext): void {
  const entries = checked.flatMap((one) => (one.kind === "entry" ? [one.entry] : []));
  for (const name of new Set(entries.map((entry) => entry.bus))) {
    const bus = flow.bus(name, caller.account);
    if (bus === undefined) continue;
    const onBus = entries.filter((entry) => entry.bus === name);
    const refused = access.refusal(caller, {
      action: "events:PutEvents",
      resource: bus.arn,
      region: bus.region,
      context: {
        "events:source": onBus.map(({ source }) => source),
        "events:detail-type": onBus.map(({ detailType }) => detailType),
        "events:eventbusinvocation": ["false"],
      },
    });
    if (refused !== undefined) throw new AwsError("AccessDeniedException", refused);
  }
}

/** An entry on its way: what becomes of it on the bus that it names. */
type Arrival =
  | { readonly kind: "lost"; readonly event: HubEvent; readonly busName: string }
  | { readonly kind: "arrived"; readonly event: HubEvent; readonly bus: Bus; readonly arrived: Arrived };

/** An entry that is answered with an error. */
type FailedEntry = Extract<CheckedEntry, { kind: "failed" }>;

function arrival(entry: PutEventsEntry, account: string, { flow, clock }: EventsCallContext): Arrival | FailedEntry {
  const bus = flow.bus(entry.bus, account);
  const event = hubEvent(entry, account, bus?.region ?? "", clock.now());
  if (bus === undefined) return { kind: "lost", event, busName: entry.bus };
  try {
    return { kind: "arrived", event, bus, arrived: flow.arrive(event, bus) };
  } catch (error) {
    if (!(error instanceof NotAnEventError)) throw error;
    const { source, detailType } = entry;
    const result = { ErrorCode: "InternalFailure", ErrorMessage: `The event ${error.message}.` };
    return { kind: "failed", result, because: undefined, source, detailType, bus: entry.bus };
  }
}

/**
 * A bus policy that refuses one entry refuses the call: none of its entries is put (recorded).
 *
 * @throws AwsError AccessDeniedException, as AWS words it
 */
function refuseByBusPolicy(
  all: readonly (Arrival | { readonly kind: "failed" })[],
  caller: Caller,
  { report }: EventsCallContext,
): void {
  const arrivals = all.flatMap((one) => (one.kind === "arrived" ? [one] : []));
  const first = arrivals.find(({ arrived }) => arrived.kind === "refused");
  if (first === undefined) return;
  for (const { event, bus, arrived } of arrivals) {
    const reason =
      arrived.kind === "refused" ? arrived.reason : "the bus policy refuses another entry, and with it the whole call";
    report({ kind: "refused", event: reported(event), bus: bus.arn, reason });
  }
  const { bus, arrived } = first;
  const user = caller.kind === "role" ? assumedRoleArn(caller) : accountPrincipalArn({ ...caller, region: bus.region });
  const why = arrived.policy.explicit
    ? "with an explicit deny in a resource-based policy"
    : "because no resource-based policy allows the events:PutEvents action";
  throw new AwsError(
    "AccessDeniedException",
    `User: ${user} is not authorized to perform: events:PutEvents on resource: ${bus.arn} ${why}`,
  );
}

function resultOf(
  one: Arrival | FailedEntry,
  account: string,
  { flow, report, background }: EventsCallContext,
): PutEventsResultEntry {
  switch (one.kind) {
    case "failed": {
      const { result, because, source, detailType, bus } = one;
      const said = `${result.ErrorCode}: ${result.ErrorMessage}`;
      const reason = because === undefined ? said : `${said} (${because})`;
      report({ kind: "refused", event: { account, source, detailType }, bus, reason });
      return result;
    }
    case "lost": {
      // AWS answers success (recorded), and a default bus without rules drops the event just so.
      const { event, busName } = one;
      const reason = `account ${account} has no bus ${busName} in this Terraform`;
      report({ kind: "lost", event: reported(event), reason });
      return { EventId: event.id };
    }
    case "arrived": {
      const { event, bus, arrived } = one;
      if (arrived.kind === "accepted") background(flow.accept(event, bus, arrived.plans));
      return { EventId: event.id };
    }
  }
}

function namedConnection({ input }: AwsCall, { connections }: EventsCallContext): Connection {
  const wanted = input["Name"];
  const found = connections.find(({ name }) => name === wanted);
  if (found === undefined) {
    const called = typeof wanted === "string" ? wanted : "";
    throw new AwsError("ResourceNotFoundException", `Connection '${called}' does not exist.`);
  }
  return found;
}

function describe({ name, arn, description }: Connection, { stateOf }: EventsCallContext): JsonObject {
  return {
    Name: name,
    ConnectionArn: arn,
    ConnectionState: stateOf(arn),
    AuthorizationType: description.authorization.type,
  };
}
