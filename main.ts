/**
 * The CDKTF App, as `npx cdktf synth|diff|deploy` run it: one environment, `HUB_ENV` or dev. `./hub synth` does the same
 * without the CDKTF command line.
 */
import { formatFinding, openEnvironment } from "./catalogue";
import { environmentApp } from "./stacks/environment-app";

const { environment, findings } = openEnvironment(process.env["HUB_ENV"] ?? "dev");
for (const finding of findings) console.error(formatFinding(finding));
if (environment === undefined) process.exit(1);
environmentApp(environment).synth();
