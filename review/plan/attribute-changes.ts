/** What differs between the values of a resource, redacted: the only way from a plan's values into a report. */
import { isDeepStrictEqual } from "node:util";
import { lineDifference, type DifferenceLine } from "./line-difference";
import type { RawResourceChange } from "./plan-json";
import { showingOf, type Showing } from "./redaction/attributes";
import { HIDDEN_TEXT, namesCredential } from "./redaction/credential-shapes";
import { patternLines, templateLines } from "./redaction/template-lines";
import { isEmpty, visibleJson, visibleText } from "./redaction/visible-text";
import { statementChanges, type StatementChange } from "./statements";

/** One attribute that differs. */
export type AttributeChange =
  | { readonly kind: "value"; readonly path: string; readonly before: unknown; readonly after: unknown }
  /** Lists that are sets: what is only on one side. */
  | {
      readonly kind: "items";
      readonly path: string;
      readonly removed: readonly unknown[];
      readonly added: readonly unknown[];
    }
  | { readonly kind: "statements"; readonly path: string; readonly statements: readonly StatementChange[] }
  | { readonly kind: "lines"; readonly path: string; readonly lines: readonly DifferenceLine[] }
  /** It differs, and its values are not shown. */
  | { readonly kind: "hidden"; readonly path: string }
  | { readonly kind: "unknown"; readonly path: string };

type Path = readonly (string | number)[];

/** One place in both sides, with Terraform's marks. */
interface Place {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
  readonly unknown: unknown;
  readonly sensitive: readonly [before: unknown, after: unknown];
}

/** The differences of a resource's values, attribute by attribute. */
export function attributeChanges({ type, change }: Pick<RawResourceChange, "type" | "change">): AttributeChange[] {
  const root: Place = {
    path: [],
    before: change.before,
    after: change.after,
    unknown: change.after_unknown,
    sensitive: [change.before_sensitive, change.after_sensitive],
  };
  // Of what is new or gone, the role's own policies are told again here.
  const isWhole = change.before === null || change.after === null;
  return membersOf(root)
    .filter(({ path }) => !(isWhole && path[0] === "inline_policy"))
    .filter((place, _, places) => differs(place) && !isShadowOfTags(place, places))
    .flatMap((place) => attributeChange(type, place));
}

/** `tags_all` holds the tags of the provider, too. */
function isShadowOfTags({ path }: Place, places: readonly Place[]): boolean {
  const all = places.find((one) => one.path[0] === "tags_all");
  return path[0] === "tags"
    ? all !== undefined && all.unknown !== true && differs(all)
    : path[0] === "tags_all" && all?.unknown === true;
}

function attributeChange(type: string, place: Place): AttributeChange[] {
  const showing = showingOf(type, place.path);
  const path = pathText(place.path);
  if (place.unknown === true) return [{ kind: "unknown", path }];
  // Names of members are data, too: of what nobody knows, only the attribute is named, which the provider's schema has.
  if (showing === undefined || isMarked(place)) return [{ kind: "hidden", path: pathText(place.path.slice(0, 1)) }];
  const changes = shown(type, showing, place);
  return showing === "named" ? distinct(changes.map(asMember)) : changes;
}

/** A parameter that has a name is one thing: its name, its value, and whether that is a secret. */
function asMember(change: AttributeChange): AttributeChange {
  return change.kind === "hidden"
    ? { ...change, path: change.path.replace(/\.(?:key|value|is_value_secret)$/, "") }
    : change;
}

function distinct(changes: readonly AttributeChange[]): AttributeChange[] {
  return changes.filter(
    ({ kind, path }, at) => changes.findIndex((one) => one.kind === kind && one.path === path) === at,
  );
}

function shown(type: string, showing: Showing, place: Place): AttributeChange[] {
  const { path, before, after } = place;
  const inside = () =>
    membersOf(place)
      .filter(differs)
      .flatMap((member) => nested(type, member));
  if (isList(before) && isList(after) && [...before, ...after].every(isScalar) && showing === "plain") {
    return [itemsChange(place, before, after)];
  }
  if (isContainer(before) || isContainer(after)) return inside();
  switch (showing) {
    case "plain":
      return [valueChange(place, (value) => visibleJson(value))];
    case "endpoint":
      return [valueChange(place, hostOf)];
    case "reference":
      return [
        valueChange(place, (value) =>
          typeof value === "string" && value.startsWith("$.") ? visibleText(value) : hiddenUnlessEmpty(value),
        ),
      ];
    case "policy": {
      const statements = statementChanges(textOf(before), textOf(after));
      return statements === undefined || statements.length === 0
        ? [{ kind: "hidden", path: pathText(path) }]
        : [{ kind: "statements", path: pathText(path), statements }];
    }
    case "pattern":
      return [linesChange(place, patternLines)];
    case "template":
      return [linesChange(place, templateLines)];
    case "keys":
      return keyChanges(place);
    case "named":
      return [{ kind: "hidden", path: pathText(path) }];
  }
}

