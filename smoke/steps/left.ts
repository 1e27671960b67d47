import { DescribeKeyCommand } from "@aws-sdk/client-kms";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import type { SmokeContext } from "../context";
import { unlessGone } from "../unless";
import { failed, passed, type Step } from "./step";

/** Of a secret of the stacks. */
const RECOVERY_DAYS = 7;
const DAY = 24 * 60 * 60 * 1_000;

export const left: Step = {
  sentence: "What is left is only what AWS keeps for a while",
  needs: ["destroy"],
  cleansUp: true,
  run: async (context) => {
    const found = [...(await keys(context)), ...(await secrets(context))];
    const wrong = found.filter(({ until }) => until === undefined).map(({ what }) => `${what} is not deleted`);
    if (wrong.length > 0) return failed(...wrong);
    return passed(context.by, ...found.map(({ what, until }) => `${what}: until ${dayOf(until)} at the latest`));
  },
};

/** Something that is there. `until` is undefined where it is there for good. */
interface Left {
  readonly what: string;
  readonly until: Date | undefined;
}

async function keys({ journal, aws: { kms } }: SmokeContext): Promise<Left[]> {
  const found = journal.content.keys.map(async (KeyId): Promise<Left[]> => {
    const { KeyMetadata } = (await unlessGone(kms.send(new DescribeKeyCommand({ KeyId })))) ?? {};
    return KeyMetadata === undefined ? [] : [{ what: `KMS key ${KeyId}`, until: KeyMetadata.DeletionDate }];
  });
  return (await Promise.all(found)).flat();
}

async function secrets(context: SmokeContext): Promise<Left[]> {
  const names = context
    .emitted()
    .stacks.flatMap(({ resources }) =>
      resources.flatMap(({ type, values }) => (type === "aws_secretsmanager_secret" ? [String(values["name"])] : [])),
    );
  const found = names.map(async (SecretId): Promise<Left[]> => {
    const secret = await unlessGone(context.aws.secretsManager.send(new DescribeSecretCommand({ SecretId })));
    if (secret === undefined) return [];
    const { DeletedDate: deleted } = secret;
    // Terraform deletes it with seven days to restore it; an emulator shows their end in place of their beginning.
    return [{ what: `secret ${SecretId}`, until: deleted && new Date(deleted.getTime() + RECOVERY_DAYS * DAY) }];
  });
  return (await Promise.all(found)).flat();
}

function dayOf(date: Date | undefined): string {
  return date?.toISOString().slice(0, 10) ?? "";
}
