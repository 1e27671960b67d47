import { TRUST_POLICY_CHARACTERS } from "../../aws/limits";
import { operatorsTrust } from "../../aws/operators-trust";
import type { Finding } from "../files/findings";
import type { SoundFiles } from "../sound-files";
import { formatNumber } from "../wording";

/** Whom the operators' role trusts stands in one policy of limited length. */
export function* operators({ hub }: SoundFiles): Iterable<Finding> {
  if (hub === undefined) return;
  const { length } = JSON.stringify(operatorsTrust(hub.value, hub.value.operators.principals));
  if (length <= TRUST_POLICY_CHARACTERS) return;
  const wrong = `${formatNumber(length)} characters as a trust policy, AWS allows ${formatNumber(TRUST_POLICY_CHARACTERS)}`;
  yield hub.file.finding(
    "trust-policy-too-long",
    ["operators", "principals"],
    `${wrong}; write fewer, such as one role that all of them share`,
  );
}
