/** Places within the values of a resource, on both sides at once and with Terraform's marks. */
import { isDeepStrictEqual } from "node:util";
import { isEmpty, visibleText } from "./redaction/visible-text";

type Path = readonly (string | number)[];

/** One place in both sides, with Terraform's marks. */
export interface Place {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: readonly [before: unknown, after: unknown];
}

/** Members of both sides: of an object by name, of a list by what its items are called, or else by their place. */
export function membersOf({ path, before, after, unknown, sensitive }: Place): Place[] {
  const [keysBefore, keysAfter] = [keysOf(before, sensitive[0]), keysOf(after, sensitive[1])];
  const isObject = isValues(before) || isValues(after) || isValues(unknown);
  const names = new Set([
    ...keysBefore.keys(),
    ...keysAfter.keys(),
    ...(isObject && isValues(unknown) ? Object.keys(unknown) : []),
  ]);
  return [...names].map((name) => {
    const [at, now] = [keysBefore.get(name) ?? name, keysAfter.get(name) ?? name];
    return {
      path: [...path, name],
      before: memberOf(before, at),
      after: memberOf(after, now),
      unknown: unknown === true ? true : memberOf(unknown, now),
      sensitive: [markOf(sensitive[0], at, before), markOf(sensitive[1], now, after)],
    };
  });
}

/** Attributes by which items of a list are told apart. */
const NAMES_OF_ITEMS = ["key", "name", "sid"];

/** What a member is called on both sides, and where it is on this one. A name that Terraform marks is none. */
function keysOf(value: unknown, mark: unknown): Map<string | number, string | number> {
  if (!isList(value)) return new Map(isValues(value) ? Object.keys(value).map((key) => [key, key]) : []);
  const by = NAMES_OF_ITEMS.find((name) => {
    const called = value.map((item) => memberOf(item, name));
    const isSecret = value.some((item, at) => isTrue(markOf(markOf(mark, at, value), name, item)));
    return (
      !isSecret && called.every((one) => typeof one === "string" && one !== "") && new Set(called).size === value.length
    );
  });
  return new Map(value.map((item, at) => [by === undefined ? at : String(memberOf(item, by)), at]));
}

/** Anything but nothing: a mark may have a shape that nobody expects. */
function isTrue(mark: unknown): boolean {
  return mark !== undefined && mark !== null && mark !== false;
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[key];
}

/** A mark that has not the shape of its value marks all of it. */
function markOf(mark: unknown, key: string | number, value: unknown): unknown {
  if (mark === true || mark === false || mark === undefined || mark === null) return mark === true;
  if (isList(mark) !== isList(value) || (isList(mark) && typeof key === "number" && key >= mark.length))
    return value !== undefined && value !== null;
  return memberOf(mark, key);
}

/** Whether Terraform marks what is there as sensitive, on either side. */
export function isMarked({ before, after, sensitive }: Place): boolean {
  return [before, after].some((value, side) => {
    const mark = sensitive[side];
    if (mark === undefined || mark === null || mark === false) return false;
    if (typeof mark !== "object") return true;
    // A mark of another shape than its value: rather too much is hidden.
    return Object.keys(mark).length > 0 && (!isContainer(value) || isList(value) !== isList(mark));
  });
}

/** Whether anything within is marked: in a list of texts, each has a mark of its own. */
export function hasMark({ sensitive }: Place): boolean {
  return sensitive.some(hasTrue);
}

/** Whether the sides differ, or will: nothing is nothing, however it is written. */
export function differs({ before, after, unknown }: Place): boolean {
  return hasTrue(unknown) || (!isDeepStrictEqual(before, after) && !(isEmpty(before) && isEmpty(after)));
}

function hasTrue(mark: unknown): boolean {
  return isContainer(mark) ? Object.values(mark).some(hasTrue) : isTrue(mark);
}

/** `retry_policy.maximum_retry_attempts`: a block that there is one of needs no number. */
export function pathText(path: Path): string {
  return path
    .filter((segment) => segment !== 0)
    .map((segment) => (typeof segment === "number" ? `#${segment + 1}` : visibleText(segment)))
    .join(".");
}

/** Whether a value is neither a list nor an object. */
export function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** Whether a value is a list or an object. */
export function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Whether a value is a list. */
export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** Whether a value is an object. */
export function isValues(value: unknown): value is Readonly<Record<string, unknown>> {
  return isContainer(value) && !Array.isArray(value);
}
