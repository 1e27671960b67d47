import { compileEventPattern } from "../../simulator/pattern";
import { AwsRefusal } from "./refusal";

/** Recorded for PutRule and CreateArchive: they refuse the same patterns. @throws AwsRefusal */
export function checkPattern(pattern: unknown): void {
  if (typeof pattern !== "string") return;
  try {
    compileEventPattern(pattern);
  } catch (error) {
    throw new AwsRefusal("InvalidEventPatternException", error instanceof Error ? error.message : String(error));
  }
}
