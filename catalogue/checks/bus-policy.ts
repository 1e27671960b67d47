import { eventBusArn } from "../../aws/arn";
import { busPolicyDocument } from "../../aws/bus-policy";
import { BUS_POLICY_CHARACTERS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import { hubNames } from "../names";
import type { SoundFiles } from "../sound-files";
import { all, formatNumber } from "../wording";

/** From here on a new account or two would not fit any more. */
const WARNED_SHARE = 0.9;

/** The policy of the hub bus has a statement for each account, and AWS does not raise the limit of its length. */
export function* busPolicy({ hub, sources }: SoundFiles): Iterable<Finding> {
  if (!hub) return;
  const { account, region, organizationId } = hub.value;
  const document = busPolicyDocument({
    busArn: eventBusArn({ account, region }, hubNames(hub.value).bus),
    region,
    organizationId,
    publishers: sources.map(({ id, value }) => ({ alias: id, account: value.account, ...value.publishes })),
  });
  const characters = JSON.stringify(document).length;
  const costs = sources
    .map((entry, index) => ({ entry, characters: JSON.stringify(document.Statement[index]).length }))
    .sort((a, b) => b.characters - a.characters);
  const dearest = costs[0];
  if (!dearest || characters <= BUS_POLICY_CHARACTERS * WARNED_SHARE) return;
  const parts = costs.slice(0, 3).map(({ entry, characters: cost }) => `${entry.id} (${formatNumber(cost)})`);
  const sizes = `${formatNumber(characters)} characters, AWS allows ${formatNumber(BUS_POLICY_CHARACTERS)}`;
  const message = `the bus policy has ${sizes}, and most are for ${all(parts)}; ${ADVICE}`;
  const { file } = dearest.entry;
  const rule = characters > BUS_POLICY_CHARACTERS ? "bus-policy-too-long" : "bus-policy-nearly-full";
  yield file.finding(rule, ["publishes"], message);
}

const ADVICE = "write fewer sources or detail-types there, or leave detailTypes out";