function nested(type: string, place: Place): AttributeChange[] {
  const key = place.path.at(-1);
  if (place.unknown === true) return [{ kind: "unknown", path: pathText(place.path) }];
  const showing = showingOf(type, place.path);
  if (
    showing === undefined ||
    isMarked(place) ||
    (typeof key === "string" && namesCredential(key) && !isContainer(place.before ?? place.after))
  ) {
    return [{ kind: "hidden", path: pathText(place.path) }];
  }
  return shown(type, showing, place);
}

/** Members of both sides: of an object by name, of a list by what its items are called, or else by their place. */
function membersOf({ path, before, after, unknown, sensitive }: Place): Place[] {
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

function isMarked({ before, after, sensitive }: Place): boolean {
  return [before, after].some((value, side) => {
    const mark = sensitive[side];
    if (mark === undefined || mark === null || mark === false) return false;
    if (typeof mark !== "object") return true;
    // A mark of another shape than its value: rather too much is hidden.
    return Object.keys(mark).length > 0 && (!isContainer(value) || isList(value) !== isList(mark));
  });
}

function differs({ before, after, unknown }: Place): boolean {
  return hasUnknown(unknown) || (!isDeepStrictEqual(before, after) && !(isEmpty(before) && isEmpty(after)));
}

function hasUnknown(mark: unknown): boolean {
  return mark === true || (isContainer(mark) && Object.values(mark).some(hasUnknown));
}

function valueChange({ path, before, after }: Place, show: (value: unknown) => unknown): AttributeChange {
  const [was, is] = [show(before), show(after)];
  if (isDeepStrictEqual(was, is)) return { kind: "hidden", path: pathText(path) };
  return { kind: "value", path: pathText(path), before: was, after: is };
}

function itemsChange({ path }: Place, before: readonly unknown[], after: readonly unknown[]): AttributeChange {
  const only = (one: readonly unknown[], other: readonly unknown[]) =>
    one.filter((item) => !other.includes(item)).map((item) => visibleJson(item));
  const change = {
    kind: "items" as const,
    path: pathText(path),
    removed: only(before, after),
    added: only(after, before),
  };
  return change.removed.length + change.added.length === 0 ? { kind: "hidden", path: change.path } : change;
}

function linesChange({ path, before, after }: Place, linesOf: (text: string) => string[]): AttributeChange {
  const lines = lineDifference(linesOf(textOf(before)), linesOf(textOf(after)));
  return lines.every(({ sign }) => sign === " ")
    ? { kind: "hidden", path: pathText(path) }
    : { kind: "lines", path: pathText(path), lines };
}

function keyChanges({ path, before, after }: Place): AttributeChange[] {
  const [was, is] = [jsonOf(before), jsonOf(after)];
  if (!isValues(was) || !isValues(is)) return [{ kind: "hidden", path: pathText(path) }];
  return Object.keys({ ...was, ...is })
    .filter((key) => !isDeepStrictEqual(was[key], is[key]))
    .map((key) => ({ kind: "hidden", path: pathText([...path, key]) }));
}

function hostOf(value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  const host = /^https?:\/\/([\w.-]+(?::\d+)?)(?=\/|$)/.exec(value)?.[0];
  return host === undefined ? HIDDEN_TEXT : `${visibleText(host)}/…`;
}

function hiddenUnlessEmpty(value: unknown): unknown {
  return isEmpty(value) ? value : HIDDEN_TEXT;
}

/** `retry_policy.maximum_retry_attempts`: a block that there is one of needs no number. */
function pathText(path: Path): string {
  return path
    .filter((segment) => segment !== 0)
    .map((segment) => (typeof segment === "number" ? `#${segment + 1}` : visibleText(segment)))
    .join(".");
}

function jsonOf(value: unknown): unknown {
  try {
    return JSON.parse(textOf(value)) as unknown;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isScalar(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

function isContainer(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isValues(value: unknown): value is Readonly<Record<string, unknown>> {
  return isContainer(value) && !Array.isArray(value);
}
