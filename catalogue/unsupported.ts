/** Products that EventBridge cannot call by itself: `catalogue/unsupported-products.yaml`. */
import path from "node:path";
import { z } from "zod";
import { formatFinding } from "./files/findings";
import { packageFolder } from "./files/project-folder";
import { readYamlFile } from "./files/read-yaml";
import { shape } from "./files/shape-findings";
import { write } from "./language/advice";
import { id } from "./language/fields";

const text = z.string({ error: write("text") }).min(1, { error: write("text") });

const unsupportedSchema = z.array(
  z.strictObject({ id, name: text, reason: text, instead: text, page: z.url({ error: write("an address") }) }),
);

/** A product, why an API destination cannot call it, the way round, and the vendor's page that was read. */
export type UnsupportedProduct = z.output<typeof unsupportedSchema>[number];

/**
 * All of them, by name.
 *
 * @throws Error when the package's own file is wrong, which a test keeps from happening.
 */
export function unsupportedProducts(): readonly UnsupportedProduct[] {
  const parsed = readYamlFile(path.join(packageFolder(), "catalogue", "unsupported-products.yaml"));
  const shaped = "file" in parsed ? shape(parsed.file, unsupportedSchema) : parsed;
  if ("findings" in shaped) throw new Error(shaped.findings.map(formatFinding).join("\n"));
  return [...shaped.value].sort((a, b) => (a.name < b.name ? -1 : 1));
}
