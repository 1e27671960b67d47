/** Ctrl-C and its like, for work that must not be cut off. */

/**
 * Aborted when somebody wants this process to stop; the process itself goes on until it has put its things in order.
 * SIGHUP is the terminal that was closed, SIGTERM what a CI job gets that was cancelled.
 *
 * @param onSignal is told each time, with how often that has been
 */
export function interruptible(onSignal: (times: number) => void): AbortSignal {
  const controller = new AbortController();
  let times = 0;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      times += 1;
      onSignal(times);
      controller.abort();
    });
  }
  return controller.signal;
}
