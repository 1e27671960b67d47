import path from "node:path";
import { projectFolder } from "../../catalogue/files/project-folder";

/** Where states are kept that Terraform could not save: beside what else outlives a command, in no repository. */
export function unsavedStates(): string {
  return path.join(projectFolder(), ".cache", "unsaved-states");
}
