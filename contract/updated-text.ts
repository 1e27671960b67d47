/** Puts into the text of a test what comes of its steps now. Comments, layout and everything else of the file stay. */
import { isDeepStrictEqual } from "node:util";
import { visit, isAlias, isMap, isNode, isSeq, parseDocument, type Document } from "yaml";
import { isMapping } from "../catalogue/files/merge";
import { ScriptError } from "../script";
import { isWrong, type StepOutcome, type TestStepResult } from "./result";

type YamlPath = readonly (string | number)[];

/**
 * A test's text with what came of the steps that failed in it.
 *
 * @throws ScriptError where a step's expectation cannot be written without a change of other steps
 */
export function updatedText(text: string, steps: readonly TestStepResult[]): string {
  // The parser knows one end of lines; a file of Windows keeps its own.
  const isOfWindows = text.includes("\r\n");
  let updated = text.replaceAll("\r\n", "\n");
  for (const { step, expected, came } of steps.filter(isWrong)) {
    const written = withExpectation(updated, step - 1, expected, came);
    if (written === undefined) {
      throw new ScriptError(`step ${step} shares values with others by an alias; write out what it expects`);
    }
    updated = written;
  }
  return isOfWindows ? updated.replaceAll("\n", "\r\n") : updated;
}

/**
 * The text with another expectation of a step; undefined where it cannot be written without a change of other steps.
 *
 * @param expected what the step expects now, in the form of `came`
 */
function withExpectation(text: string, step: number, expected: StepOutcome, came: StepOutcome): string | undefined {
  const document = parsed(text);
  const place = ["steps", step, "expect"];
  const whole = document.getIn(place.slice(0, 2), true);
  // An alias is no mapping, and what it names is another step.
  if (!isMap(whole)) return undefined;
  if (whole.flow === true) {
    throw new ScriptError(`step ${step + 1} is written in braces; write its keys on lines of their own`);
  }
  const node = document.getIn(place, true);
  if (isNode(node) && sharesValues(document, node)) return undefined;
  const isThere = isMap(node);
  if (isThere) edit(document, place, expected, came);
  else document.setIn(place, document.createNode(came));
  // Where there was none, the step as a whole is what changes.
  const rendered = document.toString({ lineWidth: NOT_FOLDED, indent: indentOf(text) });
  return spliced(text, rendered, isThere ? place : place.slice(0, 2));
}

const NOT_FOLDED = 0;

/** By how many spaces a list is moved from its key, as that of the steps is. */
function indentOf(text: string): number {
  const [, steps = "", step = ""] = /^( *)steps:[^\n]*\n(?:\s*#[^\n]*\n|\s*\n)*?( *)-/m.exec(text) ?? [];
  return Math.max(step.length - steps.length, 0) || 2;
}

function parsed(text: string): Document {
  return parseDocument(text, { stringKeys: true });
}

/** Whether a node has an alias in it, or an anchor that an alias may name. */
function sharesValues(document: Document, node: unknown): boolean {
  let shares = false;
  visit(document, {
    Node: (_, one, parents) => {
      const isWithin = one === node || parents.includes(node as never);
      if (!isWithin || !(isAlias(one) || ("anchor" in one && one.anchor !== undefined))) return undefined;
      shares = true;
      return visit.BREAK;
    },
  });
  return shares;
}

/** Changes what differs, and leaves the rest as it is written. */
function edit(document: Document, path: YamlPath, before: unknown, after: unknown): void {
  if (isDeepStrictEqual(before, after)) return;
  const node = document.getIn(path, true);
  if (isMapping(before) && isMapping(after) && isMap(node)) {
    for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) document.deleteIn([...path, key]);
    for (const [key, value] of Object.entries(after)) {
      if (Object.hasOwn(before, key) && document.hasIn([...path, key]))
        edit(document, [...path, key], before[key], value);
      else document.setIn([...path, key], document.createNode(value));
    }
  } else if (Array.isArray(before) && Array.isArray(after) && isSeq(node) && node.items.length === before.length) {
    editList(document, path, before, after);
  } else if (isScalarValue(after)) document.setIn(path, after);
  else document.setIn(path, document.createNode(after));
}

/** Items that stay keep their notation, wherever they stand then. */
function editList(document: Document, path: YamlPath, before: readonly unknown[], after: readonly unknown[]): void {
  if (before.length === after.length) {
    for (const [index, value] of after.entries()) edit(document, [...path, index], before[index], value);
    return;
  }
  const node = document.getIn(path, true);
  if (!isSeq(node)) return;
  const left = before.map((value, index) => ({ value, item: node.items[index] }));
  node.items = after.map((value) => {
    const index = left.findIndex((one) => isDeepStrictEqual(one.value, value));
    const [kept] = index < 0 ? [] : left.splice(index, 1);
    return kept?.item ?? document.createNode(value);
  });
}

function isScalarValue(value: unknown): boolean {
  return typeof value !== "object" || value === null;
}

/** The old text with one value of the new: what the writer would lay out otherwise elsewhere stays as it was. */
function spliced(before: string, after: string, path: YamlPath): string {
  const [from, to] = [rangeOf(before, path), rangeOf(after, path)];
  const shift = columnOf(before, from[0]) - columnOf(after, to[0]);
  const value = after.slice(...to).split("\n");
  const moved = value.map((line, index) => (index === 0 || line === "" ? line : shifted(line, shift)));
  const rest = before.slice(from[1]);
  return `${before.slice(0, from[0])}${moved.join("\n").trimEnd()}${rest.startsWith("\n") || rest === "" ? rest || "\n" : `\n${rest}`}`;
}

function rangeOf(text: string, path: YamlPath): [number, number] {
  const node = parsed(text).getIn(path, true);
  const [start, end] = (isNode(node) ? node.range : undefined) ?? [text.length, text.length];
  // The value of a block ends behind its last line.
  return [start, start + text.slice(start, end).trimEnd().length];
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf("\n", offset - 1) + 1);
}

function shifted(line: string, by: number): string {
  return by >= 0 ? `${" ".repeat(by)}${line}` : line.slice(Math.min(-by, line.search(/\S|$/)));
}
