/** `npm run bench -- <name>`: measurements, never judged by a test. */
import { benchFunctions } from "./functions";
import { benchLocal } from "./local";
import { benchMatch } from "./match";
import { benchSynth } from "./synth";

const benchmarks: Readonly<Record<string, () => void | Promise<void>>> = {
  functions: benchFunctions,
  local: benchLocal,
  match: benchMatch,
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
