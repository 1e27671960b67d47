import type { Rule } from "./rule";

/** What can be wrong with a file in `tests/`, apart from its shape. Contract tests are not deployed; `./hub check` and `./hub test` look at them. */
export const contractTestRules = {
  "test-of-no-tenant": {
    severity: "error",
    says: "A folder in `tests/` is called like no tenant.",
    why: "Its tests would never be run.",
    instead: "Give the folder the id of the tenant, which is the name of its file in `tenants/`.",
    example: 'no tenant is called "slak"; name the folder slack, or remove it',
  },
  "test-of-no-delivery": {
    severity: "error",
    says: "A test names a delivery that the tenant does not have.",
    why: "A delivery that is not there is never sent, and that it does not match proves nothing.",
    instead: "Write `<destination>/<event>` with the ids of the tenant's file.",
    example:
      'steps[0].expect.requests[0].delivery: tenant slack has no delivery "messages/payment-failled"; write messages/payment-failed',
  },
  "test-of-no-destination": {
    severity: "error",
    says: "A test lets a destination answer that the tenant does not have.",
    why: "Nothing is sent there.",
    instead: "Write the id of a destination of the tenant's file.",
    example: 'steps[0].do.destination: tenant slack has no destination "message"; write messages',
  },
  "test-from-no-account": {
    severity: "error",
    says: "A test puts an event from an account that no file in `sources/` is called after.",
    why: "The bus policy decides by account, so the event would be refused or taken for the wrong reason.",
    instead: "Write the alias of a source account, or the 12 digits of any account in quotes.",
    example: 'steps[0].do.account: no source account is called "biling"; write billing, or 12 digits in quotes',
  },
  "test-of-no-event": {
    severity: "error",
    says: "A test names the file of an event that is not there.",
    why: "There is nothing to put.",
    instead: "Write the path of the file from the environment's folder, or the event itself under `event`.",
    example:
      'steps[0].do.file: there is no file "events/payment-faild.json" in the environment; write events/payment-failed.json',
  },
  "test-of-refused-event": {
    severity: "error",
    says: "A test expects that an event is refused, and that something comes of it.",
    why: "An event that the bus policy refuses reaches no rule.",
    instead: "Leave out one of the two.",
    example: "steps[0].expect.requests: nothing comes of an event that is refused; leave refused out, or the rest",
  },
} as const satisfies Readonly<Record<string, Rule>>;
