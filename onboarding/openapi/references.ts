/** `$ref`: what a part of a document refers to. */
import { isMapping } from "../../catalogue/files/merge";
import { quote } from "../../catalogue/wording";
import { OpenApiError } from "./failure";
import type { OpenApiDocument } from "./read-openapi";

/** What is meant, and by which pointers it was reached. */
export interface Resolved {
  readonly value: unknown;
  readonly pointers: readonly string[];
  /** What stands beside the first `$ref`; since OpenAPI 3.1 it counts too. */
  readonly beside: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Follows references until there is none.
 *
 * @throws OpenApiError for another file, for a pointer to nothing, and for references that lead in a circle.
 */
export function resolve({ name, root }: OpenApiDocument, part: unknown): Resolved {
  const pointers: string[] = [];
  let beside: Resolved["beside"];
  let value = part;
  while (isMapping(value)) {
    const { $ref: pointer, ...others } = value;
    if (typeof pointer !== "string") break;
    if (pointers.length === 0 && Object.keys(others).length > 0) beside = others;
    if (pointers.includes(pointer)) {
      throw new OpenApiError(`${name}: ${quote(pointer)} refers to itself; take the vendor's newest document`);
    }
    pointers.push(pointer);
    value = follow(root, pointer, name);
  }
  return { value, pointers, beside };
}

function follow(root: unknown, pointer: string, name: string): unknown {
  if (!pointer.startsWith("#")) {
    const instead = "bundle the files into one first, for example with npx @redocly/cli bundle";
    throw new OpenApiError(`${name} refers to another file, ${quote(pointer)}; ${instead}`);
  }
  let value = root;
  for (const step of pointer.split("/").slice(1)) {
    const key = unescaped(step);
    const inner = isMapping(value) || Array.isArray(value) ? Object.entries(value) : [];
    const found = inner.find(([each]) => each === key);
    if (found === undefined) throw toNothing(name, pointer);
    value = found[1];
  }
  if (!pointer.startsWith("#/")) throw toNothing(name, pointer);
  return value;
}

function toNothing(name: string, pointer: string): OpenApiError {
  const wrong = `${name} refers to ${quote(pointer)}, which it does not hold`;
  return new OpenApiError(`${wrong}; write the whole document, and not a part of it`);
}

/** A step of a JSON pointer within an address (RFC 6901, 6). */
function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return step;
  }
}
