import type { Rule } from "./rule";

/** What can be wrong with `audit.yaml`, apart from its shape. `./hub audit` looks at it, since it knows what there is to suppress. */
export const auditRules = {
  "unknown-audit-rule": {
    severity: "error",
    says: "A suppression names no rule of the audit.",
    why: "It would suppress nothing, and the finding that it was meant for stays.",
    instead: "Write the id of the rule as `./hub audit` prints it; `docs/audit.md` lists all of them.",
    example: 'suppressions[0].rule: there is no rule "route-guard"; write route-guarded',
  },
  "suppression-expired": {
    severity: "error",
    says: "The last day of a suppression is over.",
    why: "It was granted until then, and the finding is there again.",
    instead: "Mend what the finding says, or decide again and write a later date.",
    example:
      "suppressions[0].expires: the suppression of route-guarded ended on 2026-01-31; mend the finding, or decide again and write a later date",
  },
  "suppression-of-nothing": {
    severity: "warning",
    says: "A suppression matches no finding.",
    why: "What it was for is mended, or is called otherwise now, and it might hide something else one day.",
    instead: "Leave it out.",
    example: "suppressions[0]: nothing breaks key-rotated there; leave it out",
  },
} as const satisfies Readonly<Record<string, Rule>>;
