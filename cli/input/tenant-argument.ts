/** TENANT of every command about one connection, as commander wants it. */
export const TENANT_ARGUMENT = ["<tenant>", "a tenant, or tenant/connection where it has several"] as const;
