import type { Arguments, DeclaredStack } from "../declared";
import type { Account } from "../emulator";

/** One thing in an account, in words that Terraform's arguments and AWS's answers can both be put into. */
export type Thing = Readonly<Record<string, unknown>> & { readonly name: string };

/** A kind of thing: what Terraform declares of it, and what an account holds of it, all of it. */
export interface Kind {
  readonly kind: string;
  readonly declared: (stack: DeclaredStack) => Thing[];
  readonly found: (account: Account) => Promise<Thing[]>;
}

/** A JSON document that AWS or Terraform may have formatted its own way. */
export function document(text: unknown): unknown {
  return typeof text === "string" ? (JSON.parse(text) as unknown) : undefined;
}

/** What follows the last `/` or `:`, for things whose ARN is all that AWS lists of them. */
export function nameIn(arn: string): string {
  return arn.split(/[:/]/).at(-1) ?? "";
}

/** Without the random part that AWS gives to ARNs of connections, API destinations and keys, and to what is made of them. */
export function withoutRandomPart<T>(value: T): T;
export function withoutRandomPart(value: unknown): unknown {
  if (value === undefined) return undefined;
  const text = JSON.stringify(value)
    .replace(/((?:connection|api-destination)\/[^/"]+)\/[0-9a-f-]{36}/g, "$1")
    .replace(/:key\/[0-9a-f-]{36}/g, ":key/<id>");
  return JSON.parse(text) as unknown;
}

/** AWS's list of tags as an object. */
export function tags(
  list: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): Record<string, string> {
  return Object.fromEntries((list ?? []).map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** The tags that a resource is declared with: its own over those of its stack. */
export function declaredTags(stack: DeclaredStack, values: Arguments): Record<string, string> {
  return { ...stack.tags, ...(values["tags"] as Record<string, string> | undefined) };
}

/** Everything of a list that AWS gives out in pages. */
export async function everyPage<T>(
  page: (token: string | undefined) => Promise<{ readonly items: T[] | undefined; readonly next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await page(token);
    all.push(...items);
    token = next;
  } while (token !== undefined && token !== "");
  return all;
}

/** By name, so that two lists can be compared. */
export function sorted(things: readonly Thing[]): Thing[] {
  return things.toSorted((a, b) => JSON.stringify([a.name, a]).localeCompare(JSON.stringify([b.name, b])));
}
