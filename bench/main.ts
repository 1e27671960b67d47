/** `npm run bench -- <name>`: measurements, never judged by a test, and the whole of what a test tries a part of. */
import { benchAffected } from "./affected";
import { benchFunctions } from "./functions";
import { benchFuzz } from "./fuzz";
import { benchLocal } from "./local";
import { benchMatch } from "./match";
import { benchPlanReport } from "./plan-report";
import { benchSynth } from "./synth";

const benchmarks: Readonly<Record<string, () => void | Promise<void>>> = {
  affected: benchAffected,
  functions: benchFunctions,
  fuzz: benchFuzz,
  local: benchLocal,
  match: benchMatch,
  "plan-report": benchPlanReport,
  synth: benchSynth,
};

const [name = ""] = process.argv.slice(2);
const benchmark = benchmarks[name];
if (benchmark === undefined) {
  console.error(`error: no benchmark "${name}"; write npm run bench -- ${Object.keys(benchmarks).join("|")}`);
  process.exitCode = 1;
} else {
  void benchmark();
}
