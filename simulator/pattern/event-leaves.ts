import { InvalidEventError } from "./errors";
import type { Leaf } from "./matchers";
import { UncomparableNumber } from "./numbers";
import { MAX_DEPTH } from "./json-depth";
import { ObjectWithEqualKeys, parseEventText } from "./parse-event-text";
import type { PathNode, PathTree } from "./path-tree";
import { follow } from "./path-tree";

/** An event as a pattern is held against it: an object, or its JSON text, of which numbers are read exactly. */
export type EventInput = object | string;

/** Which element of which array of the event a leaf lies in, innermost first; arrays are numbered as they are met. */
export interface Membership {
  array: number;
  index: number;
  outer: Membership | undefined;
}

/**
 * The leaves of one event at the paths of a PathTree. The object is used again for the next event, because making it
 * anew costs more than matching does.
 */
export class EventLeaves {
  /** The slots that have leaves. */
  readonly found: number[] = [];
  /** Whether a leaf lies inside an element of an array, so that array consistency has to be looked at. */
  hasMemberships = false;
  private readonly values: Leaf[][] = [];
  private readonly memberships: (Membership | undefined)[][] = [];
  private arrays = 0;
  private openArrays = 0;

  constructor(private readonly tree: PathTree) {}

  /**
   * Takes in an event, in place of the one before.
   * @throws InvalidEventError when it is not an object
   */
  read(event: EventInput): this {
    const root: unknown = typeof event === "string" ? parseEventText(event) : event;
    if (typeof root !== "object" || root === null || Array.isArray(root)) {
      throw new InvalidEventError({ kind: "not-an-object" });
    }
    this.clear();
    this.hasMemberships = false;
    this.arrays = 0;
    this.openArrays = 0;
    this.readObject(root, this.tree.root, undefined);
    return this;
  }

  /** The leaves at a path; empty for `{}`, `[]` and a path the event does not have. */
  at(slot: number): Leaf[] {
    return (this.values[slot] ??= []);
  }

  /** For each leaf at a path, where in arrays it lies. */
  membershipsAt(slot: number): (Membership | undefined)[] {
    return (this.memberships[slot] ??= []);
  }

  /** Takes leaves out one by one: for the few there are, V8 does that quicker than setting a length. */
  private clear(): void {
    for (let slot = this.found.pop(); slot !== undefined; slot = this.found.pop()) {
      const values = this.at(slot);
      const memberships = this.membershipsAt(slot);
      while (values.length > 0) {
        values.pop();
        memberships.pop();
      }
    }
  }

  private readObject(object: object, node: PathNode, within: Membership | undefined): void {
    if (object instanceof ObjectWithEqualKeys) {
      for (const [key, value] of object.entries) this.readField(key, value, node, within);
      return;
    }
    for (const key in object) {
      const next = follow(node, key);
      if (next !== undefined) this.readValue((object as Record<string, unknown>)[key], next, within);
    }
  }

  private readField(key: string, value: unknown, node: PathNode, within: Membership | undefined): void {
    const next = follow(node, key);
    if (next !== undefined) this.readValue(value, next, within);
  }

  private readValue(value: unknown, node: PathNode, within: Membership | undefined): void {
    if (typeof value === "object" && value !== null) {
      if (Array.isArray(value)) this.readArray(value, node, within);
      else if (value instanceof UncomparableNumber) this.add(value, node, within);
      else if (node.steps.size > 0) this.readObject(value, node, within);
    } else if (typeof value === "string" || typeof value === "number" || typeof value === "boolean" || value === null) {
      this.add(value, node, within);
    }
  }

  /** Scalars of an array lie beside each other; only objects and arrays in it are elements that have to agree. */
  private readArray(array: readonly unknown[], node: PathNode, within: Membership | undefined): void {
    const number = this.arrays;
    this.arrays += 1;
    this.openArrays += 1;
    if (this.openArrays > MAX_DEPTH) throw new InvalidEventError({ kind: "too-deep" });
    for (let index = 0; index < array.length; index += 1) {
      const element = array[index];
      const isContainer = typeof element === "object" && element !== null && !(element instanceof UncomparableNumber);
      this.readValue(element, node, isContainer ? { array: number, index, outer: within } : within);
    }
    this.openArrays -= 1;
  }

  private add(leaf: Leaf, node: PathNode, within: Membership | undefined): void {
    const { slot } = node;
    if (slot === -1) return;
    const leaves = this.at(slot);
    if (leaves.length === 0) this.found.push(slot);
    leaves.push(leaf);
    this.membershipsAt(slot).push(within);
    if (within !== undefined) this.hasMemberships = true;
  }
}
