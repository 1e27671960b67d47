import { HTTP_API_TIMEOUT_SECONDS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { RuleId } from "../finding-rules";
import { functionReference } from "../resolve-applications";
import { writtenFunctions, writtenRoutes, type SoundFiles, type WrittenFunction } from "../sound-files";
import { insteadOf } from "../wording";

/** The function behind a route is there, in the same account, and answers while API Gateway waits. */
export function* routeFunctions(files: SoundFiles): Iterable<Finding> {
  const known = new Map<string, WrittenFunction>();
  for (const written of writtenFunctions(files)) known.set(`${written.functions.id}/${written.functionId}`, written);
  const limits = new Map<string, number | undefined>();
  for (const { ingress, route, path } of writtenRoutes(files)) {
    const { integration } = route;
    if (integration.type !== "function") continue;
    const at = [...path, "integration"];
    const called = known.get(integration.function);
    if (called === undefined) {
      if (!files.functionsComplete) continue;
      const wrong = `functions/${functionReference(integration.function).file}.yaml has no such function`;
      const instead = insteadOf(integration.function, [...known.keys()], "a function of functions/*.yaml");
      yield ingress.file.finding("unknown-function", [...at, "function"], `${wrong}; write ${instead}`);
      continue;
    }
    yield* callable(files, called, ingress.value.account, (rule, message) =>
      ingress.file.finding(rule, [...at, "function"], message),
    );

    const { maximumRequestBytes: bytes } = integration;
    const other = limits.get(integration.function);
    if (limits.has(integration.function) && other !== bytes) {
      const wrong = "another route gives the same function another maximumRequestBytes, and it is told of one";
      yield ingress.file.finding(
        "two-request-sizes",
        at,
        `${wrong}; write ${other === undefined ? "none" : String(other)} in both`,
      );
    }
    limits.set(integration.function, bytes);
  }
}

function* callable(
  { sources }: SoundFiles,
  { functions, definition }: WrittenFunction,
  account: string,
  finding: (rule: RuleId, message: string) => Finding,
): Iterable<Finding> {
  const other = functions.value.account;
  // An account that is none is reported for itself.
  const known = ["hub", ...sources.map(({ id }) => id)];
  if (other !== account && known.includes(other) && known.includes(account)) {
    const wrong = `the function is in account ${other}, the API in ${account}`;
    yield finding("function-in-another-account", `${wrong}; write a function of the same account`);
  }
  if (definition.timeoutSeconds > HTTP_API_TIMEOUT_SECONDS) {
    const wrong = `the function may take ${definition.timeoutSeconds} seconds, and API Gateway waits ${HTTP_API_TIMEOUT_SECONDS}`;
    yield finding(
      "function-slower-than-api",
      `${wrong}; write timeoutSeconds: ${HTTP_API_TIMEOUT_SECONDS} or less there`,
    );
  }
}
