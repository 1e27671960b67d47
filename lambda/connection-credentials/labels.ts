import { LABELS, type Verdict } from "../../connection/labels";
import type { Cloud, SecretState } from "./cloud";
import { hasName, SyncFault } from "./faults";
import type { ConnectionNames } from "../../connection/names";
import type { PairVersions } from "./render";

/** The version of a secret that carries a staging label. */
export function holderOf(secret: SecretState, label: string): string | undefined {
  return [...secret.versions].find(([, labels]) => labels.includes(label))?.[0];
}

/** The versions that carry a verdict. Either may be missing. */
export interface Labelled {
  readonly secretVersion: string | undefined;
  readonly specVersion: number | undefined;
}

/** Where a verdict stands. */
export async function labelled(cloud: Cloud, names: ConnectionNames, verdict: Verdict): Promise<Labelled> {
  const secret = await cloud.secret(names.secret);
  const spec = await cloud.spec(names.parameter, LABELS[verdict].spec);
  return {
    secretVersion: secret && holderOf(secret, LABELS[verdict].secret),
    specVersion: spec?.version,
  };
}

/** Whether a verdict stands on exactly this pair. */
export function isOn(where: Labelled, pair: PairVersions): boolean {
  return where.secretVersion === pair.secretVersion && where.specVersion === pair.specVersion;
}

/** Puts a verdict on a pair, from wherever it was. */
export async function putVerdict(cloud: Cloud, names: ConnectionNames, pair: PairVersions, verdict: Verdict) {
  await moveSecretLabel(cloud, names, LABELS[verdict].secret, pair.secretVersion);
  await cloud.labelSpec(names.parameter, pair.specVersion, LABELS[verdict].spec);
}

/**
 * Takes a verdict away, wherever it stands: a label keeps an old version of a secret from being cleared away, and the
 * oldest of a parameter's hundred versions from making room for a new one (API_PutParameter,
 * ParameterMaxVersionLimitExceeded).
 */
export async function removeVerdict(cloud: Cloud, names: ConnectionNames, verdict: Verdict) {
  await moveSecretLabel(cloud, names, LABELS[verdict].secret, undefined);
  const spec = await cloud.spec(names.parameter, LABELS[verdict].spec);
  if (spec) await cloud.unlabelSpec(names.parameter, spec.version, LABELS[verdict].spec);
}

const MOVES = 5;

/** Secrets Manager wants to know where a label is; another run may have moved it since. */
async function moveSecretLabel(cloud: Cloud, names: ConnectionNames, label: string, to: string | undefined) {
  for (let move = 1; ; move++) {
    const secret = await cloud.secret(names.secret);
    // A version that is gone, or a secret, needs no label: what follows finds out and says so.
    if (!secret || (to !== undefined && !secret.versions.has(to))) return;
    const from = holderOf(secret, label);
    if (from === to) return;
    try {
      await cloud.moveSecretLabel(names.secret, label, from, to);
      return;
    } catch (error) {
      if (!hasName(error, "InvalidParameterException", "ResourceNotFoundException")) throw error;
      if (move === MOVES) throw new SyncFault(`the label ${label} of the secret ${names.secret} moves all the time`);
    }
  }
}
