/** What takes AWS its time. */

/** How long is waited for an answer. */
export interface Patience {
  readonly seconds: number;
  readonly interruption: AbortSignal;
}

/** Asks again until there is an answer, or patience is at its end, or somebody interrupts (undefined). */
export async function until<T>(
  ask: () => Promise<T | undefined>,
  { seconds, interruption }: Patience,
): Promise<T | undefined> {
  const deadline = Date.now() + seconds * 1_000;
  // An emulator answers at once, and AWS is not to be asked all the time.
  for (let pause = 100; ; pause = Math.min(pause * 2, 5_000)) {
    const answer = await ask();
    if (answer !== undefined || interruption.aborted || Date.now() + pause > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
