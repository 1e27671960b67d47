/** Which accounts may publish what a pattern asks for. */
import { compileEventPattern, InvalidEventPatternError } from "#simulator/pattern";
import type { EventPattern, SourceFile } from "./model";

/** Answers a pattern with accounts. Patterns that ask for the same are looked up once: tenants are many. */
export class Publishers {
  private readonly known = new Map<string, readonly string[]>();
  private readonly questions = new Map<string, (value: string) => boolean>();

  /** Every `source` that some account publishes, sorted. */
  readonly sources: readonly string[];

  constructor(private readonly accounts: readonly SourceFile[]) {
    this.sources = [...new Set(accounts.flatMap((account) => account.publishes.sources))].sort();
  }

  /**
   * The ids of the accounts that may publish events of the pattern's `source` and `detail-type`, sorted. The rest of the
   * pattern is not looked at: what an event holds is the publisher's own affair.
   */
  accountsFor(pattern: EventPattern): readonly string[] {
    const key = JSON.stringify([pattern["source"], pattern["detail-type"]]);
    const known = this.known.get(key);
    if (known) return known;
    const ids = this.publishing(pattern).map((account) => account.account);
    const sorted = [...new Set(ids)].sort();
    this.known.set(key, sorted);
    return sorted;
  }

  /**
   * The detail-types that the publishers of the asked sources are held to.
   *
   * @returns undefined when one of them may use any.
   */
  detailTypesFor(source: unknown): string[] | undefined {
    const types = new Set<string>();
    for (const { publishes } of this.publishing({ source })) {
      if (publishes.detailTypes === undefined) return undefined;
      for (const type of publishes.detailTypes) types.add(type);
    }
    return [...types].sort();
  }

  /** Whether the value of `source` or `detail-type` in a pattern accepts one of these. False for an invalid pattern. */
  acceptsSome(field: "source" | "detail-type", asked: unknown, values: readonly string[]): boolean {
    return values.some(this.question(field, asked));
  }

  private publishing(pattern: EventPattern): SourceFile[] {
    const asks = { source: pattern["source"], type: pattern["detail-type"] };
    return this.accounts.filter(({ publishes }) => {
      const bySource = asks.source === undefined || this.acceptsSome("source", asks.source, publishes.sources);
      const free = asks.type === undefined || publishes.detailTypes === undefined;
      return bySource && (free || this.acceptsSome("detail-type", asks.type, publishes.detailTypes ?? []));
    });
  }

  private question(field: string, asked: unknown): (value: string) => boolean {
    const pattern = { [field]: asked };
    const key = JSON.stringify(pattern);
    const known = this.questions.get(key);
    if (known) return known;
    const question = compileQuestion(field, pattern);
    this.questions.set(key, question);
    return question;
  }
}

/** EventBridge's own answer, not an imitation of it. What it refuses accepts nothing; another check says so. */
function compileQuestion(field: string, pattern: Readonly<Record<string, unknown>>): (value: string) => boolean {
  const asked = pattern[field];
  // Nearly every pattern lists whole values, and a thousand tenants ask about hundreds of sources.
  if (Array.isArray(asked) && asked.length > 0 && asked.every((item) => typeof item === "string")) {
    const values = new Set<string>(asked);
    return (value) => values.has(value);
  }
  try {
    const matches = compileEventPattern(pattern);
    return (value) => matches({ [field]: value });
  } catch (refused) {
    if (refused instanceof InvalidEventPatternError) return () => false;
    throw refused;
  }
}
