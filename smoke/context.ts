/** What every step of a run works with. */
import type { Place } from "../aws/arn";
import type { EmittedStack } from "#simulator/topology";
import { withoutFunctions } from "../hub-account";
import type { Answerer } from "./answer";
import type { Deliveries } from "./deliveries/deliveries";
import { deliveriesOnAws } from "./deliveries/on-aws";
import { deliveriesOnLocalHub } from "./deliveries/on-local-hub";
import { SmokeEnvironment, type Emitted, type Synthesize } from "./environment/emitted";
import type { Journal } from "./journal";
import { smokeNames } from "./names";
import { userClients, type UserClients } from "./user-clients";

/** Any address: what is emitted with it is counted, and never applied. */
const SOME_ENDPOINT = "https://endpoint.example.com";

/** A run under way. */
export class SmokeContext {
  readonly place: Place;
  readonly suffix: string;
  readonly names: ReturnType<typeof smokeNames>;
  readonly aws: UserClients;
  /** Who answers calls of AWS's APIs. */
  readonly by: Answerer;
  private readonly environment: SmokeEnvironment;
  private delivering: { readonly emitted: Emitted; readonly deliveries: Promise<Deliveries> } | undefined;
  private whole: readonly EmittedStack[] | undefined;

  constructor(
    readonly journal: Journal,
    synthesize: Synthesize,
    readonly interruption: AbortSignal,
    /** Is told where the hub on this machine listens. */
    private readonly onLocalHub?: (url: string) => void,
    /** Where facts are written; nowhere when absent. */
    readonly record?: string,
  ) {
    const { account, region, suffix } = journal.content;
    this.place = { account, region };
    this.suffix = suffix;
    this.names = smokeNames(suffix, this.place);
    this.aws = userClients(region);
    this.by = withoutFunctions() ? "emulator" : "AWS";
    this.environment = new SmokeEnvironment(synthesize);
  }

  /** What is emitted with what is known by now. */
  emitted(): Emitted {
    return this.emit(this.journal.content.endpoint);
  }

  /** Every stack that the run will apply, as it was before the address of the endpoint was known. */
  wholeRun(): readonly EmittedStack[] {
    this.whole ??= this.emit(SOME_ENDPOINT).stacks;
    return this.whole;
  }

  /** EventBridge's deliveries of what is emitted now: AWS's, or where an emulator delivers nothing the local hub's. */
  async deliveries(): Promise<Deliveries> {
    const emitted = this.emitted();
    if (this.delivering?.emitted !== emitted) {
      const before = this.delivering?.deliveries;
      this.delivering = { emitted, deliveries: this.newDeliveries(emitted) };
      await (await before)?.stop();
    }
    return this.delivering.deliveries;
  }

  async discard(): Promise<void> {
    await (await this.delivering?.deliveries.catch(() => undefined))?.stop();
    this.environment.discard();
  }

  private async newDeliveries({ environment: { hub }, stacks }: Emitted): Promise<Deliveries> {
    const { endpoint } = this.journal.content;
    if (endpoint === undefined) throw new Error("The endpoint is not known yet");
    if (this.by === "AWS") return deliveriesOnAws(hub, endpoint, this.aws);
    const deliveries = await deliveriesOnLocalHub(hub, endpoint, stacks);
    this.onLocalHub?.(deliveries.url);
    return deliveries;
  }

  private emit(endpoint: string | undefined): Emitted {
    return this.environment.emit({ ...this.place, suffix: this.suffix, endpoint });
  }
}
