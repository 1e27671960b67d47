/** EventBridge itself failing: so many of the next calls of PutEvents are answered with an error, whoever makes them. */
export class Outage {
  #left: { readonly status: number; times: number } | undefined;

  order(status: number, times: number): void {
    this.#left = { status, times };
  }

  /** The status that a call is to be answered with; undefined when all is well. */
  take(): number | undefined {
    if (this.#left === undefined || this.#left.times === 0) return undefined;
    this.#left.times -= 1;
    return this.#left.status;
  }
}
