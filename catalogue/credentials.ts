/**
 * Telling credentials from other text. A false alarm costs a line in a secret; a miss costs a password in the state
 * file, in Git and in every plan that CI prints.
 */

/** Names under which secrets go. */
const SECRET_NAME = /authorization|api[-_]?key|token|secret|passw(or)?d|cookie|signature|credential|routing[-_]?key/i;

/** Names that only speak of a secret: `token_type`, `X-Signature-Version`. */
const ABOUT_A_SECRET = /(type|version|alg|algorithm|format|url|uri|endpoint|expiry|expires)$/i;

/** Whether a parameter of this name mostly carries a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !ABOUT_A_SECRET.test(name);
}

/** What `Authorization` holds, where it is more than a phrase such as "Basic plan"; vendors' marks on their keys. */
const MARKED = [
  /^bearer\s+\S/i,
  /^(basic|token|apikey|digest)\s+(?=\S*[\d=])[\w+/=.~-]{8,}$/i,
  /^(xox[a-z]-|[sr]k_(live|test)_|gh[pousr]_|glpat-|pat-[a-z]{2}\d-|eyJ)\w/,
  /^SG\.[\w-]{10,}\./,
];
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** A random key has at least so many characters, digits among them, and bits in each. */
const RANDOM = { characters: 32, digits: 4, bits: 3.2 } as const;

/** Whether text is a credential by its looks: marked as one, or long and random. Ids (UUID) are not. */
export function looksLikeCredential(text: string): boolean {
  return isMarkedCredential(text) || isRandom(text);
}

/** Whether text in a body is a credential. Long random ids are common there, so those count under a secret's name only. */
export function isCredentialInBody(name: string | undefined, text: string): boolean {
  return isMarkedCredential(text) || (name !== undefined && isSecretName(name) && isRandom(text));
}

function isMarkedCredential(text: string): boolean {
  return MARKED.some((mark) => mark.test(text));
}

function isRandom(text: string): boolean {
  if (text.length < RANDOM.characters || !/^[\w+/=.-]+$/.test(text) || UUID.test(text)) return false;
  return (text.match(/\d/g)?.length ?? 0) >= RANDOM.digits && bitsPerCharacter(text) >= RANDOM.bits;
}

/** Shannon's entropy. */
function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((bits, n) => bits - (n / text.length) * Math.log2(n / text.length), 0);
}
