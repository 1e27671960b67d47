import { nameOfArn } from "../../aws/arn";

/** Why the dead letters of a target or a bus do not go where they are declared to go. */
export function deadLetterProblems(declared: string | undefined, live: string | undefined): string[] {
  if (declared === live) return [];
  const has = live === undefined ? "has no dead-letter queue" : `has dead-letter queue ${nameOfArn("queue", live)}`;
  return [
    declared === undefined
      ? `${has}, which nobody declared`
      : `${has}; it is declared with ${nameOfArn("queue", declared)}`,
  ];
}
