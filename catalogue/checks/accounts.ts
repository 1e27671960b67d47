import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";

/** Each account is described once, and the hub's own not at all: a bus policy does not govern its own account. */
export function* accounts({ hub, sources }: SoundFiles): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { id, value, file } of sources) {
    const other = first.get(value.account);
    if (other !== undefined) {
      const wrong = `${value.account} is described in sources/${other}.yaml already`;
      yield file.finding(
        "account-described-twice",
        ["account"],
        `${wrong}; write all that it publishes there, or another account`,
      );
    }
    first.set(value.account, other ?? id);
    if (value.account === hub?.value.account) {
      const wrong = `${value.account} is the hub account, whose own events no bus policy holds to their sources`;
      yield file.finding("account-is-the-hub", ["account"], `${wrong}; write another account and publish from there`);
    }
  }
}
