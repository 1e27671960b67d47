import { readFileSync } from "node:fs";
import { passOn, type Answered, type Received } from "../stub-eventbridge/exchange";
import { Front } from "../stub-eventbridge/front";
import { denied, operationOf } from "../stub-eventbridge/protocol";

/** Step to the operation whose first call is refused in it, such as `events:PutRule`. */
export type Faults = Readonly<Record<string, string>>;

/** Requests that are refused until nobody wants it any more, by method and path. */
export interface Ban {
  readonly action: string;
  readonly requests: RegExp;
}

/**
 * Stands in front of the emulator and reads in a run's journal which of its steps is under way. The first call of the
 * operation that is ordered for a step is answered as AWS answers who may not; all else goes through.
 */
export class FaultsInSteps extends Front {
  /** The operations that were called while each step was under way, refused ones among them. */
  readonly called = new Map<string, Set<string>>();

  /** Whatever step is under way. */
  ban: Ban | undefined;

  private readonly pending = new Map<string, string>();

  private constructor(
    private readonly behind: string,
    private readonly journal: string,
  ) {
    super();
  }

  static async start(behind: string, journal: string): Promise<FaultsInSteps> {
    const front = new FaultsInSteps(behind, journal);
    await front.listen();
    return front;
  }

  order(faults: Faults): void {
    for (const [step, action] of Object.entries(faults)) this.pending.set(step, action);
  }

  /** Steps whose operation has not been called. */
  get notMet(): string[] {
    return [...this.pending.keys()];
  }

  protected answer(received: Received): Promise<Answered> {
    const step = this.underWay();
    if (step === undefined) return passOn(this.behind, received);
    const operation = operationOf(received);
    const known = this.called.get(step) ?? new Set();
    this.called.set(step, known.add(operation));
    if (this.ban?.requests.test(`${received.method} ${received.url}`) === true) {
      return Promise.resolve(denied(received, this.ban.action));
    }
    const action = this.pending.get(step);
    if (action?.split(":")[1] !== operation) return passOn(this.behind, received);
    this.pending.delete(step);
    return Promise.resolve(denied(received, action));
  }

  private underWay(): string | undefined {
    try {
      return (JSON.parse(readFileSync(this.journal, "utf8")) as { readonly underWay?: string }).underWay;
    } catch {
      return undefined; // no run
    }
  }
}
