/** Who asks: an identity or a rule that puts an event on the bus, or EventBridge itself that uses a queue or a key. */
export type Call =
  | {
      readonly kind: "publish";
      readonly account: string;
      /** The identity, where a policy tells identities apart. */
      readonly arn?: string;
      readonly source: string;
      readonly detailType: string;
      /** The rule that forwards the event, where it is not put directly. */
      readonly viaRule?: string;
    }
  | {
      readonly kind: "service";
      readonly action: string;
      readonly resource: string;
      readonly rule: string;
      readonly context?: Readonly<Record<string, string>>;
    };

/** A resource, the statements of its policy, a call, and what comes of it. `undefined`: the resource has no policy. */
export interface PolicyCase {
  readonly resource: { readonly arn: string; readonly account: string };
  readonly statements: readonly object[] | undefined;
  readonly call: Call;
  readonly decision: "allowed" | "denied";
}

/** Something that is true of policies of buses, queues and keys, and the cases that prove it of ours. */
export interface PolicyFact {
  readonly id: string;
  /** One sentence. */
  readonly fact: string;
  /** Who says so. */
  readonly source: string;
  readonly cases: readonly PolicyCase[];
}

/** AWS, the condition keys of EventBridge. */
export const CONDITIONS = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html";

/** AWS, how a request is decided. */
export const LOGIC = "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html";

/** Calls and deliveries under such policies. */
export const RECORDED = "recorded on AWS, us-east-1, September 2026";
