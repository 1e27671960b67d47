/** All checks that look across the values of a file, or across files. */
import type { Finding } from "../findings";
import type { Check, SoundFiles } from "../sound-files";
import { accounts } from "./accounts";
import { busPolicy } from "./bus-policy";
import { cdktfTokens } from "./cdktf-tokens";
import { connectionSpecLength } from "./connection-spec-length";
import { connections } from "./connections";
import { duplicates } from "./duplicates";
import { endpointCredentials } from "./endpoint-credentials";
import { endpoints } from "./endpoints";
import { environmentFolder } from "./environment-folder";
import { headers } from "./headers";
import { httpParameters } from "./http-parameters";
import { inputs } from "./inputs";
import { nameLengths } from "./name-lengths";
import { oauth } from "./oauth";
import { forwardPatterns, tenantPatterns } from "./patterns";
import { rulesPerBus } from "./rules-per-bus";
import { secrets } from "./secrets";
import { tags } from "./tags";

const CHECKS: readonly Check[] = [
  accounts,
  duplicates,
  cdktfTokens,
  busPolicy,
  rulesPerBus,
  nameLengths,
  forwardPatterns,
  tenantPatterns,
  inputs,
  httpParameters,
  headers,
  secrets,
  tags,
  oauth,
  endpoints,
  endpointCredentials,
  connections,
  connectionSpecLength,
];

/** Runs every check over the sound files of a folder (an absolute path). */
export function* runChecks(files: SoundFiles, folder: string): Iterable<Finding> {
  yield* environmentFolder(files, folder);
  for (const check of CHECKS) yield* check(files);
}
