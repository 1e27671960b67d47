/**
 * Which actions of AWS a program calls, read from its sources: every call is a command, or the paginator of one, that is
 * imported from the SDK.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** Package of the SDK to the service's prefix in IAM. */
const SERVICES: Readonly<Record<string, string>> = {
  eventbridge: "events",
  kms: "kms",
  lambda: "lambda",
  "secrets-manager": "secretsmanager",
  sqs: "sqs",
  ssm: "ssm",
};

/** The few whose command is not called like the action. */
const RENAMED: Readonly<Record<string, string>> = { "lambda:Invoke": "lambda:InvokeFunction" };

/**
 * IAM's names of the actions that the TypeScript files under a folder of this project call, sorted.
 *
 * @throws Error for a service of which IAM's prefix is not known here
 */
export function awsCallsIn(folder: string): string[] {
  const root = path.join(__dirname, "..", folder);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const calls = files.flatMap((file) => {
    const source = readFileSync(path.join(root, file), "utf8");
    return [...source.matchAll(/\{([^{}]*)\}[^;]{0,20}?["']@aws-sdk\/client-([\w-]+)["']/g)].flatMap(
      ([, imported = "", client = ""]) =>
        [...imported.matchAll(/\b(?:paginate(\w+)|(\w+)Command)\b/g)].map(([, paginated, command]) => {
          const service = SERVICES[client];
          if (service === undefined) throw new Error(`${folder}/${file} calls ${client}: say its prefix in IAM`);
          const action = `${service}:${paginated ?? command ?? ""}`;
          return RENAMED[action] ?? action;
        }),
    );
  });
  return [...new Set(calls)].sort();
}
