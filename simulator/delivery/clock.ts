/**
 * Time as the delivery sees it. Injected, so that a day of retries is tested in milliseconds: {@link systemClock} in the
 * local hub, `VirtualClock` in tests.
 */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when so many milliseconds have passed; early, and without an error, when `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Milliseconds that this process has been too busy to look at its clock, since whenever: what was awaited meanwhile may
   * have come in time.
   */
  busy(): number;
  /** Says that something is awaited which no clock decides, an answer of the network. Virtual time stands still for it. */
  hold(): Hold;
}

/** Something awaited from outside. */
export interface Hold {
  /** Names the local port of the connection it is awaited on, once there is one. */
  onPort(port: number): void;
  /** It came, or is no longer awaited. May be called twice. */
  release(): void;
}

const noHold: Hold = { onPort: () => undefined, release: () => undefined };

/** The time of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const timer = setTimeout(wake, Math.max(0, milliseconds));
      signal?.addEventListener("abort", wake, { once: true });
    }),
  busy: () => busyTime(),
  hold: () => noHold,
};

/** Milliseconds between looks at the clock. */
const LOOK = 20;

let busySoFar = 0;
let nextLook: number | undefined;

/** A timer that comes late tells how long everything else has waited as well. */
function busyTime(): number {
  if (nextLook === undefined) {
    nextLook = performance.now() + LOOK;
    setInterval(() => {
      busySoFar += lateness();
      nextLook = performance.now() + LOOK;
    }, LOOK).unref();
  }
  return busySoFar + lateness();
}

function lateness(): number {
  return Math.max(0, performance.now() - (nextLook ?? Infinity));
}

/**
 * Sleeps for so long as the process could have noticed what it waits for.
 *
 * @param signal ends it early
 */
export async function sleepAwake(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left >= 1 && !signal.aborted;) {
    const before = clock.busy();
    await clock.sleep(left, signal);
    left = clock.busy() - before;
  }
}
