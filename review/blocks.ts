/** The blocks of a stack's Terraform: the units in which people read a change. */
import { isDeepStrictEqual } from "node:util";
import { isTooDeep, UnreadableTerraformError } from "#simulator/topology";

/** A block that is not on both sides what it is on one. */
export interface BlockChange {
  /**
   * As Terraform writes it: `aws_sqs_queue.dead-letters`, `data.aws_region.here`, `provider.aws`, `terraform.backend`,
   * `output.arn`; for a file that the stack takes up its path, such as `assets/handler/index.js`.
   */
  readonly address: string;
  readonly change: "added" | "changed" | "removed";
  /** The arguments that differ, where the block is on both sides and has arguments. */
  readonly arguments: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;

/** Where CDKTF notes what a block was made from; it is nothing to Terraform. */
const METADATA = "//";

/**
 * A stack's blocks by their addresses. Metadata is left out, and the order of keys does not count.
 *
 * @param name what to call the Terraform in an error
 * @throws UnreadableTerraformError when it is not a JSON object
 */
export function blocksOf(terraform: Buffer, name: string): Map<string, unknown> {
  const blocks = new Map<string, unknown>();
  for (const [kind, body] of Object.entries(parsed(terraform, name))) {
    if (kind === METADATA) continue;
    for (const [address, block] of blocksOfKind(kind, body)) blocks.set(address, block);
  }
  return blocks;
}

/** The blocks that differ, by address. */
export function differences(base: ReadonlyMap<string, unknown>, head: ReadonlyMap<string, unknown>): BlockChange[] {
  const changes: BlockChange[] = [];
  for (const [address, block] of base) {
    if (!head.has(address)) changes.push({ address, change: "removed", arguments: [] });
    else if (!isDeepStrictEqual(block, head.get(address))) {
      changes.push({ address, change: "changed", arguments: differingArguments(block, head.get(address)) });
    }
  }
  for (const address of head.keys()) if (!base.has(address)) changes.push({ address, change: "added", arguments: [] });
  return changes.sort((a, b) => (a.address < b.address ? -1 : 1));
}

function differingArguments(base: unknown, head: unknown): string[] {
  if (!isValues(base) || !isValues(head)) return [];
  return [...new Set([...Object.keys(base), ...Object.keys(head)])]
    .filter((argument) => !isDeepStrictEqual(base[argument], head[argument]))
    .sort();
}

function parsed(terraform: Buffer, name: string): Values {
  let value: unknown;
  try {
    value = JSON.parse(terraform.toString("utf8"));
  } catch {
    value = undefined;
  }
  // Comparing recurses.
  if (!isValues(value) || isTooDeep(value))
    throw new UnreadableTerraformError(name, "malformed", "is not what CDKTF writes");
  return value;
}

/** What has another shape than CDKTF gives it is one block: it is compared as a whole, and nothing of it is missed. */
function blocksOfKind(kind: string, body: unknown): [address: string, block: unknown][] {
  if (!isValues(body)) return [[kind, body]];
  const members = Object.entries(body);
  switch (kind) {
    case "resource":
      return members.flatMap(([type, named]) => namedBlocks(type, named));
    case "data":
      return members.flatMap(([type, named]) => namedBlocks(`data.${type}`, named));
    case "provider":
      return members.flatMap(([type, configurations]) => providers(`provider.${type}`, configurations));
    default:
      return namedBlocks(kind, body);
  }
}

function namedBlocks(prefix: string, named: unknown): [string, unknown][] {
  if (!isValues(named)) return [[prefix, named]];
  return Object.entries(named).map(([name, block]) => [`${prefix}.${name}`, withoutMetadata(block)]);
}

/** A type's configurations are a list; only one has no alias. */
function providers(prefix: string, configurations: unknown): [string, unknown][] {
  if (!Array.isArray(configurations)) return [[prefix, configurations]];
  const aliases = configurations.map((one: unknown) => (isValues(one) ? one["alias"] : undefined));
  if (new Set(aliases).size < aliases.length) return [[prefix, configurations]];
  return configurations.map((one: unknown, index) => {
    const alias = aliases[index];
    return [typeof alias === "string" ? `${prefix}.${alias}` : prefix, withoutMetadata(one)];
  });
}

function withoutMetadata(block: unknown): unknown {
  if (!isValues(block) || !(METADATA in block)) return block;
  return Object.fromEntries(Object.entries(block).filter(([key]) => key !== METADATA));
}

function isValues(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
