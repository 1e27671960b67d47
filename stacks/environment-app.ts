import "./without-stack-traces";
import { App } from "cdktf";
import type { Environment, Ingress } from "../catalogue/model";
import { CentralBusStack } from "./central-bus-stack";
import { FunctionsStack } from "./functions-stack";
import { IngressStack } from "./ingress-stack";
import { literalText } from "./literal-text";
import { SourceAccountStack } from "./source-account-stack";
import { TenantStack } from "./tenant-stack";

/**
 * The CDKTF App of one environment: the hub first, then the accounts that forward to it, the tenants that it feeds and
 * the functions that it runs, and last the HTTP APIs in front of hub and functions.
 * A source account that only puts events straight on the central bus needs no stack: the bus policy allows it.
 *
 * @param outdir where `synth()` writes; without, `CDKTF_OUTDIR` or `cdktf.out`
 */
export function environmentApp(environment: Environment, outdir?: string): App {
  const { hub, sources, tenants, functions, ingress } = literalText(environment);
  const app = new App(outdir === undefined ? {} : { outdir });
  const centralBus = new CentralBusStack(app, { hub, sources });
  for (const source of sources) {
    if (source.forwards.length > 0) new SourceAccountStack(app, { hub, source }).addDependency(centralBus);
  }
  for (const tenant of tenants) {
    new TenantStack(app, { hub, tenant }).addDependency(centralBus);
  }
  const functionsStacks = new Map<string, FunctionsStack>();
  for (const each of functions) {
    const stack = new FunctionsStack(app, { hub, functions: each });
    stack.addDependency(centralBus);
    functionsStacks.set(each.name, stack);
  }
  for (const each of ingress) {
    const stack = new IngressStack(app, { hub, ingress: each });
    stack.addDependency(centralBus);
    // Lambda checks that a function is there when it is told who may run it.
    for (const called of calledFiles(each)) {
      const first = functionsStacks.get(called);
      if (first !== undefined) stack.addDependency(first);
    }
  }
  return app;
}

/** Names of the functions files that an API's routes call. */
function calledFiles({ routes }: Ingress): ReadonlySet<string> {
  return new Set(routes.flatMap(({ integration }) => (integration.type === "function" ? [integration.file] : [])));
}
