import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { UNRESERVED_EXECUTIONS } from "../../aws/limits";
import { count } from "../wording";

/** That the sync function is given executions of its own, which new accounts have not. */
export function* reservedConcurrency({ hub }: SoundFiles): Iterable<Finding> {
  const reserved = hub?.value.connectionCredentials.reservedConcurrency;
  if (hub === undefined || reserved === undefined) return;
  yield hub.file.finding(
    "reserved-concurrency",
    ["connectionCredentials", "reservedConcurrency"],
    `${count(reserved, "execution")} ${reserved === 1 ? "is" : "are"} reserved, which AWS refuses where fewer than ${UNRESERVED_EXECUTIONS} of the account are ` +
      "left, and new accounts often have 10 in all; leave it out unless the account has more",
  );
}
