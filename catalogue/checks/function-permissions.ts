import type { Finding } from "../files/findings";
import { writtenFunctions, type SoundFiles, type WrittenFunction } from "../sound-files";
import { insteadOf, quote } from "../wording";
import { unpublished } from "./unpublished";

/** A function may do something with what there is, and publish no more than its account may. */
export function* functionPermissions(files: SoundFiles): Iterable<Finding> {
  for (const written of writtenFunctions(files)) {
    yield* tablesAndTopics(written);
    yield* publications(files, written);
  }
}

function* tablesAndTopics({ functions, definition, path }: WrittenFunction): Iterable<Finding> {
  for (const kind of ["tables", "topics"] as const) {
    const known = Object.keys(functions.value[kind]);
    for (const id of Object.keys(definition.permissions[kind])) {
      if (known.includes(id)) continue;
      const instead = insteadOf(id, known, `it under ${kind} first`);
      const wrong = `${kind} has no ${quote(id)}`;
      yield functions.file.findingAtKey(
        "unknown-table-or-topic",
        [...path, "permissions", kind, id],
        `${wrong}; write ${instead}`,
      );
    }
  }
}

function* publications({ sources }: SoundFiles, { functions, definition, path }: WrittenFunction): Iterable<Finding> {
  const { publishes } = definition.permissions;
  if (publishes === undefined) return;
  const at = [...path, "permissions", "publishes"];
  if (functions.value.account === "hub") {
    const wrong = "no bus policy holds functions of the hub account to their sources";
    yield functions.file.findingAtKey(
      "hub-function-publishes",
      at,
      `${wrong}; write it in a file with the account that publishes`,
    );
    return;
  }
  const account = sources.find(({ id }) => id === functions.value.account);
  if (account === undefined) return;
  for (const [index, source] of publishes.sources.entries()) {
    yield* unpublished(functions.file, [...at, "sources", index], account, "source", source);
  }
  for (const [index, type] of publishes.detailTypes.entries()) {
    yield* unpublished(functions.file, [...at, "detailTypes", index], account, "detail-type", type);
  }
}
