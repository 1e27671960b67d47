import type { Rule } from "./rule";

/** What can be wrong with a single key or value, whatever the file: what the JSON Schemas say too. */
export const shapeRules = {
  "unknown-key": {
    severity: "error",
    says: "A mapping has a key that nothing reads.",
    why: "It is mostly a misspelt one, whose setting would be lost.",
    instead: "The key that is meant, or nothing.",
    example: 'unknown key "conections"; write "connections"',
  },
  "wrong-name": {
    severity: "error",
    says: "An id, or another name that a key gives, has a form that does not fit.",
    why: "Physical names in AWS are made of ids.",
    instead: "A name of the form that the finding describes.",
    example:
      'connection.invocationHttpParameters.header: the name "X Routing Key" does not fit; write the name of an HTTP header, such as X-Api-Key',
  },
  "missing-value": {
    severity: "error",
    says: "A setting that has no default is not there.",
    why: "Nothing sensible can be emitted without it.",
    instead: "The setting.",
    example: "region: missing; write an AWS Region, such as eu-central-1",
  },
  "unknown-choice": {
    severity: "error",
    says: "A value is none of the few that there are.",
    why: "AWS knows no other, or this project emits no other.",
    instead: "One of the choices.",
    example: 'tables.users.partitionKey.type: found "string"; write S, N or B',
  },
  "wrong-value": {
    severity: "error",
    says: "A value is of another kind or form than the setting takes.",
    why: "AWS would refuse it, or take it for something else.",
    instead: "A value as the finding describes it.",
    example: 'publishes.sources: found "com.acme.warehouse"; write a list',
  },
} as const satisfies Readonly<Record<string, Rule>>;
