/** Enough of the id of a secret's version to tell it from the others: people read it in tables and sentences. */
export function shortVersion(version: string): string {
  return version.slice(0, 8);
}
