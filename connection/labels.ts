/** What the sync has found of a pair of secret and spec. */
export type Verdict = "synced" | "rejected";

/**
 * The label that stands for a verdict on the secret's version and the one on the spec's. SSM lets no label begin with aws
 * or ssm (API_LabelParameterVersion).
 */
export const LABELS: Readonly<Record<Verdict, { readonly secret: string; readonly spec: string }>> = {
  synced: { secret: "SYNCED", spec: "synced" },
  rejected: { secret: "REJECTED", spec: "rejected" },
};
