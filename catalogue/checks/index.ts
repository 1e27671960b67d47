/** All checks that look across the values of a file, or across files. */
import type { Finding } from "../files/findings";
import type { Check, SoundFiles } from "../sound-files";
import { accounts } from "./accounts";
import { busPolicy } from "./bus-policy";
import { cdktfTokens } from "./cdktf-tokens";
import { connectionSpecLength } from "./connection-spec-length";
import { connections } from "./connections";
import { contentTypes } from "./content-types";
import { deployment } from "./deployment";
import { duplicates } from "./duplicates";
import { endpointCredentials } from "./endpoint-credentials";
import { endpoints } from "./endpoints";
import { environmentFolder } from "./environment-folder";
import { expectedPeaks } from "./expected-peaks";
import { headers } from "./headers";
import { httpParameters } from "./http-parameters";
import { httpValues } from "./http-values";
import { inputs } from "./inputs";
import { nameLengths } from "./name-lengths";
import { oauth } from "./oauth";
import { functionAccounts } from "./function-accounts";
import { functionEnvironments } from "./function-environments";
import { functionHandlers } from "./function-handlers";
import { functionPermissions } from "./function-permissions";
import { operators } from "./operators";
import { reservedConcurrency } from "./reserved-concurrency";
import { consumerPatterns, forwardPatterns, tenantPatterns } from "./patterns";
import { routeFunctions } from "./route-functions";
import { routes } from "./routes";
import { tables } from "./tables";
import { regions } from "./regions";
import { rulesPerBus } from "./rules-per-bus";
import { sampleEvents } from "./sample-events";
import { schedules } from "./schedules";
import { schemaInputs } from "./schema-inputs";
import { schemaPatterns } from "./schema-patterns";
import { schemaPublishers } from "./schema-publishers";
import { schemaSamples } from "./schema-samples";
import { schemaValues } from "./schema-values";
import { secrets } from "./secrets";
import { tags } from "./tags";
import { yamlScalars } from "./yaml-scalars";

const CHECKS: readonly Check[] = [
  regions,
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
  httpValues,
  contentTypes,
  headers,
  schemaPublishers,
  schemaInputs,
  schemaPatterns,
  schemaValues,
  secrets,
  tags,
  oauth,
  endpoints,
  expectedPeaks,
  endpointCredentials,
  operators,
  deployment,
  reservedConcurrency,
  connections,
  connectionSpecLength,
  functionAccounts,
  consumerPatterns,
  functionPermissions,
  functionEnvironments,
  yamlScalars,
  schedules,
  tables,
  routes,
  routeFunctions,
];

/** Runs every check over the sound files of a folder; it and the folder of functions' handlers are absolute paths. */
export function* runChecks(files: SoundFiles, folder: string, handlers: string): Iterable<Finding> {
  yield* environmentFolder(files, folder);
  yield* functionHandlers(files, handlers);
  yield* sampleEvents(files, folder);
  yield* schemaSamples(files, folder);
  for (const check of CHECKS) yield* check(files);
}
