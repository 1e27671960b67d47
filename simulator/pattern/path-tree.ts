/**
 * The paths that patterns speak of, step by step, so that the rest of an event is passed over. A dot inside a key is a
 * step like any other: `{"a.b": [1]}` and `{"a": {"b": [1]}}` are one path, in patterns and in events.
 */
export interface PathNode {
  steps: Map<string, PathNode>;
  /** The number of the path that ends here, -1 when none does. */
  slot: number;
  /** Keys of events that were looked up here before, with where they lead, `null` for nowhere. */
  known: Map<string, PathNode | null>;
}

/** Numbers paths in the order they are first seen. */
export class PathTree {
  readonly root: PathNode = { steps: new Map(), slot: -1, known: new Map() };
  readonly paths: string[] = [];

  /** The number of a path written with dots. */
  slotOf(path: string): number {
    let node = this.root;
    for (const step of path.split(".")) {
      let next = node.steps.get(step);
      if (next === undefined) {
        next = { steps: new Map(), slot: -1, known: new Map() };
        node.steps.set(step, next);
      }
      node = next;
    }
    if (node.slot === -1) {
      node.slot = this.paths.length;
      this.paths.push(path);
    }
    return node.slot;
  }
}

/** Events repeat their keys, but who writes them may also make keys up; this many are remembered for each node. */
const REMEMBERED_KEYS = 256;

/** Where a key of an event leads from a node; `undefined` when no pattern speaks of anything below it. */
export function follow(node: PathNode, key: string): PathNode | undefined {
  const known = node.known.get(key);
  if (known !== undefined) return known ?? undefined;
  let reached: PathNode | undefined = node;
  for (const step of key.split(".")) reached = reached?.steps.get(step);
  if (node.known.size < REMEMBERED_KEYS) node.known.set(key, reached ?? null);
  return reached;
}
