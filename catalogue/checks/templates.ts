import {
  inputPathYields,
  parseInputPath,
  parseInputTemplate,
  RESERVED_PLACEHOLDERS,
  type InputTemplate,
  type Placeholder,
} from "#simulator/input";
import { error, type Finding, type Place } from "../files/findings";
import { nearest, quote } from "../wording";
import { pathPrefix, type Path, type YamlFile } from "../files/yaml-file";

type Paths = Readonly<Record<string, string>>;

/**
 * A template and its paths fit one another, and what EventBridge makes of them is JSON or text.
 *
 * @param path of the input, above `paths` and `template`.
 */
export function* templateFindings(file: YamlFile, path: Path, paths: Paths, source: string): Iterable<Finding> {
  const template = parseInputTemplate(source);
  const at = (offset: number): Place => file.atCharacter([...path, "template"], offset);
  const lead = pathPrefix([...path, "template"]);
  const seen = new Set<string>();
  const meant = new Set<string>();
  for (const placeholder of template.placeholders) {
    const problem = placeholderProblem(placeholder, template, paths);
    // One mistake in a name is one finding, however often the name is used.
    if (problem === undefined || seen.has(problem)) continue;
    seen.add(problem);
    meant.add(nearest(placeholder.name, Object.keys(paths)) ?? "");
    yield error(at(placeholder.offset), `${lead}${problem}`);
  }
  // The reason for an odd template is mostly a placeholder that was reported already.
  if (!template.syntax.ok && seen.size === 0) {
    yield error(at(template.syntax.offset), `${lead}${syntaxProblem(template, template.syntax.reason)}`);
  } else if (template.kind === "otherJson") {
    const wrong = "neither a JSON object nor text in quotes, and AWS does not say what it makes of it";
    yield file.warning([...path, "template"], `${wrong}; write {...} or "..."`);
  }
  const used = new Set([...template.placeholders.map(({ name }) => name), ...meant]);
  for (const name of Object.keys(paths).filter((defined) => !used.has(defined))) {
    yield file.warningAtKey([...path, "paths", name], `defined but not used; write <${name}>, or leave it out`);
  }
}

function placeholderProblem(placeholder: Placeholder, template: InputTemplate, paths: Paths): string | undefined {
  const { name, context } = placeholder;
  if (!placeholder.reserved && !Object.hasOwn(paths, name)) return undefinedName(name, paths);
  if (context === "objectKey") {
    return `<${name}> is an object's key, which EventBridge does not fill; write the key itself`;
  }
  if (name === "aws.events.event.json" && template.kind !== "json") {
    return `<${name}> stands in a template that is not JSON; write it as a value within {...}`;
  }
  const yields = yieldOf(placeholder, paths);
  if (context !== "insideString" || (yields !== "object" && yields !== "list")) return undefined;
  const wrong = `<${name}> is ${yields === "list" ? "a list" : "an object"} inside quotes`;
  return `${wrong}, and EventBridge drops such events without a word; write it without quotes, as a value of its own`;
}

function undefinedName(name: string, paths: Paths): string {
  const ours = Object.keys(paths);
  const meant = nearest(name, [...ours, ...RESERVED_PLACEHOLDERS]);
  if (name.startsWith("aws.events.")) {
    return `<${name}> is no variable of EventBridge; write <${meant ?? RESERVED_PLACEHOLDERS.join(">, <")}>`;
  }
  const instead = meant === undefined ? "write its path under paths" : `write <${meant}>`;
  return `${quote(`<${name}>`)} is used but not defined; ${instead}`;
}

function yieldOf({ name, reserved }: Placeholder, paths: Paths) {
  if (reserved) return name === "aws.events.event" || name === "aws.events.event.json" ? "object" : "string";
  const parsed = parseInputPath(paths[name] ?? "");
  return parsed.ok ? inputPathYields(parsed.path) : "unknown";
}

function syntaxProblem({ kind }: InputTemplate, reason: string): string {
  if (kind === "text") return `${reason}; write "..." around the text, or a JSON object`;
  return `not JSON once it is filled: ${reason}; write JSON with <name> where a value belongs`;
}
