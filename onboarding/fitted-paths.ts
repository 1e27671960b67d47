/** The paths of a preset's input, moved to where one's own event has the values. */
import { isMapping } from "../catalogue/files/merge";
import { nearest } from "../catalogue/wording";
import type { SampleEvent } from "./sample-event";

/** Paths by the names that the template uses, and the names for which the event has nothing alike. */
export interface FittedPaths {
  /** Those that lead into `detail`; the others are any event's. */
  readonly paths: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
}

/**
 * For each path of a preset, the path in one's own event: the same where the event has it, else a field of the same name
 * elsewhere, or of nearly the same name; else the preset's, for people to mend.
 *
 * @param paths `paths` of the preset's input: name to JSON path; anything else has none.
 */
export function fittedPaths(paths: unknown, { detail }: Pick<SampleEvent, "detail">): FittedPaths {
  return fittedTo([...pathsIn(detail, "$.detail")], paths);
}

/** A path of an event. */
interface KnownPath {
  readonly path: string;
  /** A mapping or a list, which fits where JSON is wanted, and in no address or header. */
  readonly isComposed: boolean;
}

function fittedTo(known: readonly KnownPath[], paths: unknown): FittedPaths {
  const wanted = isMapping(paths) ? Object.entries(paths) : [];
  const fitted: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, path] of wanted) {
    if (typeof path !== "string" || !path.startsWith("$.detail.")) continue;
    const found = known.some((each) => each.path === path) ? path : alike(name, path, known);
    if (found === undefined) missing.push(name);
    fitted[name] = found ?? path;
  }
  return { paths: fitted, missing };
}

/** HTTP parameters, as far as a preset or a document fills them from the event. */
interface Parameters {
  readonly pathParameterValues?: readonly string[] | undefined;
  readonly headerParameters?: Readonly<Record<string, string>> | undefined;
  readonly queryStringParameters?: Readonly<Record<string, string>> | undefined;
}

/** Parameters whose paths are moved to where one's own event has the values, and those for which it has nothing. */
export interface FittedParameters {
  /** Those of which some path moved; undefined where none did. */
  readonly parameters: Parameters | undefined;
  readonly missing: readonly string[];
}

/** As {@link fittedPaths}, of HTTP parameters. A value of the path goes by the last step of its path. */
export function fittedParameters(written: Parameters, sample: Pick<SampleEvent, "detail">): FittedParameters {
  const { pathParameterValues = [], headerParameters = {}, queryStringParameters = {} } = written;
  const named = Object.fromEntries(pathParameterValues.map((value) => [lastStep(value), value]));
  const texts = [...pathsIn(sample.detail, "$.detail")].filter(({ isComposed }) => !isComposed);
  const fits = [named, headerParameters, queryStringParameters].map((paths) => fittedTo(texts, paths));
  const [ofPath, ofHeaders, ofQuery] = fits.map(({ paths }) => paths);
  const moved = (before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(Object.entries(after).filter(([name, value]) => before[name] !== value));
  const headers = moved(headerParameters, ofHeaders);
  const query = moved(queryStringParameters, ofQuery);
  const parameters = {
    // A list replaces: it is written whole.
    ...(Object.keys(moved(named, ofPath)).length === 0
      ? {}
      : { pathParameterValues: pathParameterValues.map((value) => ofPath?.[lastStep(value)] ?? value) }),
    ...(Object.keys(headers).length === 0 ? {} : { headerParameters: headers }),
    ...(Object.keys(query).length === 0 ? {} : { queryStringParameters: query }),
  };
  return {
    parameters: Object.keys(parameters).length === 0 ? undefined : parameters,
    missing: fits.flatMap(({ missing }) => missing),
  };
}

/**
 * A field of the name that the template or the preset's path has, where `customerId` is also the `id` of `customer`; upper
 * and lower case, `_` and `-` aside. What is no mapping and no list comes first.
 */
function alike(name: string, path: string, known: readonly KnownPath[]): string | undefined {
  const words = [name, lastStep(path)].map(plain);
  const single = known.filter(({ isComposed }) => !isComposed);
  const same = (among: readonly KnownPath[], steps: number) =>
    among.find((each) => words.includes(plain(lastSteps(each.path, steps))))?.path;
  const found = same(single, 1) ?? same(single, 2) ?? same(known, 1);
  if (found !== undefined) return found;
  const close = nearest(
    plain(name),
    single.map((each) => plain(lastStep(each.path))),
  );
  return close === undefined ? undefined : single.find((each) => plain(lastStep(each.path)) === close)?.path;
}

function lastStep(path: string): string {
  return lastSteps(path, 1);
}

function lastSteps(path: string, count: number): string {
  return path.split(".").slice(-count).join(".");
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Every path of an event's detail, mappings before what they hold. Lists are whole: a template takes them so. */
function* pathsIn(value: Readonly<Record<string, unknown>>, at: string): Iterable<KnownPath> {
  for (const [key, inner] of Object.entries(value)) {
    // Other keys need brackets, which EventBridge's paths take in a form of their own.
    if (!/^\w+$/.test(key)) continue;
    yield { path: `${at}.${key}`, isComposed: typeof inner === "object" && inner !== null };
    if (isMapping(inner)) yield* pathsIn(inner, `${at}.${key}`);
  }
}
