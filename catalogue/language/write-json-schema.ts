/** `npm run schema`: writes the JSON Schemas after a change of a schema or its fields. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { JSON_SCHEMA_FOLDER, jsonSchemaFiles } from "./json-schema";
import { projectFolder } from "../files/project-folder";

const folder = path.join(projectFolder(), JSON_SCHEMA_FOLDER);
mkdirSync(folder, { recursive: true });
for (const [name, content] of jsonSchemaFiles()) writeFileSync(path.join(folder, name), content);
