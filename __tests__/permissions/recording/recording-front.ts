import { Callers } from "../../stub-eventbridge/caller";
import { passOn, type Answered, type Received } from "../../stub-eventbridge/exchange";
import { Front } from "../../stub-eventbridge/front";
import { askedOf, signatureOf, type AskedOf } from "./aws-call";

/** A call that somebody made. */
export interface Recorded extends AskedOf {
  /** ARN as STS names who is signed in: of a role's session. */
  readonly caller: string;
  readonly account: string;
}

/** Calls that need no permission, and those by which a role is taken on: they are the caller's own. */
const NOT_ASKED = /\bAction=(GetCallerIdentity|AssumeRole)\b/;

/** Stands before the emulator and writes down what IAM would be asked. Every call goes through. */
export class RecordingFront extends Front {
  private readonly callers: Callers;
  private calls: Promise<Recorded[]>[] = [];

  private constructor(
    emulator: string,
    private readonly behind: string,
  ) {
    super();
    this.callers = new Callers(emulator);
  }

  /** @param behind who answers, where that is not the emulator */
  static async start(emulator: string, behind = emulator): Promise<RecordingFront> {
    const front = new RecordingFront(emulator, behind);
    await front.listen();
    return front;
  }

  /**
   * What was called since the last time.
   *
   * @throws Error for a call that nothing is known of
   */
  async taken(): Promise<Recorded[]> {
    const calls = await Promise.all(this.calls.splice(0));
    return calls.flat();
  }

  protected async answer(received: Received): Promise<Answered> {
    const answer = await passOn(this.behind, received);
    this.calls.push(this.record(received));
    return answer;
  }

  private async record(request: Received): Promise<Recorded[]> {
    if (NOT_ASKED.test(request.body.toString("utf8", 0, 200))) return [];
    const { arn, account } = await this.callers.of(request);
    const region = signatureOf(request)?.region ?? "";
    return askedOf(request, { account, region }).map((asked) => ({ ...asked, caller: arn, account }));
  }
}
