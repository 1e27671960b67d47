import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Backend, TerraformElement, TerraformStack } from "cdktf";
import { Node, type Construct } from "constructs";
import { roleArn } from "../aws/arn";
import type { Hub } from "../catalogue/model";
import { stateKey } from "../catalogue/names";
import { boundRoles } from "../constructs/permissions-boundary";
import { boundaryArn } from "../permissions";

/** What every stack of an environment needs. */
export interface EnvironmentStackProps {
  readonly hub: Hub;
  /** The account the stack's resources live in. */
  readonly account: string;
  /** Tags of this stack's resources, over the environment's. */
  readonly tags: Readonly<Record<string, string>>;
  /** The hub's when absent. */
  readonly region?: string;
  /**
   * Who applies it: the account's deployment role, or, when true, an administrator with credentials of their own, because it
   * makes that role or what is there before it.
   */
  readonly byAdministrator?: boolean;
}

/** The provider bindings pin one version of 6.x; nothing emitted here needs more than 5.100. */
export const PROVIDER_VERSIONS = ">= 5.100.0, < 7.0.0";

/** The first Terraform whose S3 backend locks with a file in the bucket. */
const TERRAFORM_VERSIONS = ">= 1.10.0";

/**
 * A stack in one account: state of its own in S3 with a lock file, and a provider that takes on the deployment role of
 * that account and refuses to work in any other. Where `hub.yaml` has `deployment`, all its roles are bounded.
 */
export abstract class EnvironmentStack extends TerraformStack {
  private readonly addresses = new Set<string>();

  constructor(scope: Construct, id: string, props: EnvironmentStackProps) {
    super(scope, id);
    const { hub, account, region = hub.region, byAdministrator = false } = props;
    const boundary = boundaryArn(hub, account);
    if (boundary !== undefined) boundRoles(this, boundary);
    const stateRegion = hub.state.region ?? hub.region;
    const deploymentRoleIn = (owner: string, place = region) =>
      roleArn({ account: owner, region: place }, hub.deploymentRole);
    new S3Backend(this, {
      bucket: hub.state.bucket,
      key: stateKey(hub, id, byAdministrator ? "administrator" : "deployment"),
      region: stateRegion,
      encrypt: true,
      kmsKeyId: hub.state.kmsKey,
      ...(byAdministrator ? {} : { assumeRole: { roleArn: deploymentRoleIn(hub.state.account, stateRegion) } }),
    });
    // Not a property of the backend: CDK for Terraform and its successor CDK Terrain spell that differently.
    this.addOverride("terraform.backend.s3.use_lockfile", true);
    this.addOverride("terraform.required_version", TERRAFORM_VERSIONS);
    this.addOverride("terraform.required_providers.aws.version", PROVIDER_VERSIONS);

    new AwsProvider(this, "Aws", {
      region,
      allowedAccountIds: [account],
      ...(byAdministrator ? {} : { assumeRole: [{ roleArn: deploymentRoleIn(account) }] }),
      defaultTags: [
        {
          tags: {
            ...hub.tags,
            "managed-by": "terraform",
            environment: hub.environment,
            stack: id,
            ...props.tags,
          },
        },
      ],
    });
  }

  /**
   * CDKTF resolves every stack twice, the first time only to find references between stacks. There are none here: what
   * another stack owns is named by a computed ARN, and order comes from `addDependency`. A test looks for what an
   * overlooked reference would leave behind in the emitted Terraform.
   */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  /**
   * Addresses that a person can read in a plan: the ids of the constructs above a resource, without the hash that CDKTF
   * would add. Ids of ours start upper-case, ids from the catalogue lower-case and hold no `_`, so they stay unique.
   *
   * @throws Error when two resources of one type would share an address, which Terraform would silently merge.
   */
  protected override allocateLogicalId(element: TerraformElement | Node): string {
    const node = element instanceof TerraformElement ? element.node : element;
    const ids = node.scopes.slice(this.node.scopes.length).map((scope) => scope.node.id);
    const logicalId = (ids.length > 1 ? ids.slice(0, -1) : ids).map(kebabCase).join("_");
    // An asset's folder: asked for again and again, and of no type.
    if (element instanceof Node) return logicalId;
    const type = "terraformResourceType" in element ? String(element.terraformResourceType) : node.id;
    const address = `${type}.${logicalId}`;
    if (this.addresses.has(address)) throw new Error(`Two resources of stack ${this.node.id} are named ${address}`);
    this.addresses.add(address);
    return logicalId;
  }
}

/** `DeadLetters` -> `dead-letters` */
function kebabCase(id: string): string {
  return id.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
