const REFERENCE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";

/** AWS, "Input transformation". */
export const TRANSFORM = "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html";

/** AWS, the target's input in PutTargets. */
export const TARGET = `${REFERENCE}/API_Target.html`;

/** AWS, the transformer in PutTargets. */
export const TRANSFORMER = `${REFERENCE}/API_InputTransformer.html`;

/** Deliveries to queues and answers of PutTargets; LocalStack keeps them beside its tests. */
export const RECORDED = "recorded on AWS, us-east-1: SQS targets (localstack/localstack, validated tests)";

/** Deliveries to queues and answers of PutTargets. */
export const RECORDED_2026 = "recorded on AWS, us-east-1, September 2026: SQS targets";
