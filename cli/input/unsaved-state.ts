import path from "node:path";
import { projectFolder } from "../../catalogue/files/project-folder";

/** Where a stack's state is kept that Terraform could not save: beside what else outlives a command, in no repository. */
export function unsavedState(stack: string): string {
  const moment = new Date().toISOString().replace(/[:.]/g, "-");
  return path.join(projectFolder(), ".cache", "unsaved-states", `${stack}-${moment}.tfstate`);
}
