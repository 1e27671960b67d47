/** Environments that are broken in one way each, with all that has to be printed of them. */
import type { Broken } from "../environment-folder";
import { connections } from "./connections";
import { deployment } from "./deployment";
import { eventSchemas } from "./event-schemas";
import { files } from "./files";
import { functions } from "./functions";
import { ingress } from "./ingress";
import { inputs } from "./inputs";
import { layers } from "./layers";
import { limits } from "./limits";
import { otherTools } from "./other-tools";
import { patternMeanings } from "./pattern-meanings";
import { patterns } from "./patterns";
import { requests } from "./requests";
import { schedules } from "./schedules";
import { severalConnections } from "./several-connections";
import { shapes } from "./shapes";
import { sources } from "./sources";
import { templates } from "./templates";
import { values } from "./values";

export const tables: Readonly<Record<string, readonly Broken[]>> = {
  files,
  shapes,
  values,
  sources,
  patterns,
  patternMeanings,
  inputs,
  templates,
  requests,
  connections,
  functions,
  schedules,
  ingress,
  limits,
  layers,
  severalConnections,
  deployment,
  eventSchemas,
  otherTools,
};

export const broken: readonly Broken[] = Object.values(tables).flat();
