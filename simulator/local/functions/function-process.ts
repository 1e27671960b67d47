/** The process that a function runs in: what it may read, write and use, and what it is told at its start. */
import { fork, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { LAMBDA_RESPONSE_BYTES } from "../../../aws/limits";
import type { LambdaFunction } from "../../topology";

/** Where a function's code is, and the one place that it may write to. */
export interface FunctionFolders {
  readonly code: string;
  /** Stands for Lambda's /tmp. */
  readonly scratch: string;
}

/**
 * Starts a process under Node's permission model: it reads its code and writes its scratch folder, and nothing else; it
 * starts no process and no thread, and loads no native addon. The model leaves the network open, which
 * stay-on-this-machine.cjs narrows. All this guards against mistakes, not against code that means harm.
 *
 * @param variables all of its environment: nothing of the hub's own is added
 */
export function startFunctionProcess(
  { handler, memoryMegabytes }: LambdaFunction,
  { code, scratch }: FunctionFolders,
  variables: Readonly<Record<string, string>>,
): ChildProcess {
  const own = ownFolder();
  const bootstrap = path.join(own, "bootstrap.cjs");
  const reads = [bootstrap, path.join(own, "stay-on-this-machine.cjs"), code + path.sep, scratch + path.sep];
  const told = JSON.stringify({ folder: code, handler, mostBytes: LAMBDA_RESPONSE_BYTES });
  return fork(bootstrap, [told], {
    cwd: code,
    env: { ...variables, LAMBDA_TASK_ROOT: code, TMPDIR: scratch },
    execArgv: [
      permissionFlag(),
      "--disable-warning=ExperimentalWarning",
      ...reads.map((file) => `--allow-fs-read=${file}`),
      `--allow-fs-write=${scratch}${path.sep}`,
      // What Node itself needs comes on top, as on Lambda, whose limit is the whole process's.
      `--max-old-space-size=${memoryMegabytes}`,
    ],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
}

/** Node 22.13 took the experiment's name away. */
function permissionFlag(): string {
  const [flag] = ["--permission", "--experimental-permission"].filter((name) =>
    process.allowedNodeEnvironmentFlags.has(name),
  );
  if (flag === undefined) throw new Error(`Node ${process.version} has no permission model`);
  return flag;
}

/** The process is started from its source, wherever this module itself was bundled to. */
function ownFolder(): string {
  const wanted = path.join("simulator", "local", "functions");
  let folder = __dirname;
  while (!existsSync(path.join(folder, wanted, "bootstrap.cjs"))) {
    const parent = path.dirname(folder);
    if (parent === folder) throw new Error(`No ${wanted} above ${__dirname}`);
    folder = parent;
  }
  return path.join(folder, wanted);
}
