/** `npm run generate`: writes what is made from the schemas and the rules of findings, after a change of either. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { FINDINGS_PAGE, findingsPage } from "./finding-rules/findings-page";
import { packageFolder } from "./files/project-folder";
import { PRESETS_PAGE, presetsPage } from "./presets-page";
import { JSON_SCHEMA_FOLDER, jsonSchemaFiles, otherSchemaFiles } from "./language/json-schema";
import { REFERENCE_PAGE, referencePage } from "./reference/reference-page";

const schemas = path.join(packageFolder(), JSON_SCHEMA_FOLDER);
mkdirSync(schemas, { recursive: true });
for (const [name, content] of [...jsonSchemaFiles(), ...otherSchemaFiles()]) {
  writeFileSync(path.join(schemas, name), content);
}
writeFileSync(path.join(packageFolder(), PRESETS_PAGE), presetsPage());
writeFileSync(path.join(packageFolder(), FINDINGS_PAGE), findingsPage());
writeFileSync(path.join(packageFolder(), REFERENCE_PAGE), referencePage());
