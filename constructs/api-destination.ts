import { CloudwatchEventApiDestination } from "@cdktf/provider-aws/lib/cloudwatch-event-api-destination";
import { Construct } from "constructs";

/** What an {@link ApiDestination} needs. */
export interface ApiDestinationProps {
  readonly name: string;
  readonly description?: string | undefined;
  readonly connectionArn: string;
  /** https; `*` stands for a path parameter that the target fills. */
  readonly invocationEndpoint: string;
  readonly httpMethod: "POST" | "GET" | "HEAD" | "OPTIONS" | "PUT" | "PATCH" | "DELETE";
  /** At least 1. Always emitted: the provider's default of 300 would otherwise be nobody's decision. */
  readonly invocationRateLimitPerSecond: number;
}

/** An https endpoint that rules deliver to, through a connection, at a limited rate. */
export class ApiDestination extends Construct {
  /** As a Terraform reference; AWS adds a random part that cannot be computed. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: ApiDestinationProps) {
    super(scope, id);
    this.arn = new CloudwatchEventApiDestination(this, "ApiDestination", { ...props }).arn;
  }
}
