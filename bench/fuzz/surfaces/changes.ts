/** Terraform that is compared with what it was, and environments from which it is made. */
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { loadEnvironment, formatFinding } from "../../../catalogue";
import { CommandFailure } from "../../../cli/failure";
import { comparedSides, ofReadable } from "../../../cli/input/compared-output";
import { affectedInWords } from "../../../cli/text/affected-text";
import { previewInWords } from "../../../cli/text/preview-text";
import { stackTable } from "../../../cli/text/stack-table";
import { compareOutputs, previewOf, previewSide, readOutput } from "../../../review";
import { environmentApp } from "../../../stacks/environment-app";
import { NoSuchBusError, parseEvent } from "#simulator/routing";
import { readEmittedStacks } from "#simulator/topology";
import type { Surface } from "../faults";
import { withFile, type Ground } from "../ground";

/** `./hub affected` and `./hub preview` of two folders, one of which is changed. */
export function comparedFolders({ folder, terraform, events }: Ground): Surface {
  cpSync(path.join(folder, "emitted"), path.join(folder, "before"), { recursive: true });
  const samples = events.slice(0, 3).map(({ name, text }) => ({ name, event: parseEvent(text) }));
  return {
    name: "changed Terraform",
    weight: 2,
    seeds: terraform,
    take: (text, { name }) =>
      withFile(path.join(folder, name), text, () => {
        const example = name.split(path.sep)[1] ?? "";
        const base = path.join(folder, "before", example);
        const options = { base, head: path.join(folder, "emitted", example), env: "dev", json: false };
        const outputs = comparedSides(options, readOutput);
        const said =
          outputs === undefined
            ? []
            : affectedInWords(ofReadable(() => compareOutputs(outputs.base.output, outputs.head.output)));
        const sides = comparedSides(options, previewSide);
        if (sides === undefined) return said;
        const preview = previewOf(sides.base.output, sides.head.output, samples);
        return [...said, ...previewInWords(preview), JSON.stringify(preview)];
      }),
    refusals: [CommandFailure, NoSuchBusError],
  };
}

/** An environment without errors becomes Terraform, whatever it holds: bad input ends at the check. */
export function emittedEnvironments({ folder, yaml }: Ground): Surface {
  return {
    name: "environment to emit",
    weight: 1,
    seeds: yaml.filter(({ name }) => name.startsWith(path.join("examples", "order-and-crm")) && !name.includes("demo")),
    take: (text, { name }) =>
      withFile(path.join(folder, name), text, () => {
        const { environment, findings } = loadEnvironment(path.join(folder, "examples", "order-and-crm"));
        if (environment === undefined) return findings.map(formatFinding);
        const outdir = mkdtempSync(path.join(folder, "emitted-anew-"));
        try {
          environmentApp(environment, outdir).synth();
          return [stackTable(readEmittedStacks(outdir))];
        } finally {
          rmSync(outdir, { recursive: true });
        }
      }),
    refusals: [],
  };
}
