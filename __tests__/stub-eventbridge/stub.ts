import type { Account, Emulator } from "../e2e/emulator";
import type { Caller, Fields, Operations } from "./call";
import { apiDestinationOperations } from "./api-destinations/operations";
import { archiveOperations } from "./archives/operations";
import type { BusRoom } from "./buses/bus-room";
import { busOperations } from "./buses/operations";
import { Callers } from "./caller";
import { ConnectionStore } from "./connections/connection-store";
import { SHORT, type Delays, type Outside } from "./connections/life";
import { managedSecretOperations } from "./connections/managed-secret";
import { connectionOperations } from "./connections/operations";
import { passOn, type Answered, type Received } from "./exchange";
import { Front } from "./front";
import type { MayCall } from "./permissions";
import { putEvents } from "./put-events";
import { AwsRefusal } from "./refusal";
import { ruleOperations } from "./rules/operations";

/**
 * EventBridge as AWS was recorded to be, in front of the emulator: what the emulator does otherwise is answered or put
 * right here, and every other call goes through. It keeps its own connections, and what the emulator cannot change of a
 * bus; all else is the emulator's.
 */
export class StubEventBridge extends Front {
  /** What connections find outside of AWS: whatever they look for, as long as a test does not say otherwise. */
  readonly outside: Outside = { tokenEndpoint: () => "token", privateEndpoint: () => "api" };

  /** Whether callers' own policies allow what EventBridge asks of them: all of it, as long as a test does not say otherwise. */
  mayCall: MayCall = () => true;

  private readonly callers: Callers;
  private readonly accounts = new Map<string, Promise<Account>>();
  private readonly services: Readonly<Record<string, Operations>>;

  private constructor(
    private readonly emulator: Emulator,
    delays: Delays,
  ) {
    super();
    this.callers = new Callers(emulator.endpoint);
    const store = new ConnectionStore();
    const buses: BusRoom = {
      changed: new Map(),
      mayCall: (caller, asked) => this.mayCall(caller, asked),
      encrypting: delays.encrypting,
    };
    this.services = {
      AWSEvents: {
        ...connectionOperations({ store, outside: this.outside, delays }),
        ...apiDestinationOperations(store),
        ...archiveOperations(),
        ...busOperations(buses),
        ...ruleOperations(buses),
        PutEvents: (call) => putEvents(call, buses),
      },
      secretsmanager: managedSecretOperations(store),
    };
  }

  static async start(emulator: Emulator, delays: Delays = SHORT): Promise<StubEventBridge> {
    const stub = new StubEventBridge(emulator, delays);
    await stub.listen();
    return stub;
  }

  protected async answer(received: Received): Promise<Answered> {
    const [service = "", operation = ""] = String(received.headers["x-amz-target"] ?? "").split(".");
    const carryOut = this.services[service]?.[operation];
    if (carryOut === undefined) return passOn(this.emulator.endpoint, received);
    try {
      const input = fieldsOf(received.body);
      const caller = await this.callers.of(received);
      const account = await this.account(caller);
      const emulator = (changed: Fields = input) => this.ask(received, changed);
      return answered(200, await carryOut({ operation, input, caller, account, emulator }));
    } catch (error) {
      if (!(error instanceof AwsRefusal)) throw error;
      return answered(error.status, { __type: error.code, message: error.message });
    }
  }

  private account({ account, region }: Caller): Promise<Account> {
    const place = `${account} ${region}`;
    const known = this.accounts.get(place) ?? this.emulator.account(account, region);
    this.accounts.set(place, known);
    return known;
  }

  private async ask(received: Received, input: Fields): Promise<Fields> {
    const sent = { ...received, body: Buffer.from(JSON.stringify(input)) };
    const { status, body } = await passOn(this.emulator.endpoint, sent);
    const text = body.toString();
    if (status >= 500) throw new AwsRefusal("InternalFailure", `The emulator cannot: ${text.slice(0, 500)}`, status);
    const fields = text === "" ? {} : fieldsOf(body);
    if (status === 200) return fields;
    const { __type = "InternalFailure", message = fields["Message"] ?? "" } = fields;
    throw new AwsRefusal(String(__type).replace(/^.*#/, ""), String(message), status);
  }
}

function fieldsOf(body: Buffer): Fields {
  const fields: unknown = JSON.parse(body.toString());
  if (typeof fields !== "object" || fields === null) throw new AwsRefusal("SerializationException", "No object");
  return fields as Fields;
}

function answered(status: number, fields: Fields): Answered {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  return { status, headers, body: Buffer.from(JSON.stringify(fields)) };
}
