interface State<T> {
  next: Map<number, State<T>>;
  /** Where reading goes on when no `next` fits: the longest other literal's beginning that ends here too. */
  fallback: State<T> | undefined;
  values: T[];
  /** The nearest state on the way of fallbacks that has values. */
  alsoFound: State<T> | undefined;
}

/**
 * Many literals, to find all that occur anywhere in a text by reading it once (Aho and Corasick, 1975). Values are
 * found as often as their literal occurs.
 */
export class LiteralFinder<T> {
  private readonly root: State<T> = newState();
  private linked = false;

  add(literal: string, value: T): void {
    let state = this.root;
    for (let index = 0; index < literal.length; index += 1) {
      const code = literal.charCodeAt(index);
      let next = state.next.get(code);
      if (next === undefined) {
        next = newState<T>();
        state.next.set(code, next);
      }
      state = next;
    }
    state.values.push(value);
    this.linked = false;
  }

  /** Appends the values of all literals that occur in `text`. */
  collect(text: string, found: T[]): void {
    if (!this.linked) this.link();
    let state = this.root;
    for (let index = 0; index < text.length; index += 1) {
      state = advance(state, text.charCodeAt(index), this.root);
      const hasValues = state.values.length > 0 ? state : state.alsoFound;
      for (let hit = hasValues; hit !== undefined; hit = hit.alsoFound) {
        for (const value of hit.values) found.push(value);
      }
    }
  }

  /** Sets the fallbacks, from short beginnings to long ones. */
  private link(): void {
    const queue: State<T>[] = [];
    for (const state of this.root.next.values()) {
      state.fallback = this.root;
      queue.push(state);
    }
    // The queue grows while it is gone through.
    for (const state of queue) {
      for (const [code, next] of state.next) {
        const fallback: State<T> = advance(state.fallback ?? this.root, code, this.root);
        next.fallback = fallback;
        next.alsoFound = fallback.values.length > 0 ? fallback : fallback.alsoFound;
        queue.push(next);
      }
    }
    this.linked = true;
  }
}

function newState<T>(): State<T> {
  return { next: new Map(), fallback: undefined, values: [], alsoFound: undefined };
}

function advance<T>(from: State<T>, code: number, root: State<T>): State<T> {
  for (let state: State<T> | undefined = from; state !== undefined; state = state.fallback) {
    const next = state.next.get(code);
    if (next !== undefined) return next;
  }
  return root;
}
