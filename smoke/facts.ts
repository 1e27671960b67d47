/**
 * What AWS documents nowhere and this project guesses, as a run has seen it. In the shape of the other recorded cases: a
 * list, with the name, the cause and the outcome of each.
 */
import type { ReceivedRequest } from "./deliveries/deliveries";
import type { DeadLetter } from "./dead-letters";
import type { Answerer } from "./answer";

/** One fact. */
export interface Fact {
  /** `hub smoke`, with day and Region. */
  readonly source: string;
  /** Who answered: only AWS makes it a fact about AWS. */
  readonly by: Answerer;
  readonly name: string;
  /** What led to it. */
  readonly cause: string;
  readonly targetType: "apiDestination";
  readonly outcome: "delivered" | "deadLetter" | "none";
  /** Of the request, or of the dead letter. */
  readonly body: string | null;
  /** Of the dead letter. */
  readonly attributes: DeadLetter["attributes"] | null;
  readonly request: Omit<ReceivedRequest, "body"> | null;
}

/** What happened to something that was sent. */
export type Outcome =
  | { readonly outcome: "delivered"; readonly request: ReceivedRequest }
  | { readonly outcome: "deadLetter"; readonly letter: DeadLetter }
  | { readonly outcome: "none" };

/** What is known of all facts of a run. */
export interface Recording {
  readonly by: Answerer;
  readonly account: string;
  readonly region: string;
  readonly suffix: string;
}

/** A fact, without what is the run's own: account, suffix and trace ids say nothing about AWS. */
export function factOf(recording: Recording, name: string, cause: string, outcome: Outcome): Fact {
  const { by, account, region, suffix } = recording;
  const day = new Date().toISOString().slice(0, 10);
  const request = outcome.outcome === "delivered" ? outcome.request : undefined;
  const letter = outcome.outcome === "deadLetter" ? outcome.letter : undefined;
  const fact: Fact = {
    source: `hub smoke, ${day}, ${region}`,
    by,
    name,
    cause,
    targetType: "apiDestination",
    outcome: outcome.outcome,
    body: request?.body ?? letter?.body ?? null,
    attributes: letter?.attributes ?? null,
    request: request === undefined ? null : withoutBody(request),
  };
  const text = JSON.stringify(fact).replaceAll(account, "111111111111").replaceAll(suffix, "suffix");
  return JSON.parse(text) as Fact;
}

function withoutBody({ method, path, query, headers, answer }: ReceivedRequest): Omit<ReceivedRequest, "body"> {
  const kept = Object.entries(headers).filter(([name]) => !/^(x-amzn-trace-id|x-forwarded-.*|via)$/i.test(name));
  return { method, path, query, headers: Object.fromEntries(kept), answer };
}

/** Where the client's id and secret stand in a token call, and of what type its body is said to be. */
export function tokenCallInWords({ headers, query, body }: ReceivedRequest): string[] {
  const authorization = headers["authorization"];
  const places = [
    ...(authorization === undefined ? [] : [`header Authorization (${authorization.split(" ")[0] ?? ""})`]),
    ...(query.includes("client_id") ? ["query"] : []),
    ...(body.includes("client_id") ? ["body"] : []),
  ];
  return [
    `the token call has the client's id and secret in: ${places.join(", ") || "no place that is looked at"}`,
    `the token call's Content-Type: ${headers["content-type"] ?? "none"}`,
  ];
}
