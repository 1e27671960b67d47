import { DescribeKeyCommand, EnableKeyCommand } from "@aws-sdk/client-kms";
import type { SmokeContext } from "../context";
import { answerOf, destroyStacks } from "../stacks";
import { unlessGone } from "../unless";
import type { Step } from "./step";

export const destroy: Step = {
  sentence: "Every stack is destroyed, in the opposite order",
  needs: ["state"],
  cleansUp: true,
  run: async (context) => {
    await noteKeys(context);
    return answerOf(context.by, await destroyStacks(context));
  },
};

/** An alias is gone at once, its key is not: the ids are noted while the aliases tell them. */
async function noteKeys(context: SmokeContext): Promise<void> {
  const keys = new Set(context.journal.content.keys);
  const aliases = context
    .emitted()
    .stacks.flatMap(({ resources }) =>
      resources.flatMap(({ type, values }) => (type === "aws_kms_alias" ? [String(values["name"])] : [])),
    );
  for (const KeyId of aliases) {
    const found = await unlessGone(context.aws.kms.send(new DescribeKeyCommand({ KeyId })));
    const { KeyId: id, KeyState: state } = found?.KeyMetadata ?? {};
    if (id === undefined) continue;
    keys.add(id);
    // A run that was killed while it tried that left it so, and Terraform cannot see rules then.
    if (state === "Disabled") await context.aws.kms.send(new EnableKeyCommand({ KeyId: id }));
  }
  context.journal.note({ keys: [...keys] });
}
