/** What differs between the values of a resource, redacted: the only way from a plan's values into a report. */
import { isDeepStrictEqual } from "node:util";
import { lineDifference, type DifferenceLine } from "./line-difference";
import {
  differs,
  hasMark,
  isContainer,
  isList,
  isMarked,
  isScalar,
  isValues,
  membersOf,
  pathText,
  type Place,
} from "./places";
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
    return [hasMark(place) ? { kind: "hidden", path: pathText(path) } : itemsChange(place, before, after)];
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
          typeof value === "string" && JSON_PATH.test(value) ? visibleText(value) : hiddenUnlessEmpty(value),
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

/** `$.detail.lines[0].sku`; what follows a path is none any more. */
const JSON_PATH = /^\$(?:\.[\w-]+|\[[\w*"'-]+\])+$/;

function hostOf(value: unknown): unknown {
  if (typeof value !== "string" || value === "") return value;
  const host = /^https?:\/\/([\w.-]+(?::\d+)?)(?=\/|$)/.exec(value)?.[0];
  return host === undefined ? HIDDEN_TEXT : `${visibleText(host)}/…`;
}

function hiddenUnlessEmpty(value: unknown): unknown {
  return isEmpty(value) ? value : HIDDEN_TEXT;
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
