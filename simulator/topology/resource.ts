/** Where in Terraform something stands. */
export interface Declared {
  readonly stack: string;
  /** Terraform's address: `aws_sqs_queue.dead-letters`, `module.hub.aws_cloudwatch_event_rule.this["orders"]`. */
  readonly address: string;
}

/** What every resource has. `account` and `region` are names in `<...>` where Terraform does not say. */
export interface Resource extends Declared {
  readonly account: string;
  readonly region: string;
  readonly name: string;
  /** Computed from account, Region and name. A part that only AWS knows is symbolic: `.../api-destination/jira/<id>`. */
  readonly arn: string;
}
