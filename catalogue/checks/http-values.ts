/**
 * Values that PutTargets refuses by the patterns of API_HttpParameters. It was recorded to take more than its pattern
 * of a header's value says, namely empty values and line breaks; what it was recorded to take is no error here.
 */
import { HTTP_PARAMETER_CHARACTERS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { Path, YamlFile } from "../files/yaml-file";
import { deliveries, type SoundFiles } from "../sound-files";
import { count } from "../wording";

/** Path parameters, headers and query parameters of events. */
export function* httpValues(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, event, path } of deliveries(files)) {
    const { pathParameterValues, headerParameters, queryStringParameters } = event.httpParameters ?? {};
    const at = [...path, "httpParameters"];
    yield* values(tenant.file, [...at, "pathParameterValues"], pathParameterValues ?? [], pathValue);
    yield* values(tenant.file, [...at, "headerParameters"], headerParameters ?? {}, headerValue);
    yield* values(tenant.file, [...at, "queryStringParameters"], queryStringParameters ?? {}, queryValue);
    yield* queryNames(tenant.file, [...at, "queryStringParameters"], Object.keys(queryStringParameters ?? {}));
    for (const [name, value] of Object.entries(headerParameters ?? {})) {
      if (!/[\r\n]/.test(value)) continue;
      const message = "a line break in a header, which HTTP does not allow; write one line";
      yield tenant.file.finding("header-of-several-lines", [...at, "headerParameters", name], message);
    }
  }
}

function* values(
  file: YamlFile,
  path: Path,
  written: readonly string[] | Readonly<Record<string, string>>,
  problemOf: (value: string) => string | undefined,
): Iterable<Finding> {
  for (const [key, value] of Object.entries(written)) {
    const problem = problemOf(value);
    if (problem === undefined) continue;
    yield file.finding(
      "http-value-refused",
      [...path, Array.isArray(written) ? Number(key) : key],
      `PutTargets refuses ${problem}`,
    );
  }
}

/** Of a query parameter's name the pattern leaves out control characters. */
function* queryNames(file: YamlFile, path: Path, names: readonly string[]): Iterable<Finding> {
  for (const name of names) {
    const problem = controlCharacter(name) ?? (name === "" ? "an empty name; write one" : tooLong(name));
    if (problem !== undefined)
      yield file.findingAtKey("http-value-refused", [...path, name], `PutTargets refuses ${problem}`);
  }
}

function pathValue(value: string): string | undefined {
  return value.trim() === "" ? "an empty value; write text, or a path such as $.detail.orderId" : undefined;
}

function headerValue(value: string): string | undefined {
  const other = /[^\x20-\x7e\t\r\n]/u.exec(value)?.[0];
  if (other === undefined) return tooLong(value);
  return `${JSON.stringify(other)} in the value of a header; write ASCII, or send it in the body`;
}

function queryValue(value: string): string | undefined {
  if (value === "") return "an empty value; leave the parameter out, or write its value";
  return controlCharacter(value, "\r\n") ?? tooLong(value);
}

function controlCharacter(text: string, allowed = ""): string | undefined {
  const refused = Array.from(text).some((each) => (each < " " || each === "\x7f") && !allowed.includes(each));
  return refused ? "a control character here; write the text without it" : undefined;
}

function tooLong(text: string): string | undefined {
  if (text.length <= HTTP_PARAMETER_CHARACTERS) return undefined;
  return `${count(text.length, "character")} here, and takes ${HTTP_PARAMETER_CHARACTERS}; write fewer`;
}
