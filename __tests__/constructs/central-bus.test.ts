import { CentralBus } from "../../constructs/central-bus";
import { synthesizeStack } from "../synthesized";

const stack = synthesizeStack(
  (scope) =>
    new CentralBus(scope, "Bus", {
      name: "acme-test-central",
      description: "Central event bus",
      kmsKeyArn: "arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub",
      deadLetterQueueArn: "arn:aws:sqs:eu-central-1:200000000001:acme-test-central-dlq",
      archive: { name: "acme-test-archive", retentionDays: 14 },
    }),
);
const bus = stack.only("aws_cloudwatch_event_bus");
const archive = stack.only("aws_cloudwatch_event_archive");

test("the bus is encrypted with the given key", () => {
  expect(bus.text("kms_key_identifier")).toBe("arn:aws:kms:eu-central-1:200000000001:alias/acme-test-hub");
});

test("what the bus cannot encrypt goes to its dead-letter queue", () => {
  expect(bus.attributes["dead_letter_config"]).toEqual({
    arn: "arn:aws:sqs:eu-central-1:200000000001:acme-test-central-dlq",
  });
});

test("the archive keeps every event of this bus for the given days", () => {
  expect(archive.attributes).toMatchObject({
    name: "acme-test-archive",
    event_source_arn: `\${${bus.address}.arn}`,
    retention_days: 14,
  });
  expect(archive.attributes).not.toHaveProperty("event_pattern");
});

test("nothing needs a newer provider than 5.100", () => {
  expect(bus.attributes).not.toHaveProperty("log_config");
  expect(archive.attributes).not.toHaveProperty("kms_key_identifier");
  for (const resource of [bus, archive]) expect(resource.attributes).not.toHaveProperty("region");
});
