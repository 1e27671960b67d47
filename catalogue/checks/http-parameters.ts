import { INPUT_PATH_CHARACTERS } from "../../aws/limits";
import { isMeantAsPath, parseInputPath } from "#simulator/input";
import type { Finding } from "../files/findings";
import { deliveries, type SoundFiles } from "../sound-files";
import { count } from "../wording";
import type { Path, YamlFile } from "../files/yaml-file";
import { inputPathProblem } from "./input-path-problem";

/**
 * Each `*` of an endpoint gets one value, and values that mean to be paths are paths. PutTargets was recorded to take more
 * values than there are stars.
 */
export function* httpParameters(files: SoundFiles): Iterable<Finding> {
  for (const { tenant, destination, event, path } of deliveries(files)) {
    const { file } = tenant;
    const parameters = event.httpParameters ?? {};
    const at = [...path, "httpParameters"];
    const values = parameters.pathParameterValues ?? [];
    const stars = destination.invocationEndpoint.split("*").length - 1;
    if (stars > values.length) {
      const wrong = `the endpoint has ${stars} *, found ${count(values.length, "value")}`;
      const listed = parameters.pathParameterValues === undefined ? path : [...at, "pathParameterValues"];
      yield file.finding(
        "path-parameter-count",
        listed,
        `${wrong}; write one entry in httpParameters.pathParameterValues for each *`,
      );
    }
    for (const index of values.keys()) {
      if (index < stars) continue;
      const wrong = `the endpoint has ${stars} *, so that this value is not sent`;
      const instead = "write a * for it in invocationEndpoint, or leave it out";
      yield file.finding("path-parameter-unused", [...at, "pathParameterValues", index], `${wrong}; ${instead}`);
    }
    yield* jsonPaths(file, [...at, "pathParameterValues"], values.entries());
    yield* jsonPaths(file, [...at, "headerParameters"], Object.entries(parameters.headerParameters ?? {}));
    yield* jsonPaths(file, [...at, "queryStringParameters"], Object.entries(parameters.queryStringParameters ?? {}));
  }
}

function* jsonPaths(file: YamlFile, path: Path, values: Iterable<[string | number, string]>): Iterable<Finding> {
  for (const [key, value] of values) {
    // Other text is sent as it is.
    if (!isMeantAsPath(value)) continue;
    const parsed = parseInputPath(value);
    if (!parsed.ok) {
      yield file.finding("input-path-invalid", [...path, key], inputPathProblem(value, parsed));
    } else if (value.length > INPUT_PATH_CHARACTERS) {
      const wrong = `a path of ${count(value.length, "character")}, AWS allows ${INPUT_PATH_CHARACTERS}`;
      yield file.finding("input-path-too-long", [...path, key], `${wrong}; write a shorter one`);
    }
  }
}
