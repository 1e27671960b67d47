import { z } from "zod";
import { AWS_MANAGED_POLICIES } from "../../aws/managed-policies";
import type { InlinePolicy, Role } from "./application-model";
import { blocks, optionalText, text } from "./argument-schemas";
import type { StackReader } from "./stack-reader";

const roleSchema = z.object({
  inline_policy: blocks(z.object({ name: optionalText, policy: optionalText })),
  assume_role_policy: optionalText,
  permissions_boundary: optionalText,
});
const rolePolicySchema = z.object({ role: text, name: optionalText, policy: text });
const attachmentSchema = z.object({ role: text, policy_arn: text });
const policySchema = z.object({ policy: text });

/** What resources of their own give to a role. */
interface Given {
  readonly inline: InlinePolicy[];
  readonly attached: (string | undefined)[];
  /** JSON text of attached policies. */
  readonly documents: string[];
  /** Addresses and ARNs of what cannot be read. */
  readonly unread: string[];
}

/** The roles of all stacks and their policies: inline, as resources of their own, and attached managed ones. */
export function readRoles(readers: readonly StackReader[]): Role[] {
  const managed = new Map(
    readers.flatMap((reader) =>
      reader.ofType("aws_iam_policy").flatMap((resource) => {
        const read = reader.read(resource, policySchema);
        return read === undefined ? [] : [[reader.attribute(resource, "arn"), read.policy] as const];
      }),
    ),
  );
  return readers.flatMap((reader) => {
    const given = givenPolicies(reader, managed);
    return reader.ofType("aws_iam_role").map((resource): Role => {
      const role = reader.resource(resource);
      const { inline, attached, documents, unread } = given.get(role.name) ?? NOTHING;
      const read = reader.read(resource, roleSchema, ["permissions_boundary"]);
      const { inline_policy: blocksOfRole = [], assume_role_policy: trustPolicy } = read ?? {};
      // A refresh reads the policies that are resources of their own back into the role as well; a block without a name
      // has no policy either: it says that the role has no inline policies.
      const own = blocksOfRole.flatMap(({ name, policy: document }): InlinePolicy[] =>
        (name === undefined && document === undefined) ||
        (name !== undefined && inline.some((one) => one.name === name))
          ? []
          : [{ name, document }],
      );
      const isUnread = read === undefined || own.some(({ document }) => document === undefined);
      return {
        ...role,
        policies: [...[...own, ...inline].flatMap(({ document }) => document ?? []), ...documents],
        inlinePolicies: [...own, ...inline],
        attachedPolicies: attached,
        permissionsBoundary: read?.permissions_boundary,
        trustPolicy,
        unreadPolicies: [...(isUnread ? [resource.address] : []), ...unread],
      };
    });
  });
}

const NOTHING: Given = { inline: [], attached: [], documents: [], unread: [] };

/** What the resources of a stack give to roles, by the role's name. */
function givenPolicies(reader: StackReader, managed: ReadonlyMap<string, string>): ReadonlyMap<string, Given> {
  const byRole = new Map<string, Given>();
  const givenTo = (role: string): Given => {
    const found = byRole.get(role) ?? { inline: [], attached: [], documents: [], unread: [] };
    byRole.set(role, found);
    return found;
  };
  for (const resource of reader.ofType("aws_iam_role_policy")) {
    const read = reader.read(resource, rolePolicySchema);
    const named = read ?? reader.read(resource, rolePolicySchema.pick({ role: true, name: true }));
    if (named === undefined) continue;
    const { inline, unread } = givenTo(named.role);
    inline.push({ name: named.name, document: read?.policy });
    if (read === undefined) unread.push(resource.address);
  }
  for (const resource of reader.ofType("aws_iam_role_policy_attachment")) {
    const read = reader.read(resource, attachmentSchema);
    const named = read ?? reader.read(resource, attachmentSchema.pick({ role: true }));
    if (named === undefined) continue;
    const { attached, documents, unread } = givenTo(named.role);
    attached.push(read?.policy_arn);
    const document = read && (managed.get(read.policy_arn) ?? AWS_MANAGED_POLICIES.get(read.policy_arn));
    if (document === undefined) unread.push(read?.policy_arn ?? resource.address);
    else documents.push(document);
  }
  return byRole;
}
