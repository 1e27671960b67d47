/** Archives as AWS was recorded to check them in September 2026; the emulator keeps them. */
import { parseArn } from "../../../aws/arn";
import { findKey } from "../buses/key";
import { textOf, type EventsCall, type Fields, type Operations } from "../call";
import { meet, type Constraints } from "../constraints";
import { checkPattern } from "../event-pattern";
import { AwsRefusal, invalid } from "../refusal";

/** What AWS's API model says (API_CreateArchive). */
const LIMITS: Constraints = {
  ArchiveName: { required: true, minLength: 1, maxLength: 48, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  EventSourceArn: {
    minLength: 1,
    maxLength: 1600,
    pattern: String.raw`^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:.+\/.+$`,
  },
  Description: { maxLength: 512, pattern: ".*" },
  EventPattern: { maxLength: 4096 },
  RetentionDays: { minimum: 0 },
  KmsKeyIdentifier: { maxLength: 2048, pattern: String.raw`^[a-zA-Z0-9_\-/:]*$` },
};

export function archiveOperations(): Operations {
  return { CreateArchive: createArchive, UpdateArchive: updateArchive, DeleteArchive: deleteArchive };
}

async function createArchive(call: EventsCall): Promise<Fields> {
  const { input } = call;
  meet(LIMITS, input);
  if (parseArn(textOf(input, "EventSourceArn"))?.kind !== "event bus") {
    throw invalid("Parameter EventSourceArn is not valid. Reason: Must contain an event bus ARN.");
  }
  checkPattern(input["EventPattern"]);
  await checkKey(call);
  return call.emulator();
}

async function updateArchive(call: EventsCall): Promise<Fields> {
  const { input } = call;
  meet(LIMITS, input);
  if (["EventPattern", "RetentionDays", "Description"].every((field) => input[field] === undefined)) {
    throw invalid("At least one of EventPattern, RetentionDays or Description must be provided.");
  }
  checkPattern(input["EventPattern"]);
  await checkKey(call);
  return call.emulator();
}

async function deleteArchive(call: EventsCall): Promise<Fields> {
  return call.emulator().catch((error: unknown) => {
    if (!(error instanceof AwsRefusal) || error.code !== "ResourceNotFoundException") throw error;
    throw new AwsRefusal(error.code, `Archive ${textOf(call.input, "ArchiveName")} does not exist.`);
  });
}

async function checkKey(call: EventsCall): Promise<void> {
  const id = textOf(call.input, "KmsKeyIdentifier");
  if (id === "") return;
  const key = await findKey(call, id);
  if (key === undefined) {
    throw invalid(
      "The provided KMS key does not exist. Please ensure that the key identifier is correct and your key exists in the " +
        "same region as the event source.",
    );
  }
  // A guess: the words. Recorded is that nothing changes.
  if (!key.enabled) throw invalid(`${key.arn} is disabled.`);
}
