import { existsSync, readdirSync } from "node:fs";
import type { Finding } from "../files/findings";
import { handlerEntry } from "../resolve-applications";
import { writtenFunctions, type SoundFiles } from "../sound-files";
import { insteadOf } from "../wording";

/**
 * A handler is code that is there.
 *
 * @param handlers absolute path of the folder that holds a folder for each handler
 */
export function* functionHandlers(files: SoundFiles, handlers: string): Iterable<Finding> {
  for (const { functions, definition, path } of writtenFunctions(files)) {
    const { handler } = definition;
    if (existsSync(handlerEntry(handlers, handler))) continue;
    const wrong = `there is no lambda/${handler}/index.ts`;
    const instead = insteadOf(handler, handlersIn(handlers), "that file, which exports handler");
    yield functions.file.finding("unknown-handler", [...path, "handler"], `${wrong}; write ${instead}`);
  }
}

function handlersIn(handlers: string): string[] {
  if (!existsSync(handlers)) return [];
  return readdirSync(handlers)
    .filter((name) => existsSync(handlerEntry(handlers, name)))
    .sort();
}
