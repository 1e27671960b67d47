/** A script cannot be played: it names what is not there, or its files have errors. The message says what to write instead. */
export class ScriptError extends Error {}
