/** What `hub local` says first. */
import { z } from "zod";
import type { LocalHub } from "#simulator/local";
import type { Bus, Topology } from "#simulator/topology";
import { applicationText } from "./local-application-text";
import { counted } from "../../catalogue/wording";

const text = z.tuple([z.string()]).rest(z.unknown());
const plainPattern = z.looseObject({ account: text, source: text, "detail-type": text });

/** A delivery to show: an event that is taken for it, where it goes, and where its dead letters are. */
function shownDelivery({ rules }: Topology, bus: Bus | undefined) {
  const found = rules.flatMap(({ busArn, state, trigger, targets }) => {
    if (busArn !== bus?.arn || state !== "ENABLED" || trigger.kind !== "pattern") return [];
    const { success, data } = plainPattern.safeParse(JSON.parse(trigger.pattern));
    return targets.flatMap(({ destination, deadLetterArn }) => {
      if (!success || destination.kind !== "apiDestination") return [];
      const { account, source, "detail-type": detailType, ...others } = data;
      const event = { account: account[0], source: source[0], detailType: detailType[0] };
      return [{ ...event, deadLetterArn, destination: destination.apiDestination, needsDetail: "detail" in others }];
    });
  });
  return found.find(({ needsDetail }) => !needsDetail) ?? found[0];
}

/** What is printed once the hub listens: commands that work as they stand. */
export function welcome(hub: LocalHub, topology: Topology, live?: string): string {
  const { url } = hub;
  const { buses, queues, apiDestinations, connections, rules } = topology;
  const bus = buses.find(({ origin }) => origin === "declared") ?? buses[0];
  const shown = shownDelivery(topology, bus);
  const publisher = shown?.account ?? bus?.account ?? "";
  const region = bus?.region ?? "eu-central-1";
  const entry = {
    EventBusName: bus?.arn ?? "default",
    Source: shown?.source ?? "...",
    DetailType: shown?.detailType ?? "...",
    Detail: "{}",
  };
  const aws = (account: string, command: string) =>
    `AWS_ACCESS_KEY_ID=${account} AWS_SECRET_ACCESS_KEY=any \\\n    ` +
    `aws --endpoint-url ${url} --region ${region} ${command}`;
  const queue = queues.find(({ arn }) => arn === shown?.deadLetterArn) ?? queues[0];
  const destination = shown?.destination ?? apiDestinations[0];
  return `The hub listens on ${url} until Ctrl-C: ${counted(rules.length, "rule")}, ${counted(connections.length, "connection")}.
${
  live === undefined
    ? "Every request to a product goes to a recorder on this machine; nothing leaves it."
    : `The requests of ${live} go to its real product. All others go to a recorder on this machine.`
}
The access key id is the account that calls; signatures are not verified. Put an event:
  ${aws(publisher, `events put-events --entries \\\n    '${JSON.stringify([entry])}'`)}
${queue === undefined ? "" : deadLettersText(url, queue, aws)}${destination === undefined ? "" : productsText(url, destination.name)}${applicationText(hub, topology)}`;
}

function deadLettersText(
  url: string,
  { account, name }: { readonly account: string; readonly name: string },
  aws: (account: string, command: string) => string,
): string {
  const receive = `sqs receive-message --message-attribute-names All \\\n    --queue-url ${url}/${account}/${name}`;
  return `Read dead letters:\n  ${aws(account, receive)}\n`;
}

function productsText(url: string, destination: string): string {
  return `See what arrived, and make a product fail:
  curl ${url}/_hub/requests
  curl ${url}/_hub/faults -H 'Content-Type: application/json' \\
    -d '${JSON.stringify({ destination, status: 503, times: 2 })}'
`;
}
