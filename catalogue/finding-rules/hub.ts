import type { Rule } from "./rule";

/** What can be wrong with hub.yaml, and with names and texts of every file. */
export const hubRules = {
  "environment-of-another-folder": {
    severity: "error",
    says: "`hub.yaml` names another environment than its folder.",
    why: "State keys and physical names are made of it: a copied folder would overwrite the environment it was copied from.",
    instead: "Use the folder's name.",
    example: 'environment: found "prod" in the folder dev, whose state it would overwrite; write dev',
  },
  "region-unknown": {
    severity: "warning",
    says: "The Region is none that is known.",
    why: "Terraform's AWS provider refuses a Region that there is not, at the first plan.",
    instead: "Write the Region that was meant; one that is newer than this list can stay.",
    example: 'region: no Region called "eu-centrl-1" is known; write eu-central-1, unless it is a new one',
    source: "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html",
  },
  "name-too-long": {
    severity: "error",
    says: "A physical name made of ids is longer than AWS allows.",
    why: "AWS does not truncate names: the apply would fail halfway through.",
    instead: "Use shorter ids.",
    example:
      "the name acme-dev-the-customer-relationship-management-of-the-north-american-arm of the connection is 7 characters longer than the 64 that AWS allows; write a shorter file name",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "bus-policy-too-long": {
    severity: "error",
    says: "The bus policy is longer than AWS allows.",
    why: "AWS does not raise this limit, and PutPermission would fail.",
    instead: "Write fewer sources or detail-types, or leave `detailTypes` out.",
    example:
      "publishes: the bus policy has 11,130 characters, AWS allows 10,240, and most are for shop (10,485) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "bus-policy-nearly-full": {
    severity: "warning",
    says: "The bus policy has used nine tenths of what AWS allows.",
    why: "One or two more accounts would not fit.",
    instead: "Write fewer sources or detail-types, or leave `detailTypes` out.",
    example:
      "publishes: the bus policy has 9,380 characters, AWS allows 10,240, and most are for shop (8,735) and warehouse (374); write fewer sources or detail-types there, or leave detailTypes out",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "reserved-concurrency": {
    severity: "warning",
    says: "The sync function has executions at once of its own.",
    why: "AWS refuses that where fewer than 100 of the account would be left for others, and the apply fails.",
    instead: "Leave it out, unless the account's limit has been raised.",
    example:
      "connectionCredentials.reservedConcurrency: 5 executions are reserved, which AWS refuses where fewer than 100 of the account are left, and new accounts often have 10 in all; leave it out unless the account has more",
    source: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html",
  },
  "trust-policy-too-long": {
    severity: "error",
    says: "The trust policy of the operators' role, or of a role that deploys, is longer than AWS allows.",
    why: "IAM would refuse the role.",
    instead: "Name fewer principals, such as one role that all of them share.",
    example:
      "operators.principals: 2,436 characters as a trust policy, AWS allows 2,048; write fewer, such as one role that all of them share",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
  "plan-role-deploys": {
    severity: "error",
    says: "The role that plans is the role that deploys.",
    why: "A plan runs the code of a pull request, which nobody has approved yet.",
    instead: "Give the plan role a name of its own.",
    example:
      "deployment.planRole: event-hub-deployment is the role that deploys; write another name: this one only reads",
  },
  "state-key-of-another-place": {
    severity: "error",
    says: "`./hub bootstrap` cannot make the key of the states.",
    why: "It makes the key beside the bucket, and a key's own id is known only then.",
    instead: "Write the ARN of an alias in the bucket's account and Region, or say that bucket and key exist.",
    example:
      "state.kmsKey: the key that ./hub bootstrap makes has no id yet; write the ARN of an alias, or existingStateBucket: true in deployment, where bucket and key are there already",
  },
  "deployment-open": {
    severity: "error",
    says: "Jobs of a pull request may take on the deployment role.",
    why: "Their code is not reviewed: whoever may open a pull request could change everything.",
    instead: "Name an environment with required reviewers, or a protected branch.",
    example:
      'deployment.oidc.subjects.deployment[0]: a pull request\'s jobs may have the subject "repo:acme/event-hub:*" too; write an environment or a branch that is protected, such as repo:acme/event-hub:environment:prod',
    source: "https://docs.github.com/en/actions/reference/security/oidc",
  },
  "too-many-rules": {
    severity: "error",
    says: "A bus has more rules than AWS allows.",
    why: "PutRule would fail halfway through the apply.",
    instead: "Write fewer rules with wider patterns, or state the quota once AWS has raised it.",
    example:
      "region: the tenants' events make 4 rules on the hub bus, 3 are allowed in eu-central-1; write fewer events with wider patterns, or quotas.rulesPerBus once AWS has raised it",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "too-many-wildcard-rules": {
    severity: "error",
    says: "More rules on a bus use the operator `wildcard` than AWS allows.",
    why: "PutRule would fail halfway through the apply.",
    instead: "Use `prefix`, `suffix` or whole values.",
    example:
      "region: 31 rules on the hub bus use wildcard, AWS allows 30; write prefix, suffix or whole values instead",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  "tag-taken": {
    severity: "error",
    says: "A tag key equals another one, or one that the stacks set, apart from upper and lower case.",
    why: "IAM compares tag keys without regard to case and refuses the second.",
    instead: "Use another key, or leave it out.",
    example: "tags.Owner: the stacks set this tag themselves; leave it out",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules_creating",
  },
  "too-many-tags": {
    severity: "error",
    says: "There are more tags than AWS allows of one resource.",
    why: "Every resource has these tags and those of its stack, and the service would refuse them.",
    instead: "Write fewer tags.",
    example: "tags: 46 tags beside the 5 of the stacks, AWS allows 50 of a resource; write 45 or fewer",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html",
  },
  "tag-without-value": {
    severity: "error",
    says: "A tag has no value, and a service that needs one is in use.",
    why: "EventBridge Scheduler and API Gateway refuse empty values, where others take them.",
    instead: "Write a value.",
    example:
      "tags.cost-centre: Scheduler refuses a tag without a value, and functions/signup.yaml has a schedule; write one",
    source: "https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Tag.html",
  },
  "repeated-value": {
    severity: "warning",
    says: "A list holds the same value twice.",
    why: "That does no harm, but one of the two was probably meant to be another value.",
    instead: "Write the other value, or leave it out.",
    example: 'alerts.emails[1]: "a@example.com" is in the list already; leave it out',
  },
  "cdktf-token": {
    severity: "error",
    says: "A text contains what CDK for Terraform takes for one of its tokens.",
    why: "It would become a reference to some resource, and it cannot be escaped.",
    instead: "Write the text differently.",
    example:
      'destinations.incidents.events.invoice-issued.input.constant.event_action: "{TfToken[" stands for a reference of CDK for Terraform; write it differently',
  },
} as const satisfies Readonly<Record<string, Rule>>;
