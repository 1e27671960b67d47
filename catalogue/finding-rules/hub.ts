import type { Rule } from "./rule";

/** What can be wrong with hub.yaml, and with names and texts of every file. */
export const hubRules = {
  "environment-of-another-folder": {
    severity: "error",
    says: "`hub.yaml` says another environment than its folder is named after.",
    why: "State keys and names are made of it: a copied folder would overwrite what it was copied from.",
    instead: "The folder's name.",
    example: 'environment: found "prod" in the folder dev, whose state it would overwrite; write dev',
  },
  "name-too-long": {
    severity: "error",
    says: "A physical name that is made of ids is longer than AWS allows.",
    why: "AWS cuts no name, it refuses it; in the middle of an apply.",
    instead: "Shorter ids.",
    example:
      "the name acme-dev-the-customer-relationship-management-of-the-north-american-arm of the connection is 7 characters longer than the 64 that AWS allows; write a shorter file name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "bus-policy-too-long": {
    severity: "error",
    says: "The bus policy is longer than AWS allows.",
    why: "AWS does not raise this limit, and PutPermission would fail.",
    instead: "Fewer sources or detail-types, or none of the latter.",
    example:
      "publishes: the bus policy has 11,130 characters, AWS allows 10,240, and most are for shop (10,485) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "bus-policy-nearly-full": {
    severity: "warning",
    says: "The bus policy has reached nine tenths of what AWS allows.",
    why: "A new account or two would not fit any more.",
    instead: "Fewer sources or detail-types, or none of the latter.",
    example:
      "publishes: the bus policy has 9,380 characters, AWS allows 10,240, and most are for shop (8,735) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "trust-policy-too-long": {
    severity: "error",
    says: "The trust policy of the operators' role is longer than AWS allows.",
    why: "IAM would refuse the role.",
    instead: "Fewer principals, such as one role that all of them share.",
    example:
      "operators.principals: 2,356 characters as a trust policy, AWS allows 2,048; write fewer, such as one role that all of them share",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
  "too-many-rules": {
    severity: "error",
    says: "A bus has more rules than AWS allows.",
    why: "PutRule would fail in the middle of an apply.",
    instead: "Fewer rules with wider patterns, or the quota that AWS has raised.",
    example:
      "region: the tenants' events make 4 rules on the hub bus, 3 are allowed in eu-central-1; write fewer events with wider patterns, or quotas.rulesPerBus once AWS has raised it",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "too-many-wildcard-rules": {
    severity: "error",
    says: "A bus has more rules with the operator `wildcard` than AWS allows.",
    why: "PutRule would fail in the middle of an apply.",
    instead: "`prefix`, `suffix` or whole values.",
    example:
      "region: 31 rules on the hub bus use wildcard, AWS allows 30; write prefix, suffix or whole values instead",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "tag-taken": {
    severity: "error",
    says: "A tag differs from another, or from one that the stacks set, in case only or not at all.",
    why: "IAM compares tag keys without regard to case, and refuses the second.",
    instead: "Another key, or nothing.",
    example: "tags.Owner: the stacks set this tag themselves; leave it out",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules_creating",
  },
  "repeated-value": {
    severity: "warning",
    says: "A list holds a value twice.",
    why: "It does no harm, but one of the two was meant to be another.",
    instead: "The other value, or nothing.",
    example: 'alerts.emails[1]: "a@example.com" is in the list already; leave it out',
  },
  "cdktf-token": {
    severity: "error",
    says: "A text holds what CDK for Terraform replaces by a reference.",
    why: "It would become a reference to some resource, and there is no way to escape it.",
    instead: "Another text.",
    example:
      'destinations.incidents.events.invoice-issued.input.constant.event_action: "{TfToken[" stands for a reference of CDK for Terraform; write it differently',
  },
} as const satisfies Readonly<Record<string, Rule>>;
