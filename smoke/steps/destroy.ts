import { DescribeKeyCommand, EnableKeyCommand } from "@aws-sdk/client-kms";
import type { SmokeContext } from "../context";
import { destroyStacks } from "../stacks";
import { unlessGone } from "../unless";
import type { Step } from "./step";

export const destroy: Step = {
  sentence: "Every stack is destroyed, in the opposite order",
  needs: ["state"],
  cleansUp: true,
  run: async (context) => {
    await enableKeys(context);
    return destroyStacks(context);
  },
};

/** A run that was killed while it tried that left a key disabled, and Terraform cannot see rules then. */
async function enableKeys(context: SmokeContext): Promise<void> {
  const { kms } = context.aws;
  const aliases = context
    .emitted()
    .stacks.flatMap(({ resources }) =>
      resources.flatMap(({ type, values }) => (type === "aws_kms_alias" ? [String(values["name"])] : [])),
    );
  for (const alias of aliases) {
    const found = await unlessGone(kms.send(new DescribeKeyCommand({ KeyId: alias })));
    const { KeyId, KeyState } = found?.KeyMetadata ?? {};
    if (KeyState === "Disabled") await kms.send(new EnableKeyCommand({ KeyId }));
  }
}
