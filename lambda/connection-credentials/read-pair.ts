import { LABELS } from "../../connection/labels";
import type { Cloud } from "./cloud";
import { holderOf, isOn } from "./labels";
import type { ConnectionNames } from "../../connection/names";
import type { Invalid, Waiting } from "../../connection/outcome";
import type { Redactor } from "./redact";
import type { Pair, PairVersions } from "./render";
import { checkSecret } from "../../connection/secret";
import { parseSpec } from "../../connection/spec";

/** For so long after a secret was made nobody is missed who has not put its value yet. */
const ONBOARDING_MILLISECONDS = 24 * 60 * 60 * 1_000;

/** A pair that can be sent, and the keys of the secret that it does not use. */
export interface SoundPair extends Pair {
  readonly unusedKeys: readonly string[];
}

/** The newest spec and the current secret, or why there is no pair to send. */
export async function currentPair(
  cloud: Cloud,
  names: ConnectionNames,
  redactor: Redactor,
  now: number,
): Promise<SoundPair | Waiting | Invalid> {
  const invalid = (reason: string): Invalid => ({ status: "invalid", connection: names.id, reason });
  const spec = await cloud.spec(names.parameter);
  if (!spec) return invalid(`there is no spec ${names.parameter}; apply the tenant's stack`);
  const parsed = parseSpec(spec.text, names);
  if (!parsed.ok) return invalid(parsed.reason);

  const secret = await cloud.secret(names.secret);
  if (!secret) return invalid(`there is no secret ${names.secret}; apply the tenant's stack`);
  if (secret.deleted) {
    return invalid(`the secret ${names.secret} is scheduled for deletion; restore it, then put its value`);
  }
  const version = holderOf(secret, "AWSCURRENT");
  if (version === undefined) {
    const overdue = now - secret.created.getTime() >= ONBOARDING_MILLISECONDS;
    const reason = `the secret ${names.secret} has no value yet; put it`;
    return { status: "waiting", connection: names.id, reason, overdue };
  }
  const text = await cloud.secretText(names.secret, version);
  if (text === undefined) {
    return invalid(`the secret ${names.secret} has no text to read (deleted meanwhile, or bytes); put a JSON object`);
  }
  learnAll(redactor, text);
  const checked = checkSecret(parsed.value, text);
  if (!checked.ok) return invalid(checked.reason);
  return { spec: parsed.value, specVersion: spec.version, secretVersion: version, ...checked.value };
}

/** The pair that the connection last authorized with; undefined when there is none, or it can no longer be sent. */
export async function lastGoodPair(
  cloud: Cloud,
  names: ConnectionNames,
  redactor: Redactor,
): Promise<Pair | undefined> {
  const secret = await cloud.secret(names.secret);
  const secretVersion = secret && holderOf(secret, LABELS.synced.secret);
  const spec = await cloud.spec(names.parameter, LABELS.synced.spec);
  if (secretVersion === undefined || !spec) return undefined;
  const parsed = parseSpec(spec.text, names);
  const text = await cloud.secretText(names.secret, secretVersion);
  if (!parsed.ok || text === undefined) return undefined;
  learnAll(redactor, text);
  const checked = checkSecret(parsed.value, text);
  return checked.ok
    ? { spec: parsed.value, specVersion: spec.version, secretVersion, values: checked.value.values }
    : undefined;
}

/** Whether a pair is still the newest spec and the current secret. */
export async function isCurrent(
  { cloud, names }: { readonly cloud: Cloud; readonly names: ConnectionNames },
  pair: PairVersions,
): Promise<boolean> {
  const secret = await cloud.secret(names.secret);
  const spec = await cloud.spec(names.parameter);
  const secretVersion = secret && !secret.deleted ? holderOf(secret, "AWSCURRENT") : undefined;
  return isOn({ secretVersion, specVersion: spec?.version }, pair);
}

/** Everything in a secret is secret, whether the spec uses it or not, and the whole text when it is no JSON. */
function learnAll(redactor: Redactor, text: string): void {
  try {
    redactor.learn(textsIn(JSON.parse(text)));
  } catch {
    redactor.learn([text]);
  }
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number") return [String(value)];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
