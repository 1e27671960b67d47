/**
 * The resource policy of an event bus that other accounts publish to.
 *
 * One document a bus, one statement a publisher, every statement with a Sid
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html and eb-use-conditions.html).
 */
import { accountPrincipalArn } from "./arn";
import { policyDocument, type PolicyDocument, type Statement } from "./policy-document";

/** An account that may put events on the bus, and as what. */
export interface Publisher {
  /** Names the statement: letters, digits, `-`. */
  readonly alias: string;
  /** Twelve digits. */
  readonly account: string;
  /** Values of `source` it may use. At least one. */
  readonly sources: readonly string[];
  /** Values of `detail-type` it may use; without, any. */
  readonly detailTypes?: readonly string[] | undefined;
}

/** What {@link busPolicyDocument} needs. */
export interface BusPolicyInput {
  readonly busArn: string;
  readonly region: string;
  readonly publishers: readonly Publisher[];
  /** `o-...`; when given, publishers must also belong to this organization. */
  readonly organizationId?: string | undefined;
}

/** `shop-eu` -> `PublishShopEu`. */
function statementId(alias: string): string {
  const words = alias.split("-").map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Publish${words.join("")}`;
}

/**
 * `events:source` and `events:detail-type` are sets in the request, one member an entry of PutEvents. `ForAllValues`
 * holds for an empty set too, so each is paired with `Null`: an event that carries no source is refused.
 */
function publisherStatement(publisher: Publisher, input: BusPolicyInput): Statement {
  const { account, sources, detailTypes } = publisher;
  return {
    Sid: statementId(publisher.alias),
    Effect: "Allow",
    Principal: { AWS: accountPrincipalArn({ account, region: input.region }) },
    Action: "events:PutEvents",
    Resource: input.busArn,
    Condition: {
      "ForAllValues:StringEquals": {
        "events:source": sources,
        ...(detailTypes === undefined ? {} : { "events:detail-type": detailTypes }),
      },
      Null: {
        "events:source": "false",
        ...(detailTypes === undefined ? {} : { "events:detail-type": "false" }),
      },
      ...(input.organizationId === undefined ? {} : { StringEquals: { "aws:PrincipalOrgID": input.organizationId } }),
    },
  };
}

/**
 * The policy: each publisher may put events with its own sources (and detail-types), nobody may pose as an AWS service.
 *
 * @returns a document of one Allow statement a publisher and one Deny. Its length is not checked here.
 */
export function busPolicyDocument(input: BusPolicyInput): PolicyDocument {
  return policyDocument([
    ...input.publishers.map((publisher) => publisherStatement(publisher, input)),
    {
      Sid: "DenyAwsSources",
      Effect: "Deny",
      Principal: "*",
      Action: "events:PutEvents",
      Resource: input.busArn,
      Condition: { "ForAnyValue:StringLike": { "events:source": "aws.*" } },
    },
  ]);
}
