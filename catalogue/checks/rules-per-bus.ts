import { rulesPerBus as defaultRulesPerBus, WILDCARD_RULES_PER_BUS } from "../../aws/limits";
import { usesWildcard } from "#simulator/pattern";
import type { Finding } from "../files/findings";
import { deliveries, writtenFunctions, type SoundFiles } from "../sound-files";
import { count, formatNumber } from "../wording";

/** Each event of a destination and of a function is a rule on the hub bus, each forward one on a bus of its account. */
export function* rulesPerBus(files: SoundFiles): Iterable<Finding> {
  yield* hubRules(files);
  yield* forwardingRules(files);
}

function* hubRules(files: SoundFiles): Iterable<Finding> {
  const { hub } = files;
  if (!hub) return;
  const { region, quotas } = hub.value;
  const ofFunctions = [...writtenFunctions(files)].flatMap(({ definition }) => Object.values(definition.consumes));
  const ofTenants = [...deliveries(files)].map(({ event }) => event);
  const patterns = [...ofTenants, ...ofFunctions].map(({ eventPattern }) => eventPattern);
  const makers = ofFunctions.length > 0 ? "events of tenants and functions" : "the tenants' events";
  const limit = quotas.rulesPerBus ?? defaultRulesPerBus(region);
  if (patterns.length > limit) {
    const wrong = `${makers} make ${count(patterns.length, "rule")} on the hub bus, ${formatNumber(limit)} are allowed`;
    const instead = "write fewer events with wider patterns, or quotas.rulesPerBus once AWS has raised it";
    yield hub.file.finding("too-many-rules", ["region"], `${wrong} in ${region}; ${instead}`);
  }
  const wildcards = patterns.filter(usesWildcard).length;
  if (wildcards > WILDCARD_RULES_PER_BUS) {
    const wrong = `${count(wildcards, "rule")} on the hub bus use wildcard, AWS allows ${WILDCARD_RULES_PER_BUS}`;
    yield hub.file.finding(
      "too-many-wildcard-rules",
      ["region"],
      `${wrong}; write prefix, suffix or whole values instead`,
    );
  }
}

function* forwardingRules({ hub, sources }: SoundFiles): Iterable<Finding> {
  if (!hub) return;
  const limit = defaultRulesPerBus(hub.value.region);
  for (const { value, file } of sources) {
    const rules = new Map<string, number>();
    for (const [id, { bus }] of Object.entries(value.forwards)) {
      const used = (rules.get(bus) ?? 0) + 1;
      rules.set(bus, used);
      if (used !== limit + 1) continue;
      const wrong = `this is rule ${used} on the bus ${bus}, AWS allows ${limit} in ${hub.value.region}`;
      yield file.findingAtKey("too-many-rules", ["forwards", id], `${wrong}; write fewer forwards with wider patterns`);
    }
  }
}
