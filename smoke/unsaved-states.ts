/** States that Terraform could not save: kept beside the journal until they are where the others are. */
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import { stateKey } from "../catalogue/names";
import { foldersIn, UNSAVED } from "../deployment";
import type { SmokeContext } from "./context";

/** Keeps what the last deployment could not save. @returns a sentence for each */
export function keepUnsavedStates(context: SmokeContext): string[] {
  return foldersIn(context.emitted().outdir).flatMap(({ name, folder }) => {
    const unsaved = path.join(folder, UNSAVED);
    if (!existsSync(unsaved)) return [];
    const kept = keptFile(context, name);
    writeFileSync(kept, readFileSync(unsaved), { mode: 0o600 });
    rmSync(unsaved);
    return [`${name}: its state could not be saved; it is in ${kept}, and is saved when the run goes on`];
  });
}

/** Saves what an earlier deployment could not. */
export async function saveKeptStates(context: SmokeContext): Promise<void> {
  const { names, aws, suffix } = context;
  for (const { name } of context.emitted().stacks) {
    const kept = keptFile(context, name);
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

function keptFile({ journal }: SmokeContext, stack: string): string {
  return `${journal.file}.${stack}.tfstate`;
}
