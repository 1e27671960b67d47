import { readFileSync } from "node:fs";
import path from "node:path";
import { CreateEventBusCommand } from "@aws-sdk/client-eventbridge";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { z } from "zod";
import { REGION, type Emulator } from "./emulator";
import { stackFolder, type Emitted } from "./synthesize";

const backendSchema = z.object({
  terraform: z.object({
    backend: z.object({
      s3: z.object({
        bucket: z.string(),
        key: z.string(),
        assume_role: z.object({ role_arn: z.string() }),
      }),
    }),
  }),
});

/** Where a stack keeps its state, as emitted. */
export function stateOf(emitted: Emitted, stack: string): { account: string; bucket: string; key: string } {
  const text = readFileSync(path.join(stackFolder(emitted, stack), "cdk.tf.json"), "utf8");
  const { bucket, key, assume_role } = backendSchema.parse(JSON.parse(text)).terraform.backend.s3;
  return { account: accountOf(assume_role.role_arn), bucket, key };
}

/** Buses that rules of a source account listen on and that its application owns, not the hub. */
export function applicationBuses({ stacks }: Emitted, account: string): string[] {
  const names = stacks
    .filter((stack) => stack.account === account && stack.name.startsWith("source-"))
    .flatMap(({ resources }) => resources)
    .flatMap(({ type, values }) => (type === "aws_cloudwatch_event_rule" ? [String(values["event_bus_name"])] : []));
  return [...new Set(names)].filter((name) => name !== "default").sort();
}

/** What exists before the first deployment: the bucket for the state, and the applications' own buses. */
export async function prepareAccounts(emulator: Emulator, emitted: Emitted): Promise<void> {
  const state = stateOf(emitted, "central-bus");
  const { s3 } = await emulator.account(state.account);
  await s3.send(
    new CreateBucketCommand({
      Bucket: state.bucket,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    }),
  );
  for (const account of new Set(emitted.stacks.map((stack) => stack.account ?? ""))) {
    for (const Name of applicationBuses(emitted, account)) {
      const { eventBridge } = await emulator.account(account);
      await eventBridge.send(new CreateEventBusCommand({ Name }));
    }
  }
}

/** The account in an ARN. */
export function accountOf(arn: string): string {
  return arn.split(":")[4] ?? "";
}
