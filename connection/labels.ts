/** What the sync has found of a pair of secret and spec. */
export type Verdict = "synced" | "rejected";

/** Which verdicts stand on a version, or on a pair. A version that worked in one pair may have been refused in another. */
export type Verdicts = Readonly<Record<Verdict, boolean>>;

/**
 * How far a secret's version and a spec's have come together: EventBridge authorized the connection with the two last,
 * refused the two together, or they have not been tried.
 */
export type SyncState = Verdict | "pending";

/**
 * The label that stands for a verdict on the secret's version and the one on the spec's. SSM lets no label begin with aws
 * or ssm (API_LabelParameterVersion).
 */
export const LABELS: Readonly<Record<Verdict, { readonly secret: string; readonly spec: string }>> = {
  synced: { secret: "SYNCED", spec: "synced" },
  rejected: { secret: "REJECTED", spec: "rejected" },
};

/** The verdicts that the labels of a version of a secret or a spec stand for; other labels are none of the sync's. */
export function verdictsOf(labels: readonly string[], of: "secret" | "spec"): Verdicts {
  return { synced: labels.includes(LABELS.synced[of]), rejected: labels.includes(LABELS.rejected[of]) };
}

/** The verdicts on a pair: those that stand on the secret's version and on the spec's. */
export function verdictsOnBoth(secret: Verdicts, spec: Verdicts): Verdicts {
  return { synced: secret.synced && spec.synced, rejected: secret.rejected && spec.rejected };
}

/**
 * How far a pair has come, by the verdicts on it. One that has both worked once and was refused since: a refusal leaves
 * the synced labels in place, so that the last good pair can still be found, and a success takes the rejected ones away.
 */
export function syncStateOf({ synced, rejected }: Verdicts): SyncState {
  if (rejected) return "rejected";
  return synced ? "synced" : "pending";
}
