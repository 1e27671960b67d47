/** Plans as `terraform show -json` prints them, made by hand. */
import { planReport, readPlan, type PlannedStack, type PlanReport } from "../../review";

/** One resource of a plan. */
export interface Planned {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly sensitive?: unknown;
  readonly reason?: string;
  readonly replacePaths?: readonly (readonly string[])[];
  readonly previousAddress?: string;
  readonly deposed?: string;
  readonly importing?: unknown;
}

/** A resource of a plan, in Terraform's own words. */
export function resource(planned: Planned): object {
  const { address, actions, before = null, after = null, unknown = {}, sensitive = {}, reason, replacePaths } = planned;
  return {
    address,
    mode: "managed",
    type: address.replace(/^(?:module\.[^.]+\.)*/, "").split(".")[0],
    name: "x",
    provider_name: "registry.terraform.io/hashicorp/aws",
    ...(planned.previousAddress === undefined ? {} : { previous_address: planned.previousAddress }),
    ...(planned.deposed === undefined ? {} : { deposed: planned.deposed }),
    change: {
      actions,
      before,
      after,
      after_unknown: unknown,
      before_sensitive: sensitive,
      after_sensitive: sensitive,
      ...(replacePaths === undefined ? {} : { replace_paths: replacePaths }),
      ...(planned.importing === undefined ? {} : { importing: planned.importing }),
    },
    ...(reason === undefined ? {} : { action_reason: reason }),
  };
}

/** The JSON of a plan. */
export function plan(resources: readonly Planned[], more: object = {}): Record<string, unknown> {
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    planned_values: { root_module: {} },
    resource_changes: resources.map(resource),
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { allowed_account_ids: { constant_value: ["200000000001"] } } },
      },
      root_module: {},
    },
    timestamp: "2026-11-26T18:00:00Z",
    complete: true,
    errored: false,
    ...more,
  };
}

/** A stack's plan, read. */
export function stack(name: string, resources: readonly Planned[], more: object = {}): PlannedStack {
  return readPlan({ name, backend: `s3://state/${name}.tfstate`, json: plan(resources, more) });
}

/** The report of one stack's plan. */
export function reportOf(resources: readonly Planned[], more: object = {}): PlanReport {
  return planReport([stack("tenant-slack", resources, more)]);
}
