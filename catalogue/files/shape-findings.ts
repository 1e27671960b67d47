/**
 * From zod's issues to sentences: `<path>: <what is wrong>; <what to write instead>`. The schema says what is expected,
 * the file says what was found.
 */
import { z } from "zod";
import { adviceIn, advise, write } from "../language/advice";
import { finding, type Finding } from "./findings";
import { all, describeValue, either, nearest, quote } from "../wording";
import { pathPrefix, type Path, type StrayName, type YamlFile } from "./yaml-file";

type Issue = z.core.$ZodIssue;

/** A value of the schema's type, or what is wrong with the file's. */
export type Shaped<T> = { readonly value: T } | { readonly findings: readonly Finding[] };

/** Checks a file, or what stands at a path in it, against a schema and fills in defaults. */
export function shape<S extends z.ZodType>(file: YamlFile, schema: S, at: Path = []): Shaped<z.output<S>> {
  const result = schema.safeParse(valueAt(file.value, at), { error: expectation });
  if (result.success) return { value: result.data };
  const issues = result.error.issues.flatMap((issue) => deepest({ ...issue, path: [...at, ...issue.path] }));
  const misnamed = new Set(issues.flatMap(suggestedPaths));
  const strays = new Set<string>();
  const findings = issues
    .filter((issue) => !misnamed.has(pathKey(issue.path)) || valueAt(file.value, issue.path) !== undefined)
    .flatMap((issue) => {
      const stray = file.strayName(issue.path);
      if (stray === undefined) return explain(file, issue);
      const place = pathKey(stray.path);
      // What a misspelt name lacks is said once, by its name.
      if (strays.has(place)) return [];
      strays.add(place);
      return [strayFinding(file, stray)];
    });
  return { findings };
}

/** What is said of a name that is nearly one of a file below, and lacks what it needs. */
export function strayFinding(file: YamlFile, { path, meant, shown }: StrayName): Finding {
  const [name] = path.slice(-1);
  const message = `${quote(String(name))} lacks what it needs; write ${quote(meant)}, which ${shown} has, or all of it`;
  return finding("stray-name", file.atKey(path), `${pathPrefix(path.slice(0, -1))}${message}`);
}

/** What a schema without a sentence of its own expects. */
const expectation: z.core.$ZodErrorMap = (issue) => {
  const definition: unknown = issue.inst?._zod.def;
  if (issue.code === "unrecognized_keys") {
    return advise({ kind: "keys", allowed: allowedKeys(definition), expected: keysExpectedOf(issue.inst) });
  }
  if (issue.code === "invalid_value") return write(either(issue.values.map(String)));
  if (issue.code === "invalid_union") return write("text, a number, true, false, null, a list or a mapping");
  if (issue.code !== "invalid_type") return write("another value");
  if (issue.inst instanceof z.ZodDiscriminatedUnion) return write("a mapping with the key type");
  if (issue.expected === "object") return write(`a mapping of ${all(allowedKeys(definition))}`);
  if (issue.expected === "record") return write("a mapping");
  if (issue.expected === "array") return write("a list");
  return write(issue.expected === "string" ? "text" : `a ${issue.expected}`);
};

/** What a schema says of keys that it does not have, and that people look for in it. */
function keysExpectedOf(schema: unknown): Readonly<Record<string, string>> {
  return schema instanceof z.ZodType
    ? (z.record(z.string(), z.string()).safeParse(schema.meta()?.["elsewhere"]).data ?? {})
    : {};
}

/** The keys of an object schema, in the order of its declaration. */
function allowedKeys(definition: unknown): string[] {
  if (typeof definition !== "object" || definition === null || !("shape" in definition)) return [];
  return Object.keys(definition.shape as object);
}

