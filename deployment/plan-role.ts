/** Plans are made with a role that changes nothing, where there is one: what was emitted names the role that deploys. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { EmittedFolder } from "./stack";

const assumed = z.looseObject({ role_arn: z.string() });

/** As far as an emitted stack says as whom it is worked on. */
const stackSchema = z.looseObject({
  terraform: z.looseObject({ backend: z.looseObject({ s3: z.looseObject({ assume_role: assumed }) }) }),
  provider: z.looseObject({ aws: z.tuple([z.looseObject({ assume_role: z.tuple([assumed]) })]) }),
});

/** Terraform takes what stands in a file of this name over what was emitted. */
const OVERRIDE = "plan_role_override.tf.json";

/**
 * Lets Terraform take on another role of the same accounts in a stack's folder, for its provider and for its state. What
 * was emitted stays as it is, and so does what a report says of it.
 *
 * @param roleName in place of the role's that was emitted; a stack that takes on none is left as it is
 */
export function planAs(roleName: string, { folder }: EmittedFolder): void {
  const emitted = stackSchema.safeParse(JSON.parse(readFileSync(path.join(folder, "cdk.tf.json"), "utf8")));
  if (!emitted.success) return;
  const { terraform, provider } = emitted.data;
  const { s3 } = terraform.backend;
  const [aws] = provider.aws;
  const [ofProvider] = aws.assume_role;
  const override = {
    terraform: { backend: { s3: { ...s3, assume_role: named(roleName, s3.assume_role) } } },
    provider: { aws: { assume_role: [named(roleName, ofProvider)] } },
  };
  writeFileSync(path.join(folder, OVERRIDE), JSON.stringify(override));
}

function named(roleName: string, role: z.output<typeof assumed>) {
  return { ...role, role_arn: role.role_arn.replace(/:role\/.+$/, `:role/${roleName}`) };
}
