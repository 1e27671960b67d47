/** Text that looks like a credential, wherever it stands. */

/** Stands in place of what is not shown. */
export const HIDDEN_TEXT = "(hidden)";

/** Shapes that issuers gave their credentials so that they can be recognized. */
const ISSUED_SHAPES: readonly RegExp[] = [
  // AWS: the prefixes of keys and temporary keys. Those of roles and users (AROA, AIDA) are no secrets.
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{12,}/,
  /\bgh[pousr]_\w{16,}|\bgithub_pat_\w{16,}|\bglpat-[\w-]{16,}/,
  /\bxox[a-z]-[\w-]{8,}|\bxapp-[\w-]{8,}/,
  /\b[sprw]k_(?:live|test)_\w{8,}|\bwhsec_\w{8,}/,
  /\bsk-[\w-]{16,}|\bSG\.[\w-]{12,}|\bpat-[a-z0-9-]{16,}|\bNRAK-\w{12,}|\bdop_v1_\w{16,}|\bAIza[\w-]{20,}|\bnpm_\w{20,}/,
  // A JSON Web Token, and an armoured key.
  /\beyJ[\w-]{8,}/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Shapes that hold a credential by their syntax. */
const HOLDING_SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z ]+-----/,
  // Credentials in an address, an Authorization header, and an assignment.
  /:\/\/[^/?#\s]*@/,
  /\b(?:Bearer|Basic|Digest|Token)\s+(?!<)[\w.~+/=-]{6,}/i,
  // The ARN of a secret is no secret.
  /(?<!:secretsmanager:[^:]*:[^:]*:)\b(?:password|passwd|pwd|secret|token|api[-_]?key|apikey|signature|sig|access[-_]?key)\s*[=:]\s*(?!["'<\s])\S+/i,
  /hooks\.slack\.com\/\S+|\.webhook\.office\.com\/\S+|discord(?:app)?\.com\/api\/webhooks\/\S+/i,
];

const KNOWN_SHAPES = [...ISSUED_SHAPES, ...HOLDING_SHAPES];

/** A run of characters that a key could be made of. */
const RUN = /[A-Za-z0-9+/=_-]{20,}/g;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text holds what an issuer gave the shape of its credentials: then it is one, as good as surely. */
export function holdsIssuedCredential(text: string): boolean {
  return ISSUED_SHAPES.some((shape) => shape.test(text)) || /:\/\/[^/?#\s@:<]+:[^/?#\s@<]+@/.test(text);
}

/** Whether a text holds something of the shape of a credential. In doubt it does. */
export function looksLikeCredential(text: string): boolean {
  return KNOWN_SHAPES.some((shape) => shape.test(text)) || (text.match(RUN) ?? []).some(isRandom);
}

/**
 * Whether a run of characters was rather drawn than written: long hexadecimal, or a part without separators in which
 * capitals, small letters and digits are mixed. Names in kebab, snake and camel case, paths and UUIDs are not.
 */
function isRandom(run: string): boolean {
  if (UUID.test(run)) return false;
  return (
    run.split(/[-_/=+]/).some((part) => /^[0-9a-f]{32,}$/i.test(part) || (part.length >= 16 && isMixed(part))) ||
    isDense(run)
  );
}

function isMixed(part: string): boolean {
  return /[a-z]/.test(part) && /[A-Z]/.test(part) && /\d/.test(part);
}

/** Separators are among the characters of base64, too: letters and digits that alternate as nobody writes them. */
function isDense(run: string): boolean {
  const switches = run.match(/[a-z](?=[A-Z0-9])|[A-Z](?=\d)|\d(?=[A-Za-z])/g)?.length ?? 0;
  return isMixed(run) && switches * 4 >= run.length;
}

/** Names of keys whose value is a credential, or half of one. */
const KEY_OF_CREDENTIAL =
  /secret|token|passw|pwd|api[-_]?key|access[-_]?key|authorization|credential|private[-_]?key|signature|cookie|client[-_]?id|user[-_]?name/i;

/** Whether what stands under this name must not be shown, whatever it looks like. */
export function namesCredential(key: string): boolean {
  return KEY_OF_CREDENTIAL.test(key);
}
