import "./without-stack-traces";
import { App } from "cdktf";
import type { Environment } from "../catalogue/model";
import { accountsOf, isBounded } from "../permissions";
import { DeploymentAccessStack } from "./deployment-access-stack";
import { literalText } from "./literal-text";
import { StateBackendStack } from "./state-backend-stack";

/**
 * What is there before an environment's first deployment: where its states are kept, and in every account who deploys. An
 * App of its own, because no role that deploys may change it, and nothing that deploys shall try.
 *
 * @param outdir where `synth()` writes
 * @param requiresTls false only where AWS is an emulator that is reached without
 * @throws Error where `hub.yaml` has no `deployment`
 */
export function bootstrapApp(
  environment: Environment,
  { outdir, requiresTls }: { readonly outdir: string; readonly requiresTls: boolean },
): App {
  const { hub, sources, functions, ingress } = literalText(environment);
  if (!isBounded(hub)) throw new Error(`${hub.environment} has no deployment in hub.yaml`);
  const app = new App({ outdir });
  const backend = hub.deployment.existingStateBucket ? undefined : new StateBackendStack(app, { hub, requiresTls });
  for (const account of accountsOf({ hub, sources, functions, ingress })) {
    const stack = new DeploymentAccessStack(app, { hub, account });
    if (backend !== undefined) stack.addDependency(backend);
  }
  return app;
}
