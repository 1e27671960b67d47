/** What `hub init` has to know: from its options, or asked for on a terminal. */
import { existsSync } from "node:fs";
import path from "node:path";
import { projectFolder } from "../../catalogue/files/project-folder";
import { all } from "../../catalogue/wording";
import {
  assumed,
  faultIn,
  NEEDED,
  packageOrigin,
  type AnswerName,
  type EnvironmentAnswers,
  type GivenAnswers,
  type PackageOrigin,
} from "../../onboarding";
import { CommandFailure } from "../failure";
import { askForOne, askForText, canAsk } from "./questions";

/** As they are written behind `hub init`; those of the environment are called as its answers are. */
export interface InitOptions extends Omit<GivenAnswers, "name"> {
  readonly json: boolean;
  readonly repository?: string;
  readonly from?: string;
}

/** What is to be made. */
interface InitAnswers {
  readonly environment: EnvironmentAnswers;
  /** Undefined for an environment of the project that there is. */
  readonly repository: { readonly folder: string; readonly origin: PackageOrigin } | undefined;
}

/** Of each answer: where it is written on the command line, and the question. */
const ASKED: Readonly<Record<AnswerName, readonly [flag: string, question: string]>> = {
  name: ["NAME", "What is the environment called?"],
  namespace: ["--namespace", "What do the names of all resources begin with? (such as acme)"],
  account: ["--account", "Which account is the hub in? (12 digits)"],
  region: ["--region", "In which Region?"],
  sourceAccount: ["--source-account", "Which account publishes first? (12 digits)"],
  source: ["--source", "What is that account called here? (such as shop)"],
  stateAccount: ["--state-account", "Which account holds Terraform's state?"],
  stateBucket: ["--state-bucket", "In which bucket is the state?"],
  kmsKey: ["--kms-key", "Which key encrypts the state?"],
  organization: ["--organization", "What is the id of your AWS organization? (o-...)"],
  email: ["--email", "Who hears of alarms? (an e-mail address)"],
  github: ["--github", "Which repository on GitHub deploys it? (owner/name)"],
};

/** Beside what is needed, on a terminal where questions are asked anyway; Enter takes what is assumed, or nothing. */
const ALSO_ASKED = ["source", "stateAccount", "organization", "email", "github"] as const satisfies AnswerName[];

/**
 * Completes what the options say.
 *
 * @param name of the environment, where it is written
 * @throws CommandFailure that names all that does not fit, and without a terminal all that is missing
 */
export async function initAnswers(name: string | undefined, options: InitOptions): Promise<InitAnswers> {
  const given: GivenAnswers = { ...answersIn(options), ...(name !== undefined && { name }) };
  const names = Object.keys(ASKED) as AnswerName[];
  const isHere = options.repository === undefined;
  const faults = names.flatMap((each) => {
    const fault = given[each] === undefined ? undefined : faultOf(each, given[each], given, isHere);
    return fault === undefined ? [] : [`${ASKED[each][0]}: ${fault}`];
  });
  if (options.from !== undefined && options.repository === undefined) {
    faults.push("--from is for a new repository; write --repository FOLDER with it, or leave it out");
  }
  const missing = NEEDED.filter((each) => given[each] === undefined).map((each) => ASKED[each][0]);
  if (options.repository !== undefined && options.from === undefined) missing.push("--from");
  const asks = missing.length > 0 && canAsk(options);
  if (missing.length > 0 && !asks) {
    const [are, them] = missing.length === 1 ? ["is", "it"] : ["are", "them"];
    faults.push(`${all(missing)} ${are} missing; write ${them}, or run this on a terminal to be asked`);
  }
  if (faults.length > 0) throw new CommandFailure(faults.join(". "));
  const repository = await repositoryOf(options, asks && name === undefined);
  return { environment: assumed(needed(asks ? await asked(given, repository === undefined) : given)), repository };
}

function answersIn(options: InitOptions): GivenAnswers {
  const names = Object.keys(ASKED).filter((each): each is Exclude<AnswerName, "name"> => each !== "name");
  return Object.fromEntries(names.flatMap((each) => (options[each] === undefined ? [] : [[each, options[each]]])));
}

/** What is {@link NEEDED} is there by now. */
function needed(given: GivenAnswers): Parameters<typeof assumed>[0] {
  const { name = "", namespace = "", account = "", region = "", sourceAccount = "" } = given;
  return { ...given, name, namespace, account, region, sourceAccount };
}

async function repositoryOf(options: InitOptions, asksWhere: boolean): Promise<InitAnswers["repository"]> {
  const { repository: folder = asksWhere ? await askedFolder() : undefined } = options;
  if (folder === undefined) return undefined;
  const from = options.from ?? (await askForText({ message: FROM, fault: originFault }));
  return { folder: path.resolve(folder), origin: packageOrigin(from) };
}

const FROM = "Where does this package come from? (a tarball, or an address of git)";

function originFault(written: string): string | undefined {
  try {
    packageOrigin(written);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function askedFolder(): Promise<string | undefined> {
  const where = await askForOne("Where shall the environment be?", [
    { value: "here", label: "in this project", hint: "environments/<name>" },
    { value: "repository", label: "in a new repository, which depends on this package" },
  ]);
  return where === "here" ? undefined : askForText({ message: "In which folder?", otherwise: "event-hub" });
}

function isTaken(environment: string): boolean {
  return existsSync(path.join(projectFolder(), "environments", environment));
}

/** Also an environment that there is: nobody shall answer ten questions for nothing. */
function faultOf(name: AnswerName, answer: string, others: GivenAnswers, isHere: boolean): string | undefined {
  const fault = faultIn(name, answer, others);
  if (fault !== undefined || name !== "name" || !isHere) return fault;
  return isTaken(answer) ? `there is an environments/${answer} already; write another name` : undefined;
}

async function asked(given: GivenAnswers, isHere: boolean): Promise<GivenAnswers> {
  const answers: Partial<Record<AnswerName, string>> = { ...given };
  const ask = async (name: AnswerName, otherwise: string | undefined) => {
    if (answers[name] !== undefined) return;
    const answer = await askForText({
      message: ASKED[name][1],
      ...(otherwise !== undefined && { otherwise }),
      fault: (text) => faultOf(name, text, answers, isHere),
    });
    if (answer !== "") answers[name] = answer;
  };
  const { AWS_REGION: region = "eu-central-1" } = process.env;
  const free = ["dev", "test", "prod"].find((each) => !isHere || !isTaken(each));
  for (const name of NEEDED) await ask(name, { name: free, region }[name as string]);
  const assumptions = assumed(needed(answers));
  for (const name of ALSO_ASKED) await ask(name, assumptions[name] ?? "");
  return answers;
}
