import { rmSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { temporaryFolder } from "#simulator/local";
import { projectFolder } from "../../catalogue/files/project-folder";
import { stackIds, stateKey } from "../../catalogue/names";
import {
  AccountProfiles,
  bootstrap,
  foldersIn,
  isThere,
  planBootstrap,
  type BootstrapSituation,
  type EmittedFolder,
} from "../../deployment";
import type { OpenAccount } from "../../hub-account";
import { accountsOf, isBounded, type BoundedHub, type EnvironmentAccount } from "../../permissions";
import { planReport } from "../../review";
import { bootstrapApp } from "../../stacks/bootstrap-app";
import type { Environment, Hub } from "../../catalogue/model";
import { deploymentUnderWay, exitCodeOf, requireAnswer } from "../deployment-under-way";
import { CommandFailure } from "../failure";
import {
  administratorOf,
  AS_OPTION,
  namedAccounts,
  namedAdministrators,
  type NamedAdministrator,
} from "../input/administrators";
import { ALLOW_DESTROY_OPTION } from "../input/approved-report";
import { ENV_OPTION, JSON_OPTION, loadForCommand, type EnvironmentOptions } from "../input/environment-option";
import { PARALLEL_OPTION } from "../input/parallel-option";
import { unsavedState } from "../input/unsaved-state";
import { loadAws } from "../load-aws";
import { plansMade } from "../plans-made";
import { runCommand } from "../run-command";
import { accountsInWords, whatIsNext, whatIsTaken, type IdentifiedAccount } from "../text/bootstrap-text";
import { deploymentInWords } from "../text/deployment-text";
import { exitCodeOfReport, reportInWords } from "../text/plan-report-text";

interface BootstrapOptions extends EnvironmentOptions {
  readonly account: readonly string[];
  readonly as: readonly NamedAdministrator[];
  readonly role?: string;
  readonly plan: boolean;
  readonly yes: boolean;
  readonly parallel: number;
  readonly allowDestroy: readonly string[];
}

/** `hub bootstrap`: the state's bucket, and in every account the roles that plan and deploy. */
export function bootstrapCommand(): Command {
  return new Command("bootstrap")
    .description("Make what a first deployment needs: the state bucket, and in every account the roles that deploy")
    .option(
      "--account <name>",
      "hub, state, the alias of a source account, or twelve digits; as often as needed; all when left out",
      (name: string, others: readonly string[]): readonly string[] => [...others, name],
      [] as readonly string[],
    )
    .option(...AS_OPTION)
    .option("--role <name>", "as the role of this name in each account that --as does not name")
    .option("--plan", "say what would be done, and change nothing", false)
    .option("--yes", "apply without being asked; what is done is told nevertheless", false)
    .option(...PARALLEL_OPTION)
    .option(...ALLOW_DESTROY_OPTION)
    .option(...ENV_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      "after",
      `
It works as an administrator of each account, whom you name, and says who that is before it begins. Run it again after a
change of hub.yaml or of the source accounts, or when it was stopped: what is there is left as it is.

The exit code is 0 when all is there, 1 when something is not, and 130 when you stopped it. With --plan it is 0 where
nothing would change, 2 where something would, and 3 where that needs attention.

Examples:
  ./hub bootstrap --env prod --role OrganizationAccountAccessRole --plan
  ./hub bootstrap --env prod --as hub=acme-hub --as state=acme-state --account hub --account state`,
    )
    .action((options: BootstrapOptions) => runCommand(options, () => run(options)));
}

/** Accounts that are worked in, opened. */
interface Opened {
  readonly accounts: readonly EnvironmentAccount[];
  readonly open: ReadonlyMap<string, OpenAccount>;
}

async function run(options: BootstrapOptions): Promise<void> {
  const environment = loadForCommand(options);
  if (environment === undefined) return;
  const { hub } = environment;
  if (!isBounded(hub)) {
    throw new CommandFailure(
      `hub.yaml of ${options.env} does not say who deploys; write deployment there: planRole, and oidc or principals`,
    );
  }
  requireAnswer(options);
  const opened = await openAccounts(environment, hub, options);
  const accounts = identified(opened);
  if (!options.json) for (const line of accountsInWords(accounts)) console.log(line);
  const outdir = temporaryFolder("emitted");
  const credentials = new Map([...opened.open].map(([account, { credentials: own }]) => [account, own]));
  const profiles = new AccountProfiles(credentials, hub.state.account);
  try {
    bootstrapApp(environment, { outdir, requiresTls: !isReachedWithoutTls() }).synth();
    const situation = await situationOf(hub, opened, foldersIn(outdir), profiles);
    await (options.plan ? planAll(situation, accounts, options) : applyAll(situation, accounts, hub, options));
  } finally {
    profiles.discard();
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Those that are worked in, and as whom. */
function identified({ accounts, open }: Opened): IdentifiedAccount[] {
  return accounts.map(({ name, account }) => ({ name, account, identity: open.get(account)?.identity ?? "" }));
}

/** The accounts that are named, and that of the state, which holds what Terraform knows of all. */
async function openAccounts(environment: Environment, hub: Hub, options: BootstrapOptions): Promise<Opened> {
  const all = accountsOf(environment);
  const accounts = namedAccounts(all, options.account);
  const named = namedAdministrators(all, options.as);
  const needed = all.filter((each) => each.holdsState || accounts.includes(each));
  const { openAccount } = await loadAws(() => import("../../hub-account/index.js"));
  const open = new Map<string, OpenAccount>();
  for (const each of needed) {
    const who = administratorOf(each, { named, role: options.role, region: hub.region });
    open.set(each.account, await openAccount({ ...each, region: hub.region }, who));
  }
  return { accounts, open };
}

async function situationOf(
  hub: Hub & BoundedHub,
  { accounts, open }: Opened,
  folders: readonly EmittedFolder[],
  profiles: AccountProfiles,
): Promise<BootstrapSituation> {
  const { bucket, account: stateAccount, region = hub.region } = hub.state;
  const key = stateKey(hub, stackIds.stateBackend, "administrator");
  const owner = open.get(stateAccount);
  if (owner === undefined) throw new Error(`The account ${stateAccount} of the state is not open`);
  const accountOf = new Map([
    ...accounts.map(({ name, account }) => [stackIds.deploymentAccess(name), account] as const),
    ...accounts.flatMap(({ holdsState, account }) => (holdsState ? [[stackIds.stateBackend, account] as const] : [])),
  ]);
  const { lookForState } = await loadAws(() => import("../../hub-account/index.js"));
  return {
    stacks: folders.filter(({ name }) => accountOf.has(name)),
    stateBackend: stackIds.stateBackend,
    stateThere: await lookForState({ bucket, key, region }, owner),
    localState: { file: path.join(projectFolder(), ".cache", "bootstrap", bucket, `${stackIds.stateBackend}.tfstate`) },
    bucket,
    accessTo: (stack) => profiles.accessTo(accountOf.get(stack) ?? stateAccount),
  };
}

/** Over HTTP every call is without TLS, and a bucket that refuses those would lock out who has just made it. */
function isReachedWithoutTls(): boolean {
  const { AWS_ENDPOINT_URL_S3: ofS3, AWS_ENDPOINT_URL: ofAll } = process.env;
  return (ofS3 ?? ofAll)?.startsWith("http://") === true;
}

async function planAll(
  situation: BootstrapSituation,
  accounts: readonly IdentifiedAccount[],
  { json, parallel, env }: BootstrapOptions,
): Promise<void> {
  const plans = await plansMade(situation.stacks.length, { json }, (telling) =>
    planBootstrap({ ...situation, atOnce: parallel, ...telling }),
  );
  if (plans === undefined) return;
  const report = planReport(plans);
  console.log(
    json ? JSON.stringify({ environment: env, accounts, report }, null, 2) : reportInWords(report).join("\n"),
  );
  process.exitCode = exitCodeOfReport(report);
}

async function applyAll(
  situation: BootstrapSituation,
  accounts: readonly IdentifiedAccount[],
  hub: Hub & BoundedHub,
  { env, json, yes, parallel, allowDestroy }: BootstrapOptions,
): Promise<void> {
  const { interruption, onStep, onOutcome, confirmed } = deploymentUnderWay(
    situation.stacks.map(({ name }) => name),
    { json },
  );
  const result = await bootstrap({
    ...situation,
    // Whoever is asked is asked about one thing at a time.
    atOnce: yes ? parallel : 1,
    allowDestroy,
    keepUnsavedAs: unsavedState,
    interruption,
    confirm: confirmed({ shown: reportInWords, asked: (stack) => `Apply this to ${stack}?`, yes }),
    onStep,
    onOutcome,
  });
  if (json) console.log(JSON.stringify({ environment: env, accounts, ...result }, null, 2));
  else {
    const next = result.outcomes.every(isThere) ? whatIsNext(hub) : whatIsTaken(result.outcomes);
    console.log([...deploymentInWords(result, []), ...next].join("\n"));
  }
  process.exitCode = exitCodeOf(result, interruption);
}
