/** Checks what somebody wants to put into a secret. No message ever repeats a value. */
import { CREDENTIAL_PLACEHOLDER } from "../../connection/placeholder";
import { nearest } from "../../catalogue/wording";
import { checkSecret } from "../../connection/secret";
import { CREDENTIAL_KEYS } from "../../connection/authorization";
import type { ConnectionSpec } from "../../connection/spec";
import { CommandFailure } from "../failure";
import { secretKeys } from "./secret-keys";

/** Why one value cannot be meant; undefined when it can. Beside what AWS refuses: what is only ever a slip. */
export function valueFault(value: string): string | undefined {
  if (value === "") return "is empty";
  if (value.trim() === "") return "is only white space";
  if (value === CREDENTIAL_PLACEHOLDER) return "is the placeholder that Terraform writes, not a credential";
  if (/[\r\n]$/.test(value)) return "ends in a line break; leave it out";
  if (value.trim() !== value) return "has white space around it; leave it out";
  return undefined;
}

/**
 * The JSON text to put into a connection's secret.
 *
 * @param json what somebody gave: a JSON object of text
 * @throws CommandFailure with everything that is wrong with it
 */
export function secretText(spec: ConnectionSpec, json: string): string {
  const wanted = [...secretKeys(spec).keys()];
  const values = objectOf(json);
  if (values === undefined) {
    throw new CommandFailure(`what was given is not a JSON object; write one with the keys ${wanted.join(", ")}`);
  }
  const faults = Object.entries(values).flatMap(([key, value], index) => {
    if (!wanted.includes(key)) return [unknownKey(key, index + 1, wanted)];
    const fault = typeof value === "string" ? valueFault(value) : undefined;
    return fault === undefined ? [] : [`${key} ${fault}`];
  });
  if (faults.length > 0) throw new CommandFailure(faults.join("; "));
  const text = JSON.stringify(values);
  // The sync function checks by the same code: what it would refuse is not put.
  const checked = checkSecret(spec, text);
  if (!checked.ok) throw new CommandFailure(checked.reason);
  return text;
}

/** Something worth a second look that is not wrong; undefined when there is nothing. */
export function secretWarning({ authorization }: ConnectionSpec, text: string): string | undefined {
  switch (authorization.type) {
    case "BASIC":
      return userNameAlone(objectOf(text)?.["password"]);
    case "API_KEY":
    case "OAUTH_CLIENT_CREDENTIALS":
      return undefined;
  }
}

function userNameAlone(password: unknown): string | undefined {
  if (typeof password !== "string" || password.length > 1) return undefined;
  return (
    "the password is a single character, so the credential is the user name. AWS shows user names to everybody who may " +
    "describe the connection, and Terraform copies them into its state. authorization API_KEY with apiKeyName " +
    "Authorization keeps it secret: put the whole header, Basic and the encoded user name with a colon behind it"
  );
}

/** A key is named only where it is known to be one: in an object turned inside out, the keys are the values. */
function unknownKey(key: string, position: number, wanted: readonly string[]): string {
  const meant = nearest(key, wanted);
  if (meant !== undefined) return `unknown key ${key}; write ${meant}`;
  const ofOtherTypes: readonly string[] = Object.values(CREDENTIAL_KEYS).flat();
  const named = ofOtherTypes.includes(key) ? key : `number ${position}`;
  return `unknown key ${named}; write only ${wanted.join(", ")}`;
}

function objectOf(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    return undefined; // the parser's own message repeats a part of its input
  }
}
