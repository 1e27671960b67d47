import { Command } from "commander";
import { presetIds, presetSummaries, readPreset, type PresetFile } from "../../catalogue/preset";
import { unknownPreset } from "../../catalogue/unknown-preset";
import { unsupportedProducts } from "../../catalogue/unsupported";
import { CommandFailure } from "../failure";
import { JSON_OPTION } from "../input/environment-option";
import { runCommand } from "../run-command";
import { presetInWords, presetTable } from "../text/preset-text";

interface ListOptions {
  readonly search?: string;
  readonly json: boolean;
}

/** `hub presets`: the products that are known, and `hub presets show ID`: all that is known of one. */
export function presetsCommand(): Command {
  return new Command("presets")
    .description("List the SaaS products that a tenant's file can start from, by preset: ID")
    .option("--search <word>", "only those with this word in id, name, vendor, category or description")
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
Examples:
  ./hub presets --search ticket
  ./hub presets show zendesk`,
    )
    .action((options: ListOptions) =>
      runCommand(options, () => {
        const all = presetSummaries();
        const isMeant = options.search === undefined ? () => true : has(options.search);
        const presets = all.filter(isMeant);
        const unsupported = unsupportedProducts().filter(isMeant);
        if (options.json) console.log(JSON.stringify({ presets, unsupported }, null, 2));
        else console.log(presetTable({ presets, unsupported, all: all.length, search: options.search }));
      }),
    )
    .addCommand(showCommand());
}

/** Whether a word stands in what is listed of a preset, in whatever case. */
function has(word: string) {
  const wanted = word.toLowerCase();
  return (preset: object) =>
    Object.values(preset).some((text) => typeof text === "string" && text.toLowerCase().includes(wanted));
}

function showCommand(): Command {
  return new Command("show")
    .description(
      "Show what is known of a product: what to write, how to obtain the credential, and what is unconfirmed",
    )
    .argument("<id>", "a preset that hub presets lists")
    .option(...JSON_OPTION)
    .action((id: string, _: unknown, command: Command) => {
      // Written before or after `show`, --json is the same option.
      const json = command.optsWithGlobals<{ json: boolean }>().json;
      return runCommand({ json }, () => {
        const file = knownPreset(id);
        console.log(json ? JSON.stringify({ id, ...file.preset }, null, 2) : presetInWords(file));
      });
    });
}

function knownPreset(id: string): PresetFile {
  if (presetIds().includes(id)) return readPreset(id);
  throw new CommandFailure(unknownPreset(id));
}
