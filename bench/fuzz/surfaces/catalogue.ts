/** What people write: the files of an environment, and the steps of a demo. */
import path from "node:path";
import { formatFinding, loadEnvironment } from "../../../catalogue";
import { contentsInWords } from "../../../cli/input/environment-option";
import { readExample } from "../../../demo";
import { ScriptError } from "../../../script";
import type { Surface } from "../faults";
import { withFile, type Ground } from "../ground";

/** Each file of an environment: hub, sources, tenants, functions and ingress; read, checked and resolved. */
export function environmentFiles({ folder, yaml }: Ground): Surface {
  return {
    name: "environment file",
    weight: 6,
    seeds: yaml.filter(({ name }) => !name.includes("demo/")),
    take: (text, { name }) =>
      withFile(path.join(folder, name), text, () => checked(path.join(folder, environmentOf(name)))),
    refusals: [],
  };
}

/** Each schema of events; read, and asked for the paths of the environment's files. */
export function eventSchemas({ folder, schemas }: Ground): Surface {
  return {
    name: "schema of events",
    weight: 2,
    seeds: schemas,
    take: (text, { name }) =>
      withFile(path.join(folder, name), text, () => checked(path.join(folder, environmentOf(name)))),
    refusals: [],
  };
}

/** `demo/steps.yaml` of the examples. */
export function demoSteps({ folder, yaml }: Ground): Surface {
  return {
    name: "steps of a demo",
    weight: 1,
    seeds: yaml.filter(({ name }) => name.endsWith("demo/steps.yaml")),
    take: (text, { name }) =>
      withFile(path.join(folder, name), text, () => {
        const { script } = readExample(path.join(folder, environmentOf(name)));
        return [script.title, JSON.stringify(script)];
      }),
    refusals: [ScriptError],
  };
}

/** What is found in an environment, and what it holds. */
function checked(folder: string): string[] {
  const { environment, findings } = loadEnvironment(folder);
  const said = findings.map((finding) => formatFinding(finding));
  return environment === undefined ? said : [...said, contentsInWords(environment)];
}

/** `environments/dev`, of the name of a file in it. */
function environmentOf(name: string): string {
  return name.split(path.sep).slice(0, 2).join(path.sep);
}
