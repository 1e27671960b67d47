/**
 * A run cannot begin or go on; the message says why and what to do. What fails within a run is the answer of a step.
 *
 * A file of its own and a door of this room, so that it is known without the AWS SDK being loaded.
 */
export class SmokeError extends Error {}

/** The status of AWS's answer; undefined where there was none. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("$metadata" in error)) return undefined;
  return (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode;
}
