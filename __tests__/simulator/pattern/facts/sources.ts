const GUIDE = "https://docs.aws.amazon.com/eventbridge/latest/userguide";

/** AWS, "Comparison operators for use in event patterns". */
export const OPERATORS = `${GUIDE}/eb-create-pattern-operators.html`;

/** AWS, "Creating Amazon EventBridge event patterns". */
export const PATTERNS = `${GUIDE}/eb-event-patterns.html`;

/** AWS, on null values and empty strings in event patterns. */
export const NULL_VALUES = `${GUIDE}/eb-event-patterns-null-values.html`;

/** The README of the matcher that AWS publishes. */
export const RULER_README = "https://github.com/aws/event-ruler, README";

/** How that matcher behaves, where its README is silent. */
export const RULER = "behaviour of aws/event-ruler 2.0.1";

/** TestEventPattern answered so in 2022 to 2026; LocalStack keeps the answers beside its tests. */
export const RECORDED = "recorded on AWS, us-east-1: TestEventPattern (localstack/localstack, validated tests)";

/** TestEventPattern answered so in September 2026. */
export const RECORDED_2026 = "recorded on AWS, us-east-1, September 2026: TestEventPattern";
