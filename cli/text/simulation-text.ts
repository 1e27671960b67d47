/** A simulation for people to read. */
import { nameOfArn } from "../../aws/arn";
import { tokenCall } from "#simulator/delivery";
import { readJson, writeJson } from "#simulator/input";
import { REDACTED } from "#simulator/request";
import type { Delivery, Simulation } from "#simulator/routing";
import { notUnderstood } from "./terraform-text";
import { counted } from "../../catalogue/wording";
import { withoutTricks } from "../../review";
import { folded } from "./terminal";

/**
 * Accepted or refused and why, each delivery with its request, and what is not known.
 *
 * @param how `hint` says what would make an answer that is not known firm
 */
export function simulationInWords(
  simulation: Simulation,
  { showUnmatched, hint }: { readonly showUnmatched: boolean; readonly hint?: string | undefined },
): string {
  const { accepted, policy, deliveries, ifEnabled, unmatched, unknown } = simulation;
  const lines = folded(`${verdictInWords(simulation)}: ${policy.reason}`, "  ");
  if (policy.decision === "unknown" && hint !== undefined) lines.push(hint);
  if (accepted) {
    const isOpen = deliveries.length === 0 && unknown.length > 0;
    lines.push(isOpen ? "no delivery is known" : counted(deliveries.length, "delivery", "deliveries"));
  }
  for (const delivery of deliveries) lines.push("", ...deliveryInWords(delivery));
  if (ifEnabled.length > 0) {
    const held = counted(ifEnabled.length, "delivery", "deliveries");
    lines.push("", `Not sent, for the rules are disabled: ${held}`);
    for (const delivery of ifEnabled) lines.push("", ...deliveryInWords(delivery));
  }
  if (showUnmatched && accepted) {
    lines.push("", unmatchedHeading(simulation));
    for (const { rule, reason } of unmatched) lines.push(`  ${rule}: ${reason}`);
  }
  if (unknown.length > 0) lines.push("", ...notUnderstood(unknown));
  return lines.map(asOneLine).join("\n");
}

/** What events and Terraform hold may neither steer the terminal nor look like a line of the simulation's own. */
export function asOneLine(line: string): string {
  return withoutTricks(line).replaceAll("\n", "\\n");
}

function unmatchedHeading({ deliveries, unmatched }: Simulation): string {
  if (unmatched.length > 0) return "Rules that do not deliver the event";
  return deliveries.length > 0 ? "Every rule of the tenant matches" : "The tenant has no rule on this bus";
}

function verdictInWords({ accepted, policy: { decision } }: Simulation): string {
  switch (decision) {
    case "allowed":
      return "Accepted";
    case "denied":
      return "Refused";
    case "unknown":
      return accepted
        ? "Taken to be accepted, since the account owns the bus and needs no statement of its policy"
        : "Not known whether accepted";
  }
}

/** One delivery: its request, or why there is none. */
export function deliveryInWords(delivery: Delivery): string[] {
  const { stack, rule, destination, shadowOf } = delivery;
  if (shadowOf !== undefined) return shadowInWords(delivery, shadowOf);
  return [...folded(`${stack}: ${destination} (rule ${rule})`, "  "), ...whatIsSent(delivery)];
}

function whatIsSent(delivery: Delivery): string[] {
  const { request, input, dropped, unknown } = delivery;
  return [
    ...failureInWords(delivery),
    ...(request === null ? [] : requestInWords(request)),
    ...(input === null ? [] : indented(input)),
    ...folded(`  ${limitsInWords(delivery)}`, "    "),
    ...tokenCallInWords(delivery),
    ...dropped.flatMap(({ part, name, reason }) => folded(`  not sent: ${part} ${name}: ${reason}`, "    ")),
    ...unknown.flatMap((what) => folded(`  not known: ${what}`, "    ")),
  ];
}

/** What the queue gets is shown only where it is not the body of the request: a connection may add to that. */
function shadowInWords({ stack, rule, destination, input }: Delivery, live: Delivery): string[] {
  const isBody = input === null || live.request?.body === input;
  return [
    ...folded(`${stack}: ${nameOfArn("queue", destination)} (rule ${rule})`, "  "),
    ...(isBody
      ? [`  shadow: the body goes to this queue, and nothing to ${live.destination}, which would get`]
      : [
          "  shadow: this queue gets",
          ...indented(input),
          `  and nothing goes to ${live.destination}, which would get`,
        ]),
    ...whatIsSent(live),
  ];
}

function failureInWords({ notDelivered, deadLetter, deadLetterQueue }: Delivery): string[] {
  if (notDelivered === null) return [];
  if (deadLetter === null) return [`  not delivered: ${notDelivered}`];
  const queue = deadLetterQueue === null ? ", and the event is lost: there is no dead-letter queue" : ", not retried";
  const { code, message, body } = deadLetter;
  return [
    `  dead letter ${code}${queue}: ${notDelivered}`,
    `  with the message ${message}`,
    "  with the body",
    ...indented(body),
  ];
}

function requestInWords(request: NonNullable<Delivery["request"]>): string[] {
  return [...headInWords(request), "", ...indented(request.body), ""];
}

/** The call that comes before the request where no token is at hand. */
function tokenCallInWords({ request, authorization }: Delivery): string[] {
  if (request === null || authorization?.type !== "OAUTH_CLIENT_CREDENTIALS") return [];
  const call = tokenCall(authorization.tokenRequest, { clientId: REDACTED, clientSecret: REDACTED });
  const headers = Object.fromEntries(call.headers.map(({ name, value }) => [name, value]));
  const lines = [...headInWords({ ...call, headers }), ...(call.body === "" ? [] : ["", ...indented(call.body)])];
  // A form writes the brackets of what stands for a secret in another way.
  const readable = lines.map((line) => line.replaceAll(encodeURIComponent(REDACTED), REDACTED));
  return [
    "  where no token is at hand, this call comes first",
    ...readable.map((line) => (line === "" ? "" : `  ${line}`)),
  ];
}

/** A request without its body. */
export function headInWords({
  method,
  url,
  headers,
}: Pick<NonNullable<Delivery["request"]>, "method" | "url" | "headers">): string[] {
  return [`  ${method} ${url}`, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)];
}

/** JSON is laid out for reading; `--json` has the body byte by byte. */
export function indented(body: string): string[] {
  let readable = body;
  try {
    readable = writeJson(readJson(body), "  ");
  } catch {
    // Text, or broken JSON: shown as it is.
  }
  return readable.split("\n").map((line) => `  ${line}`);
}

function limitsInWords({ authorization, rateLimitPerSecond, retry, deadLetterQueue }: Delivery): string {
  const parts = [
    ...(authorization === null ? [] : [authorization.type]),
    ...(rateLimitPerSecond === null ? [] : [`at most ${rateLimitPerSecond} a second`]),
    `${counted(retry.maximumRetryAttempts, "retry", "retries")} within ${counted(retry.maximumEventAgeInSeconds, "second")}`,
    deadLetterQueue === null ? "no dead-letter queue" : `then ${nameOfArn("queue", deadLetterQueue)}`,
  ];
  return parts.join(", ");
}
