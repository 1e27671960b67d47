import { homedir } from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import type { SmokeResult } from "../../smoke";
import { CommandFailure } from "../failure";
import { JSON_OPTION } from "../input/environment-option";
import { synthesize } from "../input/synthesize";
import { interruptible } from "../interruption";
import { loadAws } from "../load-aws";
import { runCommand } from "../run-command";
import { answerInWords, endInWords, startInWords } from "../text/smoke-text";
import { note } from "../text/terminal";

interface SmokeOptions {
  readonly account?: string;
  readonly region?: string;
  readonly journal?: string;
  readonly record?: string;
  readonly resume?: string;
  readonly onlyCleanUp: boolean;
  readonly keepFailed: boolean;
  readonly json: boolean;
}

/** `hub smoke`: a small environment in a sandbox account, made, asked and destroyed. */
export function smokeCommand(): Command {
  return new Command("smoke")
    .description("Try everything on AWS: make a small environment in a sandbox account, ask it, and destroy it")
    .option("--account <id>", "the sandbox; your AWS credentials must be of this account", accountId)
    .option("--region <region>", "where; the variable AWS_REGION when left out")
    .option("--journal <file>", "what is done is kept there until the run is over; in your cache folder when left out")
    .option("--record <file>", "write there, as JSON, what EventBridge does that AWS documents nowhere")
    .option("--resume <journal>", "go on with a run that was stopped or failed")
    .option("--only-clean-up", "with --resume: take away what the run has made, and try nothing more", false)
    .option("--keep-failed", "stop at the first step that fails and keep everything, to look at it", false)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
It uses your own AWS credentials, which need to be those of an administrator of the sandbox. The exit code is 0 when
nothing failed and all is taken away, 1 when something failed or is left, and 130 when you stopped it.

Examples:
  ./hub smoke --account 210987654321 --region eu-central-1
  ./hub smoke --resume ~/.cache/eventbridge-saas-hub/smoke-abcdef.json --only-clean-up`,
    )
    .action((options: SmokeOptions) => runCommand(options, () => run(options)));
}

async function run(options: SmokeOptions): Promise<void> {
  const { json } = options;
  const start = startOf(options);
  const { runSmoke } = await loadAws(() => import("../../smoke/index.js"));
  const interruption = interruptible((times) => {
    note(times === 1 ? "Stopping: the step under way is brought to an end" : "Still waiting for the step under way");
  });
  const result = await runSmoke({
    start,
    keepFailed: options.keepFailed,
    record: options.record,
    synthesize,
    interruption,
    onLocalHub: (url) => {
      note(`The emulator delivers nothing: events go to a hub on this machine, at ${url}`);
    },
    ...(!json && {
      onStart: (begun) => {
        for (const line of startInWords(begun)) console.log(line);
      },
      onAnswer: (answered) => {
        for (const line of answerInWords(answered)) console.log(line);
      },
    }),
  });
  if (json) console.log(JSON.stringify(result, null, 2));
  else for (const line of endInWords(result)) console.log(line);
  process.exitCode = interruption.aborted ? 130 : exitCodeOf(result);
}

function startOf({ resume, onlyCleanUp, account, region = process.env["AWS_REGION"], journal }: SmokeOptions) {
  if (resume !== undefined) return { kind: "resume", journal: resume, onlyCleanUp } as const;
  if (onlyCleanUp) throw new CommandFailure("--only-clean-up needs --resume JOURNAL: it takes away what that run made");
  if (account === undefined) {
    throw new CommandFailure(
      "--account is missing; write the id of the sandbox account, so that nothing happens in another",
    );
  }
  if (region === undefined || region === "") {
    throw new CommandFailure("--region is missing; write one, such as eu-central-1, or set AWS_REGION");
  }
  const file = (suffix: string) => journal ?? path.join(cacheFolder(), `smoke-${suffix}.json`);
  return { kind: "new", account, region, journal: file } as const;
}

function cacheFolder(): string {
  const { XDG_CACHE_HOME: cache } = process.env;
  return path.join(
    cache === undefined || cache === "" ? path.join(homedir(), ".cache") : cache,
    "eventbridge-saas-hub",
  );
}

function accountId(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError("Write an account's twelve digits.");
}

function exitCodeOf({ steps, cleaned }: SmokeResult): number {
  return cleaned && steps.every(({ answer: { kind } }) => kind === "passed" || kind === "not answered") ? 0 : 1;
}
