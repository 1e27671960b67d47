import type { Topology } from "#simulator/topology";
import { stackIds } from "../../catalogue/names";
import { CommandFailure } from "../failure";

/**
 * The stack of a tenant; on Terraform that others wrote, any stack by its name.
 *
 * @throws CommandFailure when there is none
 */
export function tenantStack({ stacks }: Topology, tenant: string): string {
  const names = stacks.map(({ name }) => name);
  const stack = [stackIds.tenant(tenant), tenant].find((name) => names.includes(name));
  if (stack !== undefined) return stack;
  const prefix = stackIds.tenant("");
  const tenants = names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  const others = tenants.length === 0 ? `stacks ${names.join(", ")}` : tenants.join(", ");
  throw new CommandFailure(`no tenant is called ${tenant}; there are ${others}`);
}
