/** Event patterns: of tenants and functions, on the hub bus, and of forwards, on a bus of the source account. */
import { AWS_TEXTS, bytesProblem } from "../../aws/texts";
import { EVENT_PATTERN_CHARACTERS } from "../../aws/limits";
import type { Finding } from "../files/findings";
import type { EventPattern } from "../model";
import { Publishers } from "../publishers";
import { rulePattern } from "../resolve";
import { deliveries, writtenFunctions, type SoundFiles } from "../sound-files";
import { count, describeValue, formatNumber, nearest, quote } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";
import { unknownKeys } from "./pattern-keys";
import { suspectLiterals } from "./pattern-literals";
import { patternRefusal } from "./pattern-refusal";

/** A pattern, where it is written, and whom it can expect events from. */
interface PatternSite {
  readonly file: YamlFile;
  readonly path: Path;
  readonly pattern: EventPattern;
  /** Undefined while nobody can say who publishes what. */
  readonly publishers: Publishers | undefined;
  /** Who does not publish what is asked for: the subject of a sentence. */
  readonly nobody: string;
}

/** What a tenant asks for exists, and its rule fits AWS's limit once the hub has added the accounts. */
export function* tenantPatterns(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, event, path } of deliveries(files)) {
    yield* hubBusPattern(files, tenant.file, [...path, "eventPattern"], event.eventPattern);
  }
}

/** The same of what functions are run for. */
export function* consumerPatterns(files: SoundFiles): Iterable<Finding> {
  for (const { functions, definition, path } of writtenFunctions(files)) {
    for (const [id, { eventPattern }] of Object.entries(definition.consumes)) {
      yield* hubBusPattern(files, functions.file, [...path, "consumes", id, "eventPattern"], eventPattern);
    }
  }
}

function* hubBusPattern(
  { publishers }: SoundFiles,
  file: YamlFile,
  path: Path,
  asked: EventPattern,
): Iterable<Finding> {
  const site = { file, path, pattern: asked, publishers, nobody: "no account publishes" };
  const problems = [...accountInPattern(site, asked, path), ...pattern(site)];
  yield* problems;
  if (!problems.some(isError) && publishers) yield* tooLong(site, rulePattern(asked, publishers));
}

/** What an account forwards it may also publish; the hub bus would refuse the rest, and only a queue would know. */
export function* forwardPatterns({ sources }: SoundFiles): Iterable<Finding> {
  for (const { value, file } of sources) {
    const publishers = new Publishers([value]);
    for (const [id, { eventPattern }] of Object.entries(value.forwards)) {
      const path = ["forwards", id, "eventPattern"];
      const site = { file, path, pattern: eventPattern, publishers, nobody: "publishes does not list" };
      const problems = [...pattern(site)];
      yield* problems;
      if (!problems.some(isError)) yield* tooLong(site, eventPattern);
    }
  }
}

function isError({ severity }: Finding): boolean {
  return severity === "error";
}

function* pattern(site: PatternSite): Iterable<Finding> {
  const slips = [...unknownKeys(site.file, site.path, site.pattern), ...bareValues(site.file, site.pattern, site.path)];
  yield* slips;
  if (slips.length > 0) return;
  const refused = patternRefusal(site.pattern);
  if (refused !== undefined) {
    const message = `${refused.wrong}; write ${refused.instead}`;
    const at = [...site.path, ...refused.problem.path];
    const isName = refused.problem.kind === "unknown-operator";
    yield isName
      ? site.file.findingAtKey("pattern-invalid", at, message)
      : site.file.finding("pattern-invalid", at, message);
  } else if (site.pattern["source"] === undefined) {
    const example = site.publishers?.sources[0] ?? "com.acme.shop";
    const instead = `write source: [${example}], or the sources that are meant`;
    yield site.file.finding(
      "pattern-without-source",
      site.path,
      `a pattern without source would take events of whoever joins later; ${instead}`,
    );
  } else {
    const absent = [...unpublished(site)];
    yield* absent;
    // What nobody publishes has been said to be so, whatever it looks like.
    if (absent.length === 0) yield* suspectLiterals(site.file, site.path, site.pattern);
  }
}