/** Inside a union, the alternative that was meant: the one whose kind of value fits. */
function deepest(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const fitting = issue.errors.filter((alternative) => !alternative.some(isOfAnotherKind));
  const [meant] = fitting;
  if (fitting.length !== 1 || meant === undefined) return [issue];
  return meant.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function isOfAnotherKind(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

/** Where a misspelt key should have been: it is not reported as missing once more. */
function suggestedPaths(issue: Issue): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const { allowed, expected } = keysAllowed(issue.message);
  return issue.keys.flatMap((key) => {
    const meant = Object.hasOwn(expected, key) ? undefined : nearest(key, allowed);
    return meant === undefined ? [] : [pathKey([...issue.path, meant])];
  });
}

function explain(file: YamlFile, issue: Issue): Finding[] {
  if (issue.code === "unrecognized_keys") {
    const { allowed, expected } = keysAllowed(issue.message);
    return issue.keys.map((key) => {
      const instead = Object.hasOwn(expected, key) ? expected[key] : keyInstead(key, allowed);
      const message = `${pathPrefix(issue.path)}unknown key ${quote(key)}; ${instead}`;
      return finding("unknown-key", file.atKey([...issue.path, key]), message);
    });
  }
  if (issue.code === "invalid_key") {
    const wrong = `the name ${quote(String(issue.path.at(-1)))} does not fit`;
    const [inner] = issue.issues;
    const instead = inner === undefined ? "another name" : valueToWrite(inner.message);
    const message = `${pathPrefix(issue.path.slice(0, -1))}${wrong}; write ${instead}`;
    return [finding("wrong-name", file.atKey(issue.path), message)];
  }
  return [mismatch(file, issue)];
}

function keyInstead(key: string, allowed: readonly string[]): string {
  const meant = nearest(key, allowed);
  if (meant !== undefined) return `write "${meant}"`;
  return allowed.length === 1 ? "leave it out" : `leave it out, or write one of ${allowed.join(", ")}`;
}

/** `found the number 3; write ...`, unless the schema has a sentence of its own for the case. */
function mismatch(file: YamlFile, issue: Issue): Finding {
  const advice = adviceIn(issue.message);
  if (advice.kind === "sentence") {
    return file.finding(advice.rule, issue.path, `${advice.wrong}; ${advice.instead}`);
  }
  const value = valueAt(file.value, issue.path);
  const words = choices(issue);
  const instead = words.length === 0 ? valueToWrite(issue.message) : choice(value, words);
  if (value === undefined) return file.finding("missing-value", issue.path, `missing; write ${instead}`);
  if (advice.kind === "value" && advice.isHidden && typeof value === "string") {
    const wrong = "found a text that is no such name, and is not shown in case it is a secret";
    return file.finding("wrong-value", issue.path, `${wrong}; write ${instead}`);
  }
  const rule = words.length === 0 ? "wrong-value" : "unknown-choice";
  return file.finding(rule, issue.path, `found ${describeValue(value)}; write ${instead}`);
}

/** The words behind "write". */
function valueToWrite(message: string): string {
  const advice = adviceIn(message);
  return advice.kind === "value" ? advice.write : "another value";
}

/** The keys that a mapping with an unknown one may have, and where some others belong. */
function keysAllowed(
  message: string,
): Pick<Extract<ReturnType<typeof adviceIn>, { kind: "keys" }>, "allowed" | "expected"> {
  const advice = adviceIn(message);
  return advice.kind === "keys" ? advice : { allowed: [], expected: {} };
}

/** Which of a few words to write instead of a value. */
function choice(value: unknown, words: readonly string[]): string {
  const meant = typeof value === "string" ? nearest(value, words) : undefined;
  return meant === undefined ? either(words) : `${meant} (the choices are ${words.join(", ")})`;
}

/** What an enum or a discriminator may be. */
function choices(issue: Issue): string[] {
  if (issue.code === "invalid_value") return issue.values.map(String);
  return issue.code === "invalid_union" && "options" in issue ? (issue.options ?? []).map(String) : [];
}

function pathKey(path: Path): string {
  return JSON.stringify(path);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === "object" && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}
