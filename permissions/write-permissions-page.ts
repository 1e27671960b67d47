/** `npm run generate`: writes docs/permissions.md, after a change of the table. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { packageFolder } from "../catalogue/files/project-folder";
import { PERMISSIONS_PAGE, permissionsPage } from "./permissions-page";

writeFileSync(path.join(packageFolder(), PERMISSIONS_PAGE), permissionsPage());
