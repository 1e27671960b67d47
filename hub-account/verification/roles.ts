import { isSymbolic, type Role, type Topology } from "#simulator/topology";
import type { LiveHub, LiveRole } from "../live-hub";
import { existing, missing, type Check, type Found } from "./check";
import { shown } from "./differences";
import { policyProblems, statementsInWords } from "./policies";

/** Roles may be taken on by those, and may do that, which is declared: by their own policies, and by attached ones. */
export function roleChecks({ roles, apiDestinations }: Topology): Check[] {
  const destinations = new Map(apiDestinations.map(({ arn, name }) => [arn, name]));
  return roles.map((role) => ({
    stack: role.stack,
    kind: "role",
    name: role.name,
    find: (hub) => findRole(role, destinations, hub),
  }));
}

/** @param destinations names of API destinations by their ARN, in which a part is known to AWS alone */
async function findRole(declared: Role, destinations: ReadonlyMap<string, string>, hub: LiveHub): Promise<Found> {
  const live = await hub.role(declared.name);
  if (live === undefined) return missing();
  const arns = await liveArns(declared, destinations, hub);
  const withArns = (document: string) =>
    [...arns].reduce((text, [arn, there]) => text.replaceAll(arn, there), document);
  return existing([
    ...(declared.trustPolicy === undefined
      ? []
      : policyProblems({ declared: declared.trustPolicy, live: live.trustPolicy, called: "its trust policy" })),
    ...inlineProblems(declared, live, withArns),
    ...attachedProblems(declared, live),
    ...boundaryProblems(declared.permissionsBoundary, live.permissionsBoundary),
  ]);
}

/** The ARNs of the API destinations that the policies of a role name, as AWS made them. */
async function liveArns(
  { policies }: Role,
  destinations: ReadonlyMap<string, string>,
  hub: LiveHub,
): Promise<ReadonlyMap<string, string>> {
  const named = [...destinations].filter(([arn]) => policies.some((document) => document.includes(arn)));
  const arns = await Promise.all(
    named.map(async ([arn, name]) => [arn, (await hub.apiDestination(name))?.ApiDestinationArn ?? arn] as const),
  );
  return new Map(arns);
}

function inlineProblems({ inlinePolicies }: Role, live: LiveRole, withArns: (document: string) => string): string[] {
  const isNamed = inlinePolicies.every(({ name }) => name !== undefined);
  const names = inlinePolicies.map(({ name }) => name);
  return [
    ...inlinePolicies.flatMap(({ name, document }) => {
      if (name === undefined || document === undefined) return [];
      const there = live.inlinePolicies.get(name);
      if (there === undefined) return [`lacks its declared policy ${shown(name)}`];
      return policyProblems({ declared: withArns(document), live: there, called: `its policy ${shown(name)}` });
    }),
    ...[...live.inlinePolicies]
      .filter(([name]) => isNamed && !names.includes(name))
      .map(([name, document]) => `has a policy nobody declared: ${shown(name)}: ${statementsInWords(document)}`),
  ];
}

function attachedProblems({ attachedPolicies }: Role, live: LiveRole): string[] {
  const declared = attachedPolicies.flatMap((arn) => arn ?? []);
  // One of those that are there is the one that cannot be read.
  const isKnown = declared.length === attachedPolicies.length && !declared.some(isSymbolic);
  const others = isKnown ? live.attachedPolicies.filter((arn) => !declared.includes(arn)) : [];
  const lost = declared.filter((arn) => !isSymbolic(arn) && !live.attachedPolicies.includes(arn));
  return [
    ...others.map((arn) => `has a managed policy nobody declared: ${arn}`),
    ...lost.map((arn) => `lacks its declared managed policy ${arn}`),
  ];
}

function boundaryProblems(declared: string | undefined, live: string | undefined): string[] {
  if (declared === live || (declared !== undefined && isSymbolic(declared))) return [];
  return [`has permissions boundary ${live ?? "none"}; it is declared with ${declared ?? "none"}`];
}
