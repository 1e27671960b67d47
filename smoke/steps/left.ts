import { DescribeKeyCommand, paginateListKeys, paginateListResourceTags, type KMSClient } from "@aws-sdk/client-kms";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { counted } from "../../catalogue/wording";
import type { SmokeContext } from "../context";
import { SERVICE } from "../environment/files";
import { unlessDenied, unlessGone } from "../unless";
import { failed, passed, type Step } from "./step";

/** Of a secret of the stacks. */
const RECOVERY_DAYS = 7;
const DAY = 24 * 60 * 60 * 1_000;

export const left: Step = {
  sentence: "What is left is only what AWS keeps for a while",
  needs: ["destroy"],
  cleansUp: true,
  run: async (context) => {
    const { found: kept, hidden } = await keys(context);
    const found = [...kept, ...(await secrets(context))];
    const wrong = found
      .filter(({ until }) => until === undefined)
      .map(({ what }) => `${what} is not deleted: delete it, and have this run look again`);
    if (wrong.length > 0) return failed(...wrong);
    return passed(
      context.by,
      ...found.map(({ what, until }) => `${what}: until ${dayOf(until)} at the latest`),
      // Not the run's: the policy of such a key leaves it to IAM who may look.
      ...(hidden === 0 ? [] : [`${counted(hidden, "KMS key")} of others may not be looked at`]),
    );
  },
};

/** Something that is there. `until` is undefined where it is there for good. */
interface Left {
  readonly what: string;
  readonly until: Date | undefined;
}

/** By their tags: one that was made and replaced, or got no alias any more, is in no state and has no name. */
async function keys({ suffix, aws: { kms } }: SmokeContext): Promise<{ found: Left[]; hidden: number }> {
  const found: Left[] = [];
  let hidden = 0;
  for await (const { Keys = [] } of paginateListKeys({ client: kms }, {})) {
    for (const { KeyId = "" } of Keys) {
      const tags = await unlessDenied(tagsOf(kms, KeyId));
      if (tags === undefined) hidden += 1;
      if (tags?.["service"] !== SERVICE || tags["environment"] !== suffix) continue;
      const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
      found.push({ what: `KMS key ${KeyId}`, until: KeyMetadata?.DeletionDate });
    }
  }
  return { found, hidden };
}

async function tagsOf(kms: KMSClient, KeyId: string): Promise<Readonly<Record<string, string | undefined>>> {
  const tags: Record<string, string | undefined> = {};
  for await (const page of paginateListResourceTags({ client: kms }, { KeyId })) {
    for (const { TagKey = "", TagValue } of page.Tags ?? []) tags[TagKey] = TagValue;
  }
  return tags;
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
