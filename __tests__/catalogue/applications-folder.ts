/** Functions and an HTTP API for the sound environment, for a test to break. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Edit } from "./environment-folder";

const APPLICATIONS = path.join(__dirname, "applications");
const FILES = ["functions/orders.yaml", "functions/signup.yaml", "ingress/signup.yaml"] as const;

/** A file of functions and ingress, relative to the environment's folder. */
export type ApplicationFile = (typeof FILES)[number];

/** The sound environment with its functions and API, in one file of which text is replaced: `old, new, old, new ...`. */
export function applications(edited?: ApplicationFile, ...texts: readonly string[]): Edit {
  const write = Object.fromEntries(FILES.map((file) => [file, readFileSync(path.join(APPLICATIONS, file), "utf8")]));
  for (const [index, old] of texts.entries()) {
    if (edited === undefined || index % 2 === 1) continue;
    const text = write[edited] ?? "";
    if (!text.includes(old)) throw new Error(`${edited} does not hold ${JSON.stringify(old)}`);
    write[edited] = text.replace(old, () => texts[index + 1] ?? "");
  }
  return { folders: ["functions", "ingress"], write };
}
