import path from "node:path";
import { Command } from "commander";
import { formatFinding } from "../../catalogue";
import { packageFolder, projectFolder } from "../../catalogue/files/project-folder";
import { shownPath } from "../../catalogue/files/findings";
import { all } from "../../catalogue/wording";
import { environmentFiles, existing, repositoryFiles, withDrafts, writeDrafts } from "../../onboarding";
import { CommandFailure } from "../failure";
import { JSON_OPTION } from "../input/environment-option";
import { initAnswers, type InitOptions } from "../input/init-answers";
import { runCommand } from "../run-command";
import { initializedAsJson, initializedInWords, type Initialized } from "../text/init-text";

interface Options extends InitOptions {
  readonly dryRun: boolean;
}

const EXAMPLES = `
On a terminal it asks for what is missing. It never writes over a file.

Examples:
  ./hub init prod --namespace acme --account 210987654321 --region eu-central-1 --source-account 210987654322
  ./hub init prod --repository ../acme-hub --from eventbridge-saas-hub-0.1.0.tgz ...`;

/** `hub init`: a new environment, or a new repository that depends on this package and holds one. */
export function initCommand(): Command {
  return new Command("init")
    .description("Write a new environment, in this project or in a new repository that depends on this package")
    .argument("[name]", "what the environment is called: dev, prod")
    .option("--namespace <name>", "what the names of all resources begin with, such as acme")
    .option("--account <id>", "the account of the hub")
    .option("--region <region>", "the Region of the hub")
    .option("--source-account <id>", "the account that publishes first")
    .option("--source <alias>", "what that account is called here (default: orders)")
    .option("--state-account <id>", "the account of Terraform's state (default: the hub's)")
    .option("--state-bucket <name>", "its bucket (default: <namespace>-<name>-event-hub-state)")
    .option("--kms-key <arn>", "the key of the state (default: an alias called like the bucket)")
    .option("--organization <id>", "your AWS organization: nobody else can publish then")
    .option("--email <address>", "who hears of alarms")
    .option("--github <owner/name>", "the repository on GitHub whose workflows plan and deploy")
    .option("--repository <folder>", "write a repository into this folder")
    .option("--from <package>", "of a repository: a tarball of this package, or an address that npm installs from")
    .option("--dry-run", "show what would be written, and write nothing", false)
    .option(...JSON_OPTION)
    .addHelpText("after", EXAMPLES)
    .action((name: string | undefined, options: Options) => runCommand(options, () => init(name, options)));
}

async function init(name: string | undefined, options: Options): Promise<void> {
  const { environment: answers, repository } = await initAnswers(name, options);
  const folder = repository?.folder ?? projectFolder();
  const files =
    repository === undefined
      ? environmentFiles(answers, { project: folder, package: packageFolder() })
      : repositoryFiles(folder, answers, repository.origin);
  const taken = existing(files).map(shownPath);
  if (taken.length > 0) {
    const [are, them] = taken.length === 1 ? ["is", "it"] : ["are", "them"];
    throw new CommandFailure(
      `${all(taken)} ${are} there already, and nothing was written; move ${them} away, or write another folder`,
    );
  }
  const { findings } = withDrafts(path.join(folder, "environments", answers.name), files);
  if (findings.length > 0) throw new CommandFailure(`nothing was written: ${findings.map(formatFinding).join("; ")}`);
  if (!options.dryRun) writeDrafts(files);
  const made: Initialized = {
    environment: answers.name,
    folder,
    isRepository: repository !== undefined,
    dryRun: options.dryRun,
    files,
  };
  console.log(options.json ? JSON.stringify(initializedAsJson(made), null, 2) : initializedInWords(made));
}
