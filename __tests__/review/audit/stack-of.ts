import type { EmittedStack } from "#simulator/topology";
import { ACCOUNT, type Resources } from "./case";

/** A stack of these resources, as it is read from what CDKTF writes. */
export function stackOf(resources: Resources, name = "stack"): EmittedStack {
  const place = { account: ACCOUNT, region: "eu-central-1" };
  return {
    name,
    dependencies: [],
    ...place,
    unknown: [],
    resources: Object.entries(resources).map(([address, values]) => {
      const [type = "", resourceName = ""] = address.split(".");
      return { address, type, name: resourceName, modulePrefix: "", ...place, values };
    }),
  };
}
