/** Every rule that a finding can name, by the kind of file it is about. */
import { auditRules } from "./audit";
import { contractTestRules } from "./contract-tests";
import { connectionRules } from "./connections";
import { eventSchemaRules } from "./event-schemas";
import { fileRules } from "./files";
import { functionsRules } from "./functions";
import { hubRules } from "./hub";
import { ingressRules } from "./ingress";
import { inputRules } from "./inputs";
import { layerRules } from "./layers";
import { patternRules } from "./patterns";
import type { Rule } from "./rule";
import { shapeRules } from "./shapes";
import { sourceRules } from "./sources";
import { tenantRules } from "./tenants";

/** A chapter of `docs/findings.md`: what its rules are about, and the rules by id. */
export const RULE_CHAPTERS = [
  { title: "Files, their names and their YAML", rules: fileRules },
  { title: "Keys and values of any file", rules: shapeRules },
  { title: "extends and preset", rules: layerRules },
  { title: "hub.yaml and the environment as a whole", rules: hubRules },
  { title: "sources/", rules: sourceRules },
  { title: "tenants/: destinations", rules: tenantRules },
  { title: "tenants/: connections", rules: connectionRules },
  { title: "Event patterns", rules: patternRules },
  { title: "Inputs, input transformers and HTTP parameters", rules: inputRules },
  { title: "schemas/, and what is said of events that have one", rules: eventSchemaRules },
  { title: "functions/", rules: functionsRules },
  { title: "ingress/", rules: ingressRules },
  { title: "audit.yaml", rules: auditRules },
  { title: "tests/", rules: contractTestRules },
] as const satisfies readonly { title: string; rules: Readonly<Record<string, Rule>> }[];

const ALL = {
  ...fileRules,
  ...shapeRules,
  ...layerRules,
  ...hubRules,
  ...sourceRules,
  ...tenantRules,
  ...connectionRules,
  ...patternRules,
  ...inputRules,
  ...eventSchemaRules,
  ...functionsRules,
  ...ingressRules,
  ...auditRules,
  ...contractTestRules,
};

/** The stable id of a rule: what scripts know a finding by, whatever its message says. */
export type RuleId = keyof typeof ALL;

/** Every rule by its id. */
export const RULES: Readonly<Record<RuleId, Rule>> = ALL;

export type { Rule, Severity } from "./rule";
