/** What a run has done so far, in a file: it outlives the process, so that another one can go on or clean up. */
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { answerSchema, type StepAnswer } from "./answer";
import { SmokeError } from "./failure";

const journalSchema = z.strictObject({
  version: z.literal(1),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  /** Part of every name of the run. */
  suffix: z.string().regex(/^[a-z]{6}$/),
  began: z.iso.datetime(),
  /** `https://<id>.execute-api.<region>.amazonaws.com`, once the API is there. */
  endpoint: z.string().optional(),
  /** The step that was begun and has no answer yet. */
  underWay: z.string().optional(),
  answers: z.record(z.string(), answerSchema),
});

/** What a journal holds. */
export type JournalContent = z.infer<typeof journalSchema>;

/** A journal. Each change is on the disk before anything else happens. It holds no secret. */
export class Journal {
  private constructor(
    readonly file: string,
    private current: JournalContent,
  ) {}

  /** Begins one. */
  static begin(file: string, content: Pick<JournalContent, "account" | "region" | "suffix">): Journal {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const began = new Date().toISOString();
    const journal = new Journal(file, { version: 1, ...content, began, answers: {} });
    journal.save();
    return journal;
  }

  /** @throws SmokeError when the file is missing or is no journal */
  static open(file: string): Journal {
    let json: unknown;
    try {
      json = JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new SmokeError(`${file} cannot be read (${why}); name the journal that the run has told`);
    }
    const parsed = journalSchema.safeParse(json);
    if (!parsed.success) throw new SmokeError(`${file} is no journal of this version of hub smoke`);
    return new Journal(file, parsed.data);
  }

  get content(): JournalContent {
    return this.current;
  }

  note(change: Pick<JournalContent, "endpoint">): void {
    this.current = { ...this.current, ...change };
    this.save();
  }

  began(step: string): void {
    this.current = { ...this.current, underWay: step };
    this.save();
  }

  answered(step: string, answer: StepAnswer): void {
    this.current = { ...this.current, underWay: undefined, answers: { ...this.current.answers, [step]: answer } };
    this.save();
  }

  /** Nothing is left to go on with. */
  discard(): void {
    rmSync(this.file, { force: true });
  }

  private save(): void {
    // A process that ends in between leaves the old one or the new one, and no half.
    const next = `${this.file}.next`;
    writeFileSync(next, `${JSON.stringify(this.current, null, 2)}\n`, { mode: 0o600 });
    renameSync(next, this.file);
  }
}
