interface Branch<T> {
  /** The text on the way to here from the branch above, in walking order. */
  edge: string;
  values: T[];
  branches: Map<number, Branch<T>> | undefined;
}

/**
 * Many texts, to find those another text begins with, or, walking from the end, those it ends with. A search looks at
 * no more of the text than some entry shares with it, however many entries there are.
 */
export class TextTree<T> {
  private readonly root: Branch<T> = { edge: "", values: [], branches: undefined };

  constructor(private readonly direction: "from-start" | "from-end") {}

  add(text: string, value: T): void {
    const walked = this.direction === "from-start" ? text : text.split("").reverse().join("");
    this.branchFor(walked).values.push(value);
  }

  /** Appends the values of all entries that `text` begins (or ends) with. */
  collect(text: string, found: T[]): void {
    const last = text.length - 1;
    const fromStart = this.direction === "from-start";
    let branch = this.root;
    let offset = 0;
    for (;;) {
      for (const value of branch.values) found.push(value);
      const next = branch.branches?.get(text.charCodeAt(fromStart ? offset : last - offset));
      if (next === undefined) return;
      branch = next;
      const { edge } = branch;
      for (let index = 1; index < edge.length; index += 1) {
        const at = offset + index;
        if (text.charCodeAt(fromStart ? at : last - at) !== edge.charCodeAt(index)) return;
      }
      offset += edge.length;
    }
  }

  /** The branch where `text` ends, splitting the edge it ends on or leaves. */
  private branchFor(text: string): Branch<T> {
    let branch = this.root;
    let rest = text;
    while (rest !== "") {
      branch.branches ??= new Map();
      const next = branch.branches.get(rest.charCodeAt(0));
      if (next === undefined) {
        const leaf: Branch<T> = { edge: rest, values: [], branches: undefined };
        branch.branches.set(rest.charCodeAt(0), leaf);
        return leaf;
      }
      const shared = sharedLength(next.edge, rest);
      if (shared < next.edge.length) splitEdge(next, shared);
      rest = rest.slice(shared);
      branch = next;
    }
    return branch;
  }
}

function splitEdge<T>(branch: Branch<T>, length: number): void {
  const lower: Branch<T> = { ...branch, edge: branch.edge.slice(length) };
  branch.edge = branch.edge.slice(0, length);
  branch.values = [];
  branch.branches = new Map([[lower.edge.charCodeAt(0), lower]]);
}

function sharedLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}
