/** Which accounts may publish what a pattern asks for. */
import type { EventPattern, SourceFile } from "./model";

/** Answers a pattern with accounts. Patterns that ask for the same are looked up once: tenants are many. */
export class Publishers {
  private readonly known = new Map<string, readonly string[]>();

  constructor(private readonly accounts: readonly SourceFile[]) {}

  /** Every `source` that some account publishes, sorted. */
  get sources(): string[] {
    return [...new Set(this.accounts.flatMap((account) => account.publishes.sources))].sort();
  }

  /**
   * The ids of the accounts that may publish events of the pattern's `source` and `detail-type`, sorted. The rest of the
   * pattern is not looked at: what an event holds is the publisher's own affair.
   */
  accountsFor(pattern: EventPattern): readonly string[] {
    const key = JSON.stringify([pattern["source"], pattern["detail-type"]]);
    const known = this.known.get(key);
    if (known) return known;
    const ids = this.accounts.filter((account) => mayPublish(account, pattern)).map((account) => account.account);
    const sorted = [...new Set(ids)].sort();
    this.known.set(key, sorted);
    return sorted;
  }
}

function mayPublish({ publishes }: SourceFile, pattern: EventPattern): boolean {
  return (
    publishes.sources.some((source) => accepts(pattern["source"], source)) &&
    (publishes.detailTypes ?? [undefined]).some((type) => type === undefined || accepts(pattern["detail-type"], type))
  );
}

/** Matchers such as `prefix` accept anything until they are evaluated. */
function accepts(asked: unknown, value: string): boolean {
  if (!Array.isArray(asked)) return true;
  return asked.some((matcher: unknown) => typeof matcher !== "string" || matcher === value);
}
