/** States that a deployment could not save: beside the journal until they are where the others are. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { stateKey } from "../catalogue/names";
import type { SmokeContext } from "./context";

/** Where a stack's state is kept. */
export function keptState({ journal }: SmokeContext, stack: string): string {
  return `${journal.file}.${stack}.tfstate`;
}

/** Saves what an earlier deployment could not. */
export async function saveKeptStates(context: SmokeContext): Promise<void> {
  const { names, aws, suffix } = context;
  for (const { name } of context.emitted().stacks) {
    const kept = keptState(context, name);
    if (!existsSync(kept)) continue;
    await aws.s3.send(
      new PutObjectCommand({
        Bucket: names.bucket,
        Key: stateKey({ environment: suffix }, name, "deployment"),
        Body: readFileSync(kept),
        ContentType: "application/json",
        ServerSideEncryption: "aws:kms",
        SSEKMSKeyId: names.stateKey,
      }),
    );
    rmSync(kept);
  }
}
