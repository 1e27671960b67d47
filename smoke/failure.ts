/**
 * A run cannot begin or go on; the message says why and what to do. What fails within a run is the answer of a step.
 *
 * A file of its own and a door of this room, so that it is known without the AWS SDK being loaded.
 */
export class SmokeError extends Error {}

/** What an error says, and whether it was AWS that said it. */
export function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isAnswer = statusOf(error) !== undefined;
  // Where no address of a name can be reached, Node's error says nothing, and those within it do.
  const within = error instanceof AggregateError ? error.errors.map(inWords).join("; ") : error.name;
  const message = error.message === "" ? within : error.message;
  return isAnswer ? `AWS answers ${error.name}: ${message}` : message;
}

/** The status of AWS's answer; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  return (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode;
}
