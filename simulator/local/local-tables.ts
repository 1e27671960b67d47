import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tableCalls, touchedResources } from "./table-calls";
import type { Table } from "../topology";
import { AwsError, type HttpAnswer, type HttpCall } from "./aws-protocol";
import type { Access, Caller } from "./caller";

const TARGET = /^DynamoDB_20120810\.(?<operation>\w+)$/;

/** Headers that DynamoDB's protocol needs on the way there and back. */
const FORWARDED = ["authorization", "content-type", "x-amz-date", "x-amz-target"] as const;
const RETURNED = ["content-type", "x-amz-crc32", "x-amzn-requestid"] as const;

/** Whether a request is one of DynamoDB. */
export function isTableCall({ headers }: HttpCall): boolean {
  return TARGET.test(String(headers["x-amz-target"]));
}

/**
 * The DynamoDB tables of the Terraform, in dynalite: a DynamoDB of its own for each account, started when it is first
 * called, in memory, on loopback. Who may call is decided here; all else is dynalite's.
 */
export class LocalTables {
  readonly #servers = new Map<string, Promise<Server>>();

  constructor(
    private readonly tables: readonly Table[],
    private readonly access: Access,
  ) {}

  /**
   * @param region of the caller
   * @throws AwsError when the caller's policies do not allow it
   */
  async call(call: HttpCall, caller: Caller, region: string): Promise<HttpAnswer> {
    const operation = TARGET.exec(String(call.headers["x-amz-target"]))?.groups?.["operation"] ?? "";
    const place = { account: caller.account, region };
    for (const resource of touchedResources(call.body.toString("utf8"), place)) {
      const refused = this.access.refusal(caller, { action: `dynamodb:${operation}`, resource, region });
      if (refused !== undefined) throw new AwsError("AccessDeniedException", refused);
    }
    const server = this.#servers.get(caller.account) ?? this.#start(caller.account);
    return forward(call, await server);
  }

  async stop(): Promise<void> {
    for (const started of this.#servers.values()) {
      const server = await started;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  #start(account: string): Promise<Server> {
    const starting = startServer(this.tables.filter((table) => table.account === account));
    this.#servers.set(account, starting);
    return starting;
  }
}

async function startServer(tables: readonly Table[]): Promise<Server> {
  // Takes a tenth of a second to load, for nothing where there are no tables.
  const { default: dynalite } = await import("dynalite");
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  for (const call of tables.flatMap(tableCalls)) {
    const { status, body } = await forward(call, server);
    if (status !== 200) throw new AwsError("InternalFailure", `A table cannot be made: ${String(body)}`);
  }
  return server;
}

async function forward({ headers, body }: HttpCall, server: Server): Promise<HttpAnswer> {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, {
    method: "POST",
    headers: Object.fromEntries(FORWARDED.map((name) => [name, String(headers[name] ?? "")])),
    body: new Uint8Array(body),
  });
  return {
    status: answer.status,
    headers: Object.fromEntries(RETURNED.map((name) => [name, answer.headers.get(name) ?? ""])),
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
