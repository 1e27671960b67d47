import { Command } from "commander";
import { exampleNames, readExample, runDemo } from "../../demo";
import { JSON_OPTION } from "../input/environment-option";
import { synthesize } from "../input/synthesize";
import { outputClosed } from "../output";
import { runCommand } from "../run-command";
import { demoText, listText, titleText, verdictText } from "../text/demo-text";

/** `hub demo`: lists the examples, or plays one on this machine. Exit code 1 when it does not do what is expected. */
export function demoCommand(): Command {
  return new Command("demo")
    .description(
      "Play an example on this machine and show what comes in and what goes out; without a name, list the examples",
    )
    .argument("[name]", "a folder of examples/, or a path")
    .option(...JSON_OPTION)
    .action((name: string | undefined, { json }: { readonly json: boolean }) =>
      runCommand({ json }, async () => {
        if (name === undefined) {
          const examples = exampleNames().map((each) => readExample(each));
          const listed = examples.map((example) => ({ name: example.name, title: example.script.title }));
          console.log(json ? JSON.stringify({ examples: listed }, null, 2) : listText(listed));
          return;
        }
        const example = readExample(name);
        if (!json) console.log(titleText(example.name, example.script.title));
        let number = 0;
        const result = await runDemo(example, synthesize, (step) => {
          outputClosed.throwIfAborted();
          number += 1;
          if (!json) console.log(demoText(number, step));
        });
        console.log(json ? JSON.stringify(result, null, 2) : verdictText(result));
        if (!result.ok) process.exitCode = 1;
      }),
    );
}
