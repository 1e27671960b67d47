/** Plays the steps of a run, and takes away what they have made. */
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import type { StepAnswer } from "./answer";
import { SmokeContext } from "./context";
import { costOf, type Cost } from "./cost";
import type { Synthesize } from "./environment/emitted";
import { inWords, SmokeError } from "./failure";
import { Journal } from "./journal";
import { newSuffix } from "./names";
import { STEP_IDS, STEPS, type StepId } from "./steps";
import { userClients } from "./user-clients";

/** How a run is begun, or gone on with. */
export interface SmokeRequest {
  readonly start:
    | {
        readonly kind: "new";
        readonly account: string;
        readonly region: string;
        readonly journal: (suffix: string) => string;
      }
    | { readonly kind: "resume"; readonly journal: string; readonly onlyCleanUp: boolean };
  /** Stop at the first step that fails, and take nothing away. */
  readonly keepFailed: boolean;
  /** Where the facts are written that AWS documents nowhere. */
  readonly record?: string | undefined;
  readonly synthesize: Synthesize;
  /** Once aborted, the step under way is brought to an end and nothing more is begun. */
  readonly interruption: AbortSignal;
  /** Is told before the first step. */
  readonly onStart?: (start: SmokeStart) => void;
  /** Is told where the hub on this machine listens, which delivers in place of an emulator. */
  readonly onLocalHub?: (url: string) => void;
  readonly onStep?: (step: StepId) => void;
  readonly onAnswer?: (answered: AnsweredStep) => void;
}

/** What is known when a run begins. */
export interface SmokeStart {
  readonly account: string;
  readonly region: string;
  readonly suffix: string;
  /** Path of the journal. */
  readonly journal: string;
  readonly emulator: boolean;
  readonly cost: Cost;
}

/** A step and what it came to. */
export interface AnsweredStep {
  readonly step: StepId;
  readonly sentence: string;
  readonly answer: StepAnswer;
  readonly seconds: number;
}

/** What a run came to. */
export interface SmokeResult extends SmokeStart {
  /** In their order; those answered in an earlier run of the same journal are among them. */
  readonly steps: readonly AnsweredStep[];
  /** Whether nothing is left but what AWS keeps for a while. The journal is gone then. */
  readonly cleaned: boolean;
}

/**
 * Plays a run.
 *
 * @throws SmokeError when the credentials are of another account, or the journal is none
 */
export async function runSmoke(request: SmokeRequest): Promise<SmokeResult> {
  const { start, interruption, synthesize } = request;
  const { account, region } = start.kind === "resume" ? Journal.open(start.journal).content : start;
  await requireAccount(account, region);
  const context = new SmokeContext(openedOrBegun(start), synthesize, interruption, request.onLocalHub, request.record);
  try {
    return await new Run(context, request).play();
  } finally {
    await context.discard();
  }
}

function openedOrBegun(start: SmokeRequest["start"]): Journal {
  if (start.kind === "resume") return Journal.open(start.journal);
  const { account, region } = start;
  const suffix = newSuffix();
  return Journal.begin(start.journal(suffix), { account, region, suffix });
}

/** Nothing may happen in another account by accident. */
async function requireAccount(account: string, region: string): Promise<void> {
  const { Account: actual } = await userClients(region)
    .sts.send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      throw new SmokeError(
        `AWS does not say whose credentials these are (${inWords(error)}); log in, or choose an AWS_PROFILE`,
      );
    });
  if (actual === account) return;
  throw new SmokeError(
    `your AWS credentials are of account ${actual ?? "unknown"}, and the sandbox is ${account}; choose another AWS_PROFILE`,
  );
}

class Run {
  private readonly journal: Journal;

  constructor(
    private readonly context: SmokeContext,
    private readonly request: SmokeRequest,
  ) {
    this.journal = context.journal;
  }

  async play(): Promise<SmokeResult> {
    const { account, region, suffix } = this.journal.content;
    const start: SmokeStart = {
      account,
      region,
      suffix,
      journal: this.journal.file,
      emulator: this.context.by === "emulator",
      cost: costOf(this.context.wholeRun()),
    };
    this.request.onStart?.(start);
    const steps: AnsweredStep[] = [];
    const cleaning = this.isCleaning();
    let stopped = false;
    for (const id of STEP_IDS) {
      const step = STEPS[id];
      const before = this.journal.content.answers[id];
      const isDone = before?.kind === "passed" || before?.kind === "not answered";
      if (isDone || (cleaning && step.cleansUp === undefined)) {
        if (before !== undefined) steps.push({ step: id, sentence: step.sentence, answer: before, seconds: 0 });
        continue;
      }
      if (stopped || this.request.interruption.aborted) continue;
      const answered = await this.answer(id);
      if (answered === undefined) continue;
      steps.push(answered);
      this.request.onAnswer?.(answered);
      stopped = this.request.keepFailed && answered.answer.kind === "failed";
    }
    const cleaned = this.isClean();
    if (cleaned) this.journal.discard();
    return { ...start, steps, cleaned };
  }

  /** @returns undefined where it was cut off */
  private async answer(id: StepId): Promise<AnsweredStep | undefined> {
    const step = STEPS[id];
    const began = Date.now();
    const missing = step.needs.find((need) => this.journal.content.answers[need]?.kind !== "passed");
    let answer: StepAnswer;
    if (missing === undefined) {
      this.journal.began(id);
      this.request.onStep?.(id);
      answer = await step.run(this.context).catch(failureOf);
      // What was cut off has no answer: it is begun again.
      if (this.request.interruption.aborted && answer.kind === "failed") return undefined;
    } else answer = { kind: "not tried", because: `it needs ${missing}` };
    this.journal.answered(id, answer);
    return { step: id, sentence: step.sentence, answer, seconds: Math.round((Date.now() - began) / 100) / 10 };
  }

  /** Once something was destroyed, no other step can go on. */
  private isCleaning(): boolean {
    const { start } = this.request;
    if (start.kind === "resume" && start.onlyCleanUp) return true;
    const { answers, underWay } = this.journal.content;
    return STEP_IDS.some((id) => {
      const kind = answers[id]?.kind;
      return STEPS[id].cleansUp === true && (underWay === id || (kind !== undefined && kind !== "not tried"));
    });
  }

  private isClean(): boolean {
    const { tidy, left } = this.journal.content.answers;
    return tidy?.kind === "passed" && (left?.kind === "passed" || left?.kind === "not tried");
  }
}

function failureOf(error: unknown): StepAnswer {
  return { kind: "failed", because: [inWords(error)] };
}
