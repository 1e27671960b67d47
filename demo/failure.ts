/** A demo cannot be played: there is no such example, or its files have errors. The message says what to write instead. */
export class DemoError extends Error {}
