import type { Rule } from "./rule";

/** What can be wrong with a single key or value, whatever the file: what the JSON Schemas say too. */
export const shapeRules = {
  "unknown-key": {
    severity: "error",
    says: "A mapping has a key that nothing reads.",
    why: "It is usually a misspelt key, whose setting would be lost.",
    instead: "Use the key that is meant, or leave it out.",
    example: 'unknown key "conections"; write "connections"',
  },
  "wrong-name": {
    severity: "error",
    says: "An id, a header or another name written as a key has the wrong form.",
    why: "Names in AWS and in requests are made of such keys.",
    instead: "Use a name of the form that the finding describes.",
    example:
      'connection.invocationHttpParameters.header: the name "X Routing Key" does not fit; write "X-Routing-Key" (the name of an HTTP header, such as X-Api-Key)',
  },
  "missing-value": {
    severity: "error",
    says: "A setting without a default is missing.",
    why: "Nothing sensible can be emitted without it.",
    instead: "Write the setting.",
    example: "region: missing; write an AWS Region, such as eu-central-1",
  },
  "unknown-choice": {
    severity: "error",
    says: "A value is not one of the choices.",
    why: "AWS or this project knows no others.",
    instead: "Use one of the choices.",
    example: 'tables.users.partitionKey.type: found "string"; write S, N or B',
  },
  "wrong-value": {
    severity: "error",
    says: "A value has the wrong type or form.",
    why: "AWS would refuse it or take it for something else.",
    instead: "Write a value as the finding describes it.",
    example: 'publishes.sources: found "com.acme.warehouse"; write a list',
  },
} as const satisfies Readonly<Record<string, Rule>>;
