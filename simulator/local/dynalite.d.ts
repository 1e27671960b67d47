/** What is used of dynalite, which comes without types. */
declare module "dynalite" {
  import type { Server } from "node:http";

  /** A server that speaks DynamoDB's protocol. It keeps tables in memory where `path` is not given. */
  export default function dynalite(options: { readonly createTableMs: number }): Server;
}