/** The commonest slip, `source: com.acme.shop`, gets a better word than event-ruler's, and its own place. */
function* bareValues(file: YamlFile, value: unknown, path: Path): Iterable<Finding> {
  if (Array.isArray(value)) {
    // Of `$or`, a list of patterns.
    if (path.at(-1) === "$or") {
      for (const [index, item] of value.entries()) yield* bareValues(file, item, [...path, index]);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* bareValues(file, inner, [...path, key]);
  } else {
    const instead = value === null ? "[null]" : `[${typeof value === "string" ? value : JSON.stringify(value)}]`;
    yield file.finding(
      "pattern-value-not-listed",
      path,
      `found ${describeValue(value)}, and a pattern matches lists; write ${instead}`,
    );
  }
}

/** The hub knows who publishes; a tenant's list of accounts would go stale, and meet the hub's in one rule. */
function* accountInPattern(site: PatternSite, asked: EventPattern, path: Path): Iterable<Finding> {
  if (asked["account"] !== undefined) {
    const message = "the hub adds the accounts that may publish the sources; leave account out";
    yield site.file.findingAtKey("pattern-names-account", [...path, "account"], message);
  }
  const alternatives: unknown = asked["$or"];
  if (!Array.isArray(alternatives)) return;
  for (const [index, alternative] of alternatives.entries()) {
    if (typeof alternative === "object" && alternative !== null) {
      yield* accountInPattern(site, alternative as EventPattern, [...path, "$or", index]);
    }
  }
}

function* unpublished(site: PatternSite): Iterable<Finding> {
  const { publishers, pattern: asked, path } = site;
  if (!publishers) return;
  const { source, "detail-type": type } = asked;
  const absent = [...absentValues(site, source, [...path, "source"], publishers.sources)];
  yield* absent;
  const types = type === undefined || absent.length > 0 ? undefined : publishers.detailTypesFor(source);
  if (types) yield* absentValues(site, type, [...path, "detail-type"], types);
}

/** What of a pattern's list fits none of the values that occur. */
function* absentValues(site: PatternSite, asked: unknown, path: Path, known: readonly string[]): Iterable<Finding> {
  const field = path.at(-1) === "source" ? "source" : "detail-type";
  const matchers: readonly unknown[] = Array.isArray(asked) ? asked : [asked];
  for (const [index, matcher] of matchers.entries()) {
    if (site.publishers?.acceptsSome(field, Array.isArray(asked) ? [matcher] : matcher, known)) continue;
    const what = typeof matcher === "string" ? `the ${field} ${quote(matcher)}` : `a ${field} that this matches`;
    const meant = typeof matcher === "string" ? nearest(matcher, known) : undefined;
    yield site.file.finding(
      "pattern-never-matches",
      [...path, index],
      `${site.nobody} ${what}; write ${meant ?? offer(known, field)}`,
    );
  }
}

const OFFERED = 5;

function offer(known: readonly string[], field: string): string {
  if (known.length === 0) return `a file in sources/ for the account that does`;
  if (known.length > OFFERED) return `one of the ${count(known.length, field)} in sources/*.yaml`;
  return known.length === 1 ? (known[0] ?? "") : `one of ${known.join(", ")}`;
}

function* tooLong(site: PatternSite, emitted: EventPattern): Iterable<Finding> {
  const text = JSON.stringify(emitted);
  const { length } = text;
  if (length <= EVENT_PATTERN_CHARACTERS) {
    const wrong = bytesProblem(text, AWS_TEXTS["events.EventPattern"]);
    if (wrong !== undefined) yield site.file.finding("pattern-too-long", site.path, `the pattern has ${wrong}`);
    return;
  }
  const added = emitted === site.pattern ? "" : " with the accounts that the hub adds";
  const wrong = `the pattern has ${formatNumber(length)} characters${added}, AWS allows ${formatNumber(EVENT_PATTERN_CHARACTERS)}`;
  yield site.file.finding("pattern-too-long", site.path, `${wrong}; write fewer values, or a prefix`);
}
