import { AWS_TEXTS, bytesProblem } from "../../aws/texts";
import { EVENT_FIELDS } from "../../aws/event-fields";
import { INPUT_PATH_CHARACTERS, INPUT_PATHS, INPUT_TEMPLATE_CHARACTERS } from "../../aws/limits";
import { inputPathYields, isReservedPlaceholder, parseInputPath } from "#simulator/input";
import type { Finding } from "../files/findings";
import type { Input } from "../model";
import { deliveries, type SoundFiles } from "../sound-files";
import { count, formatNumber, nearest, quote } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";
import { inputPathProblem } from "./input-path-problem";
import { templateFindings } from "./templates";

/** What is sent: paths that EventBridge can follow, templates that it can fill, all within its lengths. */
export function* inputs(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, event, path } of deliveries(files)) {
    yield* inputFindings(tenant.file, [...path, "input"], event.input);
  }
}

function* inputFindings(file: YamlFile, path: Path, input: Input): Iterable<Finding> {
  switch (input.type) {
    case "event":
      return;
    case "path":
      yield* inputPath(file, [...path, "path"], input.path);
      return;
    case "constant":
      yield* tooLong(file, [...path, "constant"], JSON.stringify(input.constant), "a constant");
      return;
    case "transformer":
      yield* inputPaths(file, [...path, "paths"], input.paths ?? {});
      yield* tooLong(file, [...path, "template"], input.template, "a template");
      yield* templateFindings(file, path, input.paths ?? {}, input.template);
  }
}

function* tooLong(file: YamlFile, path: Path, text: string, what: string): Iterable<Finding> {
  if (text.length <= INPUT_TEMPLATE_CHARACTERS) {
    const wrong = bytesProblem(text, AWS_TEXTS["events.TargetInput"]);
    if (wrong !== undefined) yield file.finding("input-too-long", path, `${what} of ${wrong}`);
    return;
  }
  const wrong = `${formatNumber(text.length)} characters, AWS allows ${formatNumber(INPUT_TEMPLATE_CHARACTERS)}`;
  yield file.finding("input-too-long", path, `${what} of ${wrong}; write a shorter one`);
}

function* inputPaths(file: YamlFile, path: Path, paths: Readonly<Record<string, string>>): Iterable<Finding> {
  const names = Object.keys(paths);
  if (names.length > INPUT_PATHS) {
    const wrong = `${count(names.length, "path")}, AWS allows ${INPUT_PATHS}`;
    yield file.finding(
      "too-many-input-paths",
      path,
      `${wrong}; write <aws.events.event.json> where the whole event is wanted`,
    );
  }
  for (const [name, source] of Object.entries(paths)) {
    const problem = nameProblem(name);
    if (problem !== undefined) yield file.findingAtKey("input-path-name", [...path, name], problem);
    yield* inputPath(file, [...path, name], source);
  }
}

/** API_InputTransformer, InputPathsMap: what a name may be. */
function nameProblem(name: string): string | undefined {
  if (isReservedPlaceholder(name)) return "EventBridge fills this name by itself; leave it out of paths";
  if (/^aws\./i.test(name)) return `the name ${quote(name)} starts with AWS., which is reserved; write another name`;
  if (/^[A-Za-z0-9_-]{1,256}$/.test(name)) return undefined;
  return `the name ${quote(name)} does not fit; write letters, digits, _ and -`;
}

/** A path has to be of EventBridge's subset of JSON path, and of an event's shape. */
function* inputPath(file: YamlFile, path: Path, source: string): Iterable<Finding> {
  if (source.length > INPUT_PATH_CHARACTERS) {
    const wrong = `a path of ${count(source.length, "character")}, AWS allows ${INPUT_PATH_CHARACTERS}`;
    yield file.finding("input-path-too-long", path, `${wrong}; write a shorter one`);
  }
  const parsed = parseInputPath(source);
  if (!parsed.ok) {
    yield file.finding("input-path-invalid", path, inputPathProblem(source, parsed));
    return;
  }
  const [first] = parsed.path.steps;
  if (first?.kind === "field" && !EVENT_FIELDS.includes(first.name)) {
    const meant = nearest(first.name, EVENT_FIELDS);
    const instead = meant === undefined ? `$.detail.${first.name}` : `$.${meant}`;
    yield file.finding(
      "input-path-outside-detail",
      path,
      `an event has no field ${quote(first.name)} at the top; write ${instead}`,
    );
  } else if (inputPathYields(parsed.path) === "nothing") {
    yield file.finding(
      "input-path-finds-nothing",
      path,
      `no event holds anything at ${source}; write a path such as $.detail.orderId`,
    );
  }
}
