import type { Finding } from "../files/findings";
import { writtenFunctions, type SoundFiles } from "../sound-files";
import { insteadOf, quote } from "../wording";

/** Functions and routes live in an account that the environment knows, and events are consumed in the hub's. */
export function* functionAccounts(files: SoundFiles): Iterable<Finding> {
  // While a source file has errors, its alias may be missing for that reason alone.
  if (files.publishers !== undefined) {
    const aliases = files.sources.map(({ id }) => id);
    for (const { value, file } of files.functions) {
      if (value.account === "hub" || aliases.includes(value.account)) continue;
      const wrong = `there is no sources/${value.account}.yaml`;
      yield file.finding(
        "unknown-account",
        ["account"],
        `${wrong}; write ${insteadOf(value.account, ["hub", ...aliases])}`,
      );
    }
    for (const { value, file } of files.ingress) {
      if (aliases.includes(value.account)) continue;
      const wrong = `there is no sources/${value.account}.yaml`;
      yield file.finding("unknown-account", ["account"], `${wrong}; write ${insteadOf(value.account, aliases)}`);
    }
  }
  for (const { functions, definition, path } of writtenFunctions(files)) {
    const { account } = functions.value;
    if (
      account === "hub" ||
      !files.sources.some(({ id }) => id === account) ||
      Object.keys(definition.consumes).length === 0
    )
      continue;
    const wrong = `the central bus runs functions of the hub account only, and this is one of ${quote(account)}`;
    yield functions.file.findingAtKey(
      "consumer-outside-the-hub",
      [...path, "consumes"],
      `${wrong}; write it in a file with account: hub`,
    );
  }
}
