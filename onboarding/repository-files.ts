/** The files of a new repository of one's own, which depends on this package. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { packageFolder } from "../catalogue/files/project-folder";
import { quote } from "../catalogue/wording";
import type { WrittenFile } from "./drafted-files";
import { environmentFiles } from "./environment-files";
import type { EnvironmentAnswers } from "./environment-answers";
import { OnboardingError } from "./failure";

/** Where the package comes from: it is on no registry. */
export type PackageOrigin =
  { readonly kind: "address"; readonly address: string } | { readonly kind: "tarball"; readonly file: string };

const TARBALL = /\.(tgz|tar\.gz)$/;
/** What npm fetches: git and https addresses, and its short forms for GitHub, GitLab and Bitbucket. */
const ADDRESS = /^(git[+:@]|ssh:|https:|(github|gitlab|bitbucket):|[\w-][\w.-]*\/[\w.-]+(#.+)?$)/;

/**
 * Takes what somebody has written for a tarball or an address.
 *
 * @throws OnboardingError where it is neither
 */
export function packageOrigin(written: string): PackageOrigin {
  const isTarball = TARBALL.test(written);
  if (isTarball && existsSync(written) && statSync(written).isFile()) return { kind: "tarball", file: written };
  // A path to a file that is not there looks like GitHub's short form.
  if (!(isTarball && !written.includes(":")) && ADDRESS.test(written)) return { kind: "address", address: written };
  const wrong = existsSync(written) ? "is no tarball" : "is neither a file nor an address of git";
  throw new OnboardingError(
    `--from: ${quote(written)} ${wrong}; write a tarball, which npm pack makes in a checkout of the package, or an address ` +
      "such as git+ssh://git@github.com/acme/eventbridge-saas-hub.git#v1.0.0",
  );
}

const packageSchema = z.object({ name: z.string(), engines: z.record(z.string(), z.string()) });

/**
 * All files of a repository with one environment, whose workflows are those of this package.
 *
 * @param folder of the repository
 */
export function repositoryFiles(
  folder: string,
  answers: EnvironmentAnswers,
  origin: PackageOrigin,
): readonly WrittenFile[] {
  const ours = packageSchema.parse(JSON.parse(readFileSync(path.join(packageFolder(), "package.json"), "utf8")));
  const installed = `node_modules/${ours.name}`;
  const name = repositoryName(folder);
  const vendored = origin.kind === "tarball" ? `vendor/${path.basename(origin.file)}` : undefined;
  const file = (at: string, content: string | Buffer, isProgram = false): WrittenFile => ({
    file: path.join(folder, at),
    content,
    ...(isProgram && { isProgram }),
  });
  return [
    file(
      "package.json",
      json({
        name,
        private: true,
        engines: ours.engines,
        dependencies: { [ours.name]: origin.kind === "tarball" ? `file:${vendored ?? ""}` : origin.address },
      }),
    ),
    ...(origin.kind === "tarball" ? [file(`vendor/${path.basename(origin.file)}`, readFileSync(origin.file))] : []),
    file("hub", program(installed), true),
    file(
      "cdktf.json",
      json({
        language: "typescript",
        app: `node ${installed}/cli/launch.cjs main.ts`,
        projectId: name,
        sendCrashReports: "false",
        terraformProviders: [],
        terraformModules: [],
        context: {},
      }),
    ),
    file(".gitignore", "node_modules\ncdktf.out/\n.terraform/\n*.tfstate*\n.cache/\n"),
    file(".npmrc", NPMRC),
    ...environmentFiles(answers, { project: folder, package: path.join(folder, installed) }),
    ...workflowFiles(answers.name).map(({ at, content, isProgram }) => file(at, content, isProgram)),
  ];
}

const NPMRC = `# No package's install script runs: none is needed.
ignore-scripts=true
fund=false
audit=false
update-notifier=false
`;

/** The command at the root, so that what documentation and workflows call \`./hub\` is here, too. */
function program(installed: string): string {
  return `#!/bin/sh
# The hub command of the package that this repository depends on. It installs the packages where there are none yet.
here=$(dirname "$0")
if [ ! -e "$here/${installed}/hub" ]; then
  how=ci
  [ -e "$here/package-lock.json" ] || how=install
  echo "Installing packages (npm $how), once; this takes about a minute ..." >&2
  (cd "$here" && npm "$how" --loglevel=error >&2) || exit 1
fi
exec node "$here/${installed}/hub" "$@"
`;
}

/** Of GitLab, or for reading only. */
const NOT_FOR_GITHUB = new Set(["child-pipeline.mjs", "web-identity.sh"]);

/** The package's workflows for GitHub, for the environment of this name, and the scripts that they run. */
function workflowFiles(environment: string) {
  const read = (folder: string, isProgram: boolean) => {
    const at = `.github/${folder}`;
    return readdirSync(path.join(packageFolder(), at))
      .filter((name) => !NOT_FOR_GITHUB.has(name))
      .sort()
      .map((name) => ({
        at: `${at}/${name}`,
        content: readFileSync(path.join(packageFolder(), at, name), "utf8"),
        isProgram,
      }));
  };
  // Which environment is meant where no variable of the repository says so.
  const workflows = read("workflows", false).map((each) => ({
    ...each,
    content: each.content.replaceAll("|| 'prod' }}", `|| '${environment}' }}`),
  }));
  return [...workflows, ...read("scripts", true)];
}

/** The folder's name, as far as npm takes it for a package's. */
function repositoryName(folder: string): string {
  const name = path
    .basename(path.resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+/, "");
  return name === "" ? "event-hub" : name;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
