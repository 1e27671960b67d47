/**
 * Stands in Terraform wherever a credential stands in AWS. A connection that is created with it cannot authorize anywhere,
 * and whoever puts credentials cannot mean it.
 */
export const CREDENTIAL_PLACEHOLDER = "placeholder-until-credentials-are-put";
