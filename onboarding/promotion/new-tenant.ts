/** The file of a tenant that an environment does not have yet. */
import path from "node:path";
import { stringify } from "yaml";
import { tenantSchema } from "../../catalogue/language/schema";
import { PLAIN } from "./notation";
import { spliced } from "./splice";

/**
 * The text of another environment's file, as a draft: nobody has put credentials there.
 *
 * @param own what the text says
 * @param from the file that it is of
 * @param to the file that it becomes
 */
export function newTenantText(
  text: string,
  own: Readonly<Record<string, unknown>>,
  { from, to }: { readonly from: string; readonly to: string },
): string {
  const known = Object.keys(tenantSchema.shape).filter((key) => Object.hasOwn(own, key) || key === "state");
  const others = Object.keys(own).filter((key) => !known.includes(key));
  const draft = { ...own, state: "draft" } as Readonly<Record<string, unknown>>;
  const ordered = Object.fromEntries([...known, ...others].map((key) => [key, draft[key]]));
  const result = spliced(withSchema(text, from, to), ordered);
  // There are no lines of anybody's to keep.
  return "text" in result ? result.text : stringify(ordered, PLAIN);
}

/** The line by which editors check a file names a schema from the file's own folder. */
function withSchema(text: string, from: string, to: string): string {
  return text.replace(/^(# yaml-language-server: \$schema=)(\.\.?\/\S+)/, (_, words: string, schema: string) => {
    const file = path.resolve(path.dirname(from), schema);
    return (
      words +
      path
        .relative(path.dirname(path.resolve(to)), file)
        .split(path.sep)
        .join("/")
    );
  });
}
