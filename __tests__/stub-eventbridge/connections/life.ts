/**
 * The states of a connection and when it comes to them, by AWS's table
 * (docs.aws.amazon.com/eventbridge/latest/userguide/eb-target-connection-states.html) and by what was recorded in
 * September 2026. A state follows from the clock alone, so nothing has to be woken.
 */
import type { HeldAuthorization, OAuth } from "./authorization";

export type ConnectionState =
  | "CREATING"
  | "UPDATING"
  | "DELETING"
  | "AUTHORIZED"
  | "DEAUTHORIZED"
  | "AUTHORIZING"
  | "DEAUTHORIZING"
  | "ACTIVE"
  | "FAILED_CONNECTIVITY";

/** A state, and from when on it is shown. */
export interface Phase {
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly state: ConnectionState;
  readonly reason?: string;
  /** LastAuthorizedTime moves to `from`. */
  readonly authorizes?: true;
}

/** How long a connection stays in states that pass, in milliseconds. */
export interface Delays {
  /** A token is got. Recorded: about a second until it was known that the endpoint cannot be reached. */
  readonly authorizing: number;
  /** A private endpoint is connected. AWS: up to several minutes. */
  readonly connecting: number;
  /** Recorded: about a second. */
  readonly deauthorizing: number;
  /** Recorded: 2 to 3 s. */
  readonly deleting: number;
  /** The key of a bus is changed: how long it takes is not recorded. */
  readonly encrypting: number;
}

export const SHORT: Delays = { authorizing: 200, connecting: 400, deauthorizing: 200, deleting: 200, encrypting: 400 };

/** What a connection finds outside of AWS. */
export interface Outside {
  /** What the token endpoint answers. */
  tokenEndpoint: (authorization: OAuth) => "token" | "refusal" | "nothing";
  /** What there is behind the ARN of a resource configuration. */
  privateEndpoint: (resourceConfigurationArn: string) => "api" | "nothing";
}

/** The way to authorization after it was asked for. */
export function authorizingPhases(
  from: number,
  { authorization, privateEndpoint }: { readonly authorization: HeldAuthorization; readonly privateEndpoint?: string },
  outside: Outside,
  delays: Delays,
  begins: "CREATING" | "UPDATING",
): readonly Phase[] {
  const token = authorization.type === "OAUTH_CLIENT_CREDENTIALS" ? outside.tokenEndpoint(authorization) : "no need";
  const before: Phase[] = token === "no need" ? [] : [{ from, state: "AUTHORIZING" }];
  const authorized = token === "no need" ? from : from + delays.authorizing;
  if (token === "nothing") return [...before, unreachable(authorized)];
  if (token === "refusal") return [...before, refused(authorized)];
  if (privateEndpoint === undefined) return [...before, { from: authorized, state: "AUTHORIZED", authorizes: true }];
  // A guess for BASIC and API_KEY: which state passes until the endpoint is connected. AWS's page says of OAuth alone that
  // it is AUTHORIZING and then AUTHORIZED.
  const waiting: Phase =
    token === "no need"
      ? { from: authorized, state: begins }
      : { from: authorized, state: "AUTHORIZED", authorizes: true };
  return [...before, waiting, connected(authorized + delays.connecting, outside.privateEndpoint(privateEndpoint))];
}

function connected(from: number, found: "api" | "nothing"): Phase {
  return found === "api"
    ? { from, state: "ACTIVE", authorizes: true }
    : // A guess: the reason. The state is AWS's.
      { from, state: "FAILED_CONNECTIVITY", reason: "The resource configuration could not be reached." };
}

/** Recorded of a host that does not exist. What becomes of it later is not recorded: it stays so here. */
function unreachable(from: number): Phase {
  return { from, state: "AUTHORIZING", reason: "Could not connect to the specified endpoint." };
}

/** The state is AWS's; its words are a guess. */
function refused(from: number): Phase {
  return { from, state: "DEAUTHORIZED", reason: "The authorization endpoint answered with status 401." };
}

/** Recorded, with the reason in AWS's words. */
export function deauthorizingPhases(from: number, delays: Delays): readonly Phase[] {
  const reason = "The authorization parameters were removed from this connection by a DeauthorizeConnection operation.";
  return [
    { from, state: "DEAUTHORIZING", reason },
    { from: from + delays.deauthorizing, state: "DEAUTHORIZED", reason },
  ];
}

/** The phase that a connection is in. */
export function phaseAt(now: number, phases: readonly Phase[]): Phase {
  const phase = phases.findLast(({ from }) => from <= now) ?? phases[0];
  if (phase === undefined) throw new Error("A connection is always in a phase");
  return phase;
}

/** When it was last authorized; undefined where it was not since these phases began. */
export function authorizedAt(now: number, phases: readonly Phase[]): number | undefined {
  return phases.findLast(({ from, authorizes }) => from <= now && authorizes)?.from;
}
