import "./without-stack-traces";
import { App } from "cdktf";
import type { Environment } from "../catalogue/model";
import { CentralBusStack } from "./central-bus-stack";
import { ConnectionCredentialsStack } from "./connection-credentials-stack";
import { literalText } from "./literal-text";
import { SourceAccountStack } from "./source-account-stack";
import { TenantStack } from "./tenant-stack";

/**
 * The CDKTF App of one environment: the hub first, then what looks after connections, the accounts that forward to the
 * hub and the tenants that it feeds.
 * A source account that only puts events straight on the central bus needs no stack: the bus policy allows it.
 *
 * @param outdir where `synth()` writes; without, `CDKTF_OUTDIR` or `cdktf.out`
 */
export function environmentApp(environment: Environment, outdir?: string): App {
  const { hub, sources, tenants } = literalText(environment);
  const app = new App(outdir === undefined ? {} : { outdir });
  const centralBus = new CentralBusStack(app, { hub, sources });
  const connectionCredentials = new ConnectionCredentialsStack(app, { hub, tenants });
  connectionCredentials.addDependency(centralBus);
  for (const source of sources) {
    if (source.forwards.length > 0) new SourceAccountStack(app, { hub, source }).addDependency(centralBus);
  }
  for (const tenant of tenants) {
    const stack = new TenantStack(app, { hub, tenant });
    stack.addDependency(centralBus);
    // A spec that is created before anything listens would wait for the next repair run.
    stack.addDependency(connectionCredentials);
  }
  return app;
}
