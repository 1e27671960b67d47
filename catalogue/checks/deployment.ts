import { parseArn } from "../../aws/arn";
import { hubRoleTrust } from "../../aws/deployment-trust";
import { TRUST_POLICY_CHARACTERS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { Hub } from "../model";
import type { SoundFiles } from "../sound-files";
import { formatNumber, quote } from "../wording";

type Deployment = NonNullable<Hub["deployment"]>;

/** Who deploys, and where the states are kept: what `hub bootstrap` makes of it has to be taken by AWS, and be safe. */
export function* deployment({ hub }: SoundFiles): Iterable<Finding> {
  const declared = hub?.value.deployment;
  if (hub === undefined || declared === undefined) return;
  const { file, value } = hub;
  if (declared.planRole === value.deploymentRole) {
    yield file.finding(
      "plan-role-deploys",
      ["deployment", "planRole"],
      `${value.deploymentRole} is the role that deploys; write another name: this one only reads`,
    );
  }
  const problem = declared.existingStateBucket ? undefined : keyProblem(value);
  if (problem !== undefined) yield file.finding("state-key-of-another-place", ["state", "kmsKey"], problem);
  for (const [index, subject] of (declared.oidc?.subjects.deployment ?? []).entries()) {
    if (!isOpen(subject)) continue;
    yield file.finding(
      "deployment-open",
      ["deployment", "oidc", "subjects", "deployment", index],
      `a pull request's jobs may have the subject ${quote(subject)} too; write an environment or a branch that is protected, ` +
        "such as repo:acme/event-hub:environment:prod",
    );
  }
  for (const role of ["plan", "deployment"] as const) {
    const { length } = JSON.stringify(trustOf(value, declared, role));
    if (length <= TRUST_POLICY_CHARACTERS) continue;
    const wrong = `${formatNumber(length)} characters as a trust policy, AWS allows ${formatNumber(TRUST_POLICY_CHARACTERS)}`;
    const path = declared.oidc === undefined ? ["principals", role] : ["oidc", "subjects", role];
    yield file.finding(
      "trust-policy-too-long",
      ["deployment", ...path],
      `${wrong}; write fewer subjects and principals for ${role}`,
    );
  }
}

/** `hub bootstrap` makes the key of the states, and its own id is known only then. */
function keyProblem({ state, region }: Hub): string | undefined {
  const arn = parseArn(state.kmsKey);
  const place = `${state.region ?? region} of ${state.account}`;
  const instead = "or existingStateBucket: true in deployment, where bucket and key are there already";
  if (arn?.resource.startsWith("alias/") !== true) {
    return `the key that ./hub bootstrap makes has no id yet; write the ARN of an alias, ${instead}`;
  }
  if (arn.account === state.account && arn.region === (state.region ?? region)) return undefined;
  return `the key is in ${arn.region} of ${arn.account}, and the bucket in ${place}; write an alias there, ${instead}`;
}

/**
 * Subjects that jobs of a pull request have, or may have, whose code nobody has reviewed: each names its environment and its
 * branch, so that none may be left open.
 */
function isOpen(subject: string): boolean {
  return subject.includes("*") || subject.endsWith(":pull_request");
}

function trustOf(hub: Hub, { oidc, principals }: Deployment, role: "plan" | "deployment") {
  return hubRoleTrust(hub, role === "plan" ? (hub.deployment?.planRole ?? "") : hub.deploymentRole, {
    pipeline: oidc && { issuer: oidc.issuer, audience: oidc.audience, subjects: oidc.subjects[role] },
    principals: principals[role],
  });
}
