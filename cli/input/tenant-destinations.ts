import type { Destination, Environment, Tenant } from "../../catalogue";
import { either, insteadOf, quote } from "../../catalogue/wording";
import { CommandFailure } from "../failure";

/**
 * The destinations of a tenant, or the one that is asked for.
 *
 * @throws CommandFailure where there is no such tenant or destination; it says what may have been meant
 */
export function destinationsCalled(
  { tenants }: Pick<Environment, "tenants">,
  tenantId: string,
  only?: string,
): readonly Destination[] {
  const { destinations } = tenantCalled(tenants, tenantId);
  const meant = destinations.filter(({ id }) => only === undefined || id === only);
  if (meant.length > 0 || only === undefined) return meant;
  const ids = destinations.map(({ id }) => id);
  throw new CommandFailure(
    `tenant ${tenantId} has no destination ${quote(only)}; write ${insteadOf(only, ids, either(ids))}`,
  );
}

function tenantCalled(tenants: readonly Tenant[], id: string): Tenant {
  const tenant = tenants.find((one) => one.id === id);
  if (tenant !== undefined) return tenant;
  const ids = tenants.map((one) => one.id);
  throw new CommandFailure(`no tenant is called ${id}; write ${insteadOf(id, ids, either(ids))}`);
}
