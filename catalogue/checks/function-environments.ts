import { FUNCTION_ENVIRONMENT_BYTES } from "../../aws/limits";
import { isSecretName, looksLikeCredential } from "../credentials";
import type { Finding } from "../files/findings";
import { functionEnvironment } from "../function-environment";
import { requestLimitsByFunction } from "../resolve-applications";
import { writtenFunctions, type SoundFiles, type WrittenFunction } from "../sound-files";
import { formatNumber, insteadOf, quote } from "../wording";

/** Environment variables name what there is, hold no credentials, and fit. */
export function* functionEnvironments(files: SoundFiles): Iterable<Finding> {
  for (const written of writtenFunctions(files)) yield* variables(written);
  yield* tooLarge(files);
}

function* variables({ functions, definition, path }: WrittenFunction): Iterable<Finding> {
  const { file, value } = functions;
  for (const [name, written] of Object.entries(definition.environment)) {
    const at = [...path, "environment", name];
    if (typeof written === "string") {
      if (!isCredential(name, written)) continue;
      const wrong = "a credential in the clear would reach Terraform's state";
      yield file.finding("secret-in-environment", at, `${wrong}; write the name of a secret, which the function reads`);
    } else if ("table" in written) {
      yield* unknownId(written.table, "tables", "table");
    } else if ("topic" in written) {
      yield* unknownId(written.topic, "topics", "topic");
    } else if (definition.permissions.publishes === undefined) {
      const wrong = "the function gets the name of the central bus and has no permission to publish on it";
      yield file.finding("told-without-permission", at, `${wrong}; write permissions.publishes too, or leave it out`);
    }

    function* unknownId(id: string, kind: "tables" | "topics", key: string): Iterable<Finding> {
      const known = Object.keys(value[kind]);
      if (!known.includes(id)) {
        const instead = insteadOf(id, known, `it under ${kind} first`);
        yield file.finding("unknown-table-or-topic", [...at, key], `${kind} has no ${quote(id)}; write ${instead}`);
      } else if (!Object.hasOwn(definition.permissions[kind], id)) {
        const wrong = `the function gets the name of ${quote(id)} and has no permission to use it`;
        yield file.finding("told-without-permission", [...at, key], `${wrong}; write it under permissions.${kind} too`);
      }
    }
  }
}

/** A variable may well be called after a secret when it says where the secret is. */
function isCredential(name: string, value: string): boolean {
  const refers = /(_|^)(NAME|ARN|ID|PATH|KEY_NAME|PARAMETER|HEADER|SECONDS)$/.test(name);
  return looksLikeCredential(value) || (isSecretName(name) && !refers);
}

/**
 * Lambda measures names and values as one JSON text, which it repeats where it refuses them ("String measured: {...}"):
 * with quotes, and with the names and ARNs that are filled in.
 */
function* tooLarge(files: SoundFiles): Iterable<Finding> {
  const { hub } = files;
  if (hub === undefined) return;
  const requestLimits = requestLimitsByFunction(files);
  for (const { functions, functionId, definition, path } of writtenFunctions(files)) {
    const file = functions.id;
    const maximumRequestBytes = requestLimits.get(`${file}/${functionId}`);
    const { topics } = functions.value;
    const parts = { file, topics, environment: definition.environment, maximumRequestBytes };
    const bytes = Buffer.byteLength(JSON.stringify(functionEnvironment(hub.value, parts)));
    if (bytes <= FUNCTION_ENVIRONMENT_BYTES) continue;
    const wrong = `${formatNumber(bytes)} bytes as JSON, Lambda allows ${formatNumber(FUNCTION_ENVIRONMENT_BYTES)}`;
    yield functions.file.findingAtKey("environment-too-large", [...path, "environment"], `${wrong}; write less`);
  }
}
