import {
  findTemplateFaults,
  inputPathYields,
  parseInputPath,
  parseInputTemplate,
  RESERVED_PLACEHOLDERS,
  type InputTemplate,
  type Placeholder,
  type TemplateFault,
  type TemplateSyntax,
} from "#simulator/input";
import { finding, type Finding, type Place } from "../files/findings";
import type { RuleId } from "../finding-rules";
import { nearest, quote } from "../wording";
import { pathPrefix, type Path, type YamlFile } from "../files/yaml-file";

type Paths = Readonly<Record<string, string>>;

/**
 * A template and its paths fit one another, and what EventBridge makes of them is JSON or text. Of what PutTargets refuses
 * {@link findTemplateFaults} decides: where it finds a fault, there is an error here.
 *
 * @param path of the input, above `paths` and `template`.
 */
export function* templateFindings(file: YamlFile, path: Path, paths: Paths, source: string): Iterable<Finding> {
  const template = parseInputTemplate(source);
  const faults = findTemplateFaults(template, paths);
  const at = (offset: number): Place => file.atCharacter([...path, "template"], offset);
  const lead = pathPrefix([...path, "template"]);
  const seen = new Set<string>();
  const meant = new Set<string>();
  let hasError = false;
  for (const placeholder of template.placeholders) {
    const fault = faults.find((one) => one.kind !== "syntax" && one.placeholder === placeholder);
    const problem = placeholderProblem(placeholder, fault?.kind, template, paths);
    // One mistake in a name is one finding, however often the name is used.
    if (problem === undefined || seen.has(problem.message)) continue;
    seen.add(problem.message);
    meant.add(nearest(placeholder.name, Object.keys(paths)) ?? "");
    const found = finding(problem.rule, at(placeholder.offset), `${lead}${problem.message}`);
    hasError ||= found.severity === "error";
    yield found;
  }
  // The reason for an odd template is mostly an error in a placeholder, which was reported already.
  if (!template.syntax.ok && !hasError) {
    const { rule, message } = syntaxProblem(template.syntax);
    yield finding(rule, at(template.syntax.offset), `${lead}${message}`);
  }
  if (template.syntax.ok && source.trim() === "") {
    const message = "nothing but white space, of which EventBridge sends nothing; write what is to be sent";
    yield finding("template-blank", at(0), `${lead}${message}`);
  }
  const inTemplate = new Set(template.placeholders.map(({ name }) => name));
  for (const name of Object.keys(paths).filter((defined) => !inTemplate.has(defined) && !meant.has(defined))) {
    // Over a preset or another file, a misspelt name moves nothing, and what it was to move stays.
    const like = nearest(name, [...inTemplate]);
    const instead = like === undefined ? `write <${name}>` : `write ${like}, which the template has`;
    yield file.findingAtKey(
      "input-path-unused",
      [...path, "paths", name],
      `defined but not used; ${instead}, or leave it out`,
    );
  }
}

/** What is wrong, without its place. */
interface Problem {
  readonly rule: RuleId;
  readonly message: string;
}

function placeholderProblem(
  placeholder: Placeholder,
  fault: TemplateFault["kind"] | undefined,
  { syntax }: InputTemplate,
  paths: Paths,
): Problem | undefined {
  const { name, context } = placeholder;
  if (!placeholder.reserved && !Object.hasOwn(paths, name)) return undefinedName(placeholder, paths);
  if (fault === "key") {
    // "InputTemplate placeholder present as a JSON object key" (recorded)
    const message = `<${name}> is an object's key, which EventBridge does not fill; write the key itself`;
    return { rule: "placeholder-as-key", message };
  }
  if (fault === "event-json") {
    const message = `<${name}> stands in a template that is not JSON; write it as a value within {...}`;
    return { rule: "event-json-outside-json", message };
  }
  // What is filled in matters only where PutTargets takes the template.
  if (context === "bare" && syntax.ok) {
    const wrong = `<${name}> is not in quotes, in a template that is no JSON object`;
    const message = `${wrong}: ${BREAKS}, and a dead letter; write {...} around it, or "<${name}>"`;
    return { rule: "placeholder-without-quotes", message };
  }
  const yields = yieldOf(placeholder, paths);
  if (context !== "insideString" || (yields !== "object" && yields !== "list")) return undefined;
  const wrong = `<${name}> is ${yields === "list" ? "a list" : "an object"} inside quotes`;
  const instead = "write it without quotes, as a value of its own";
  const message = `${wrong}, which is no JSON, and every event becomes a dead letter; ${instead}`;
  return { rule: "placeholder-in-quotes", message };
}

const BREAKS = "a text, a list or an object there is no JSON";

/** Where nothing is defined, AWS takes such a placeholder, and sends it as it stands. */
function undefinedName({ name, context }: Placeholder, paths: Paths): Problem {
  const ours = Object.keys(paths);
  const meant = nearest(name, [...ours, ...RESERVED_PLACEHOLDERS]);
  if (name.startsWith("aws.events.")) {
    const instead = `write <${meant ?? RESERVED_PLACEHOLDERS.join(">, <")}>`;
    return { rule: "placeholder-reserved", message: `<${name}> is no variable of EventBridge; ${instead}` };
  }
  const instead = meant === undefined ? "write its path under paths" : `write <${meant}>`;
  if (ours.length === 0 && (context === "insideString" || context === "text")) {
    const message = `${quote(`<${name}>`)} is not defined, and is sent as it stands; ${instead}`;
    return { rule: "placeholder-sent-literally", message };
  }
  return { rule: "placeholder-undefined", message: `${quote(`<${name}>`)} is used but not defined; ${instead}` };
}

function yieldOf({ name, reserved }: Placeholder, paths: Paths) {
  if (reserved) return name === "aws.events.event" || name === "aws.events.event.json" ? "object" : "string";
  const parsed = parseInputPath(paths[name] ?? "");
  return parsed.ok ? inputPathYields(parsed.path) : "unknown";
}

function syntaxProblem({ problem, reason }: Extract<TemplateSyntax, { ok: false }>): Problem {
  if (problem === "not-json") {
    const message = `not JSON once it is filled: ${reason}; write JSON with <name> where a value belongs`;
    return { rule: "template-not-json", message };
  }
  if (problem === "not-escaped") {
    const message = `${reason}; write \\n or \\\\ there, or each line in quotes of its own`;
    return { rule: "template-not-escaped", message };
  }
  return { rule: "template-not-quoted", message: `${reason}; write "..." around the text, or a JSON object` };
}
