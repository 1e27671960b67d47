/** A handler that is there, and does nothing. */
export function handler(): void {
  return;
}
