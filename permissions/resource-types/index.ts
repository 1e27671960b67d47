/** What Terraform and the AWS provider need for each type of resource that is emitted. One file per group of services. */
import type { TypePermissions } from "../grant";
import { apiGatewayTypes } from "./api-gateway";
import { eventBridgeTypes } from "./event-bridge";
import { functionTypes } from "./functions";
import { identityTypes } from "./identities";
import { keyManagementTypes } from "./key-management";
import { monitoringTypes } from "./monitoring";
import { storageTypes } from "./storage";

const types = {
  ...apiGatewayTypes,
  ...eventBridgeTypes,
  ...functionTypes,
  ...identityTypes,
  ...keyManagementTypes,
  ...monitoringTypes,
  ...storageTypes,
};

/** A type of resource that the stacks emit. */
export type TerraformType = keyof typeof types;

/** The permissions of each type. */
export const TYPE_PERMISSIONS: Readonly<Record<TerraformType, TypePermissions>> = types;

/** Every type that the stacks emit. */
export const EVERY_TYPE: readonly TerraformType[] = Object.keys(types) as TerraformType[];
