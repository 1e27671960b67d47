import { z } from "zod";
import { AWS_MANAGED_POLICIES } from "../../aws/managed-policies";
import type { Role } from "./application-model";
import { blocks, optionalText, text } from "./argument-schemas";
import type { StackReader } from "./stack-reader";

const roleSchema = z.object({
  inline_policy: blocks(z.object({ name: optionalText, policy: optionalText })),
  assume_role_policy: optionalText,
});
const rolePolicySchema = z.object({ role: text, name: optionalText, policy: text });
const attachmentSchema = z.object({ role: text, policy_arn: text });
const policySchema = z.object({ policy: text });

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
    const policies = new Map<string, string[]>();
    const unread = new Map<string, string[]>();
    const namesOfResources = new Map<string, string[]>();
    const add = (to: Map<string, string[]>, role: string, what: string) =>
      to.set(role, [...(to.get(role) ?? []), what]);
    for (const resource of reader.ofType("aws_iam_role_policy")) {
      const read = reader.read(resource, rolePolicySchema);
      if (read !== undefined) {
        add(policies, read.role, read.policy);
        if (read.name !== undefined) add(namesOfResources, read.role, read.name);
      } else {
        const named = reader.read(resource, rolePolicySchema.pick({ role: true }));
        if (named !== undefined) add(unread, named.role, resource.address);
      }
    }
    for (const resource of reader.ofType("aws_iam_role_policy_attachment")) {
      const read = reader.read(resource, attachmentSchema);
      if (read === undefined) {
        const named = reader.read(resource, attachmentSchema.pick({ role: true }));
        if (named !== undefined) add(unread, named.role, resource.address);
        continue;
      }
      const document = managed.get(read.policy_arn) ?? AWS_MANAGED_POLICIES.get(read.policy_arn);
      if (document === undefined) add(unread, read.role, read.policy_arn);
      else add(policies, read.role, document);
    }
    return reader.ofType("aws_iam_role").map((resource): Role => {
      const role = reader.resource(resource);
      // A refresh reads the policies that are resources of their own back into the role as well.
      const read = reader.read(resource, roleSchema);
      const { inline_policy: blocksOfRole = [], assume_role_policy: trustPolicy } = read ?? {};
      const inline = blocksOfRole.filter(
        ({ name }) => name === undefined || !namesOfResources.get(role.name)?.includes(name),
      );
      // A block without a name has no policy either: it says that the role has no inline policies.
      const isUnread =
        read === undefined || inline.some(({ name, policy }) => name !== undefined && policy === undefined);
      return {
        ...role,
        policies: [
          ...inline.flatMap(({ policy }) => (policy === undefined ? [] : [policy])),
          ...(policies.get(role.name) ?? []),
        ],
        trustPolicy,
        unreadPolicies: [...(isUnread ? [resource.address] : []), ...(unread.get(role.name) ?? [])],
      };
    });
  });
}
