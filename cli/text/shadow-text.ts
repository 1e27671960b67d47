/** What waits in shadow queues, and what a simulation says of it: which is which is said of each part. */
import type { Target } from "#simulator/topology";
import { destinationInWords } from "#simulator/topology";
import { all, count, quote } from "../../catalogue/wording";
import type { ShownShadow, SimulatedRequestOf } from "../shadow-deliveries";
import { asOneLine, headInWords, indented } from "./simulation-text";
import { wrapped } from "./terminal";

/** For people. */
export function shadowsInWords(shown: readonly ShownShadow[], after: "keep" | "delete"): string {
  const read = shown.reduce((sum, { messages }) => sum + messages.length, 0);
  const fate =
    after === "delete"
      ? "What is shown was taken out of the queues."
      : "The messages stay in their queues, for four days since they were sent; --delete takes out what is shown.";
  return [
    ...shown.flatMap((one, index) => [...(index === 0 ? [] : [""]), ...shadowInWords(one)]),
    "",
    ...(read === 0 ? [] : wrapped(`Bodies may hold personal data. ${fate}`, "")),
    ...(read === 0
      ? wrapped("No message waits: no event has come that the rules match, or none for four days.", "")
      : []),
  ].join("\n");
}

function shadowInWords({ delivery, target, waiting, messages, samples }: ShownShadow): string[] {
  const added = addedToBody(target);
  return [
    `${delivery.queue}: ${messages.length === waiting ? count(waiting, "message") : `${messages.length} of about ${count(waiting, "message")}`}`,
    `  ${delivery.destination}, event ${delivery.event}: ${target === undefined ? "not known" : destinationInWords(target)}`,
    ...messages.flatMap(({ message, simulated }) => [
      "",
      `  Rendered by AWS, ${message.sentAt}:`,
      ...indented(message.body).map(asOneLine),
      ...(simulated === undefined ? [] : ["", "  Simulated from this message:", ...around(simulated)]),
    ]),
    ...samples.flatMap((sample) => ["", `  Simulated from ${sample.from}, the body left out:`, ...around(sample)]),
    ...(samples.length > 0 || messages.some(({ simulated }) => simulated !== undefined)
      ? []
      : ["", "  Nothing is simulated: no sample event matches the rule; name one with --event"]),
    ...(added.length === 0 ? [] : ["", `  Not rendered: the connection adds ${all(added.map(quote))} to each body.`]),
  ];
}

/** A request without its body, which AWS renders. */
function around({ delivery: { request, notDelivered, dropped, unknown } }: SimulatedRequestOf): string[] {
  return [
    ...(notDelivered === null ? [] : [`  not delivered: ${notDelivered}`]),
    ...(request === null ? [] : headInWords(request)),
    ...dropped.map(({ part, name, reason }) => `  not sent: ${part} ${name}: ${reason}`),
    ...unknown.map((what) => `  not known: ${what}`),
  ].map(asOneLine);
}

/** Names of what a connection adds to bodies, on the way from EventBridge to the product. */
function addedToBody(target: Target | undefined): string[] {
  if (target?.destination.kind !== "apiDestination") return [];
  const { connection } = target.destination.apiDestination;
  return connection?.description.invocationHttpParameters.body.map(({ key }) => key) ?? [];
}

/** For programs. */
export function shadowsAsJson(environment: string, tenant: string, shown: readonly ShownShadow[]) {
  return {
    environment,
    tenant,
    deliveries: shown.map(({ delivery, target, waiting, messages, samples }) => ({
      ...delivery,
      waiting,
      addedToBody: addedToBody(target),
      messages: messages.map(({ message: { id, sentAt, body }, simulated }) => ({
        id,
        sentAt,
        renderedByAws: body,
        simulated: simulated === undefined ? null : simulatedAsJson(simulated),
      })),
      simulatedFromSamples: samples.map(simulatedAsJson),
    })),
  };
}

function simulatedAsJson({ from, delivery: { request, notDelivered, dropped, unknown } }: SimulatedRequestOf) {
  const { method = null, url = null, headers = null } = request ?? {};
  return { from, method, url, headers, notDelivered, dropped, unknown };
}
