/** Where a stack keeps its state, which a plan does not say: read from the Terraform beside it. */
import { digestOf } from "./fingerprint";
import { visibleText } from "./redaction/visible-text";

/**
 * The backend in a stack's Terraform: `s3://bucket/key`, and the kind with a digest for any other, whose settings may hold
 * credentials.
 *
 * @param terraform a stack's `cdk.tf.json`, parsed
 * @returns undefined where it names none
 */
export function backendOf(terraform: unknown): string | undefined {
  const [kind, settings] = Object.entries(member(member(terraform, "terraform"), "backend") ?? {})[0] ?? [];
  if (kind === undefined) return undefined;
  const [bucket, key] = [member(settings, "bucket"), member(settings, "key")];
  if (kind === "s3" && typeof bucket === "string" && typeof key === "string") {
    return visibleText(`s3://${bucket}/${key}`);
  }
  return `${visibleText(kind)} (${digestOf(settings).slice(0, 12)})`;
}

function member(value: unknown, key: string): object | string | undefined {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = (value as Readonly<Record<string, unknown>>)[key];
  return typeof found === "string" || (typeof found === "object" && found !== null) ? found : undefined;
}
