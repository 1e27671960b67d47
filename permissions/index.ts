/**
 * Who needs which permissions, in one table: the stacks' roles, docs/permissions.md and the tests are made of it.
 */
export { accessDocuments, boundaryStatements } from "./access";
export { isBounded, roleNameOf, type BoundedHub } from "./take-on";
export { accountsOf, type EnvironmentAccount } from "./accounts";
export { documentsOf, MANAGED_POLICY_CHARACTERS, type RoleDocuments } from "./documents";
export { boundaryArn, stateStatements, terraformStatements, type TerraformRole } from "./roles";
export { kindOfStack, STACK_KINDS, type StackKind } from "./stack-kinds";
export { EVERY_TYPE, TYPE_PERMISSIONS, type TerraformType } from "./resource-types";
