/** A run's credentials, put as operators put them. */
import { declaredConnections, type DeclaredConnection } from "../catalogue/declared-connections";
import { openCredentials } from "../hub-account";
import type { SmokeContext } from "./context";

type Outcome = Awaited<ReturnType<Awaited<ReturnType<typeof openCredentials>>["sync"]>>;

/** Puts a value into a tenant's secret and waits for what comes of it. @param secret by the keys of the connection's type */
export async function putCredentials(
  context: SmokeContext,
  tenant: string,
  secret: Readonly<Record<string, string>>,
): Promise<{ readonly outcome: Outcome; readonly connection: DeclaredConnection }> {
  const { environment } = context.emitted();
  const connection = declaredConnections(environment).find(({ id }) => id === tenant);
  if (connection === undefined) throw new Error(`no connection ${tenant} is declared`);
  const credentials = await openCredentials(environment.hub, connection, "credentials-put");
  await credentials.put(JSON.stringify(secret));
  return { outcome: await credentials.sync(), connection };
}
