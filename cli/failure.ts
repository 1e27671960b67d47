/** What stops a command, in a sentence for people: it becomes `error: ...` and exit code 1. */
export class CommandFailure extends Error {}
