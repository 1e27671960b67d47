/** Values of Terraform that are credentials: known, so that they can be taken out of what Terraform says when it fails. */
import { parsePlan } from "./plan-json";
import { HIDDEN_TEXT, looksLikeCredential, namesCredential } from "./redaction/credential-shapes";
import { templateLines } from "./redaction/template-lines";

/** Characters. What is shorter stands everywhere by chance, and its place gives it away rather than hides it. */
const SHORTEST = 6;

/** Blocks whose every value may be a credential, whatever it is called. */
const BLOCKS: ReadonlySet<string> = new Set(["auth_parameters", "environment", "secret_string"]);

/**
 * The values of a stack's `cdk.tf.json` that stand where credentials do.
 *
 * @param terraform parsed; anything else holds none
 */
export function credentialsOfTerraform(terraform: unknown): string[] {
  const types = Object.values(recordOf(recordOf(terraform)["resource"]));
  return types.flatMap((resources) => Object.values(recordOf(resources)).flatMap((values) => below(values, false)));
}

/**
 * The same of a plan, with what the provider marks as sensitive.
 *
 * @param json `terraform show -json PLAN`, parsed
 * @throws UnusablePlanError when the JSON is no plan
 */
export function credentialsOfPlan(json: unknown): string[] {
  const { resource_changes: changes = [], resource_drift: drift = [] } = parsePlan(json);
  return [...changes, ...drift].flatMap(({ change }) => [
    ...below(change.before, change.before_sensitive),
    ...below(change.after, change.after_sensitive),
  ]);
}

/** @param mark Terraform's: true where all below is sensitive, or the marks of the members */
function below(value: unknown, mark: unknown): string[] {
  if (typeof value === "string") return mark === true && value.length >= SHORTEST ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  const marks = recordOf(mark);
  return Object.entries(value).flatMap(([key, member]) => {
    const isCredential = mark === true || BLOCKS.has(key) || (!Array.isArray(value) && namesCredential(key));
    return below(member, isCredential || marks[key]);
  });
}

/**
 * What Terraform or a provider says, in lines without credentials: known values are taken out, and a line with something of
 * the shape of a credential is hidden whole.
 */
export function saidWithoutCredentials(text: string, credentials: ReadonlySet<string>): string[] {
  const written = [...credentials].flatMap((value) => [value, JSON.stringify(value).slice(1, -1), asInAddress(value)]);
  // Longest first: a value may hold another one.
  const known = [...new Set(written)].sort((a, b) => b.length - a.length);
  const said = known.reduce((rest, value) => rest.replaceAll(value, HIDDEN_TEXT), text.trim());
  return templateLines(said.replace(ID_OF_CALL, withoutRandomId)).map((line) => line.trimEnd());
}

/** How AWS's SDK for Go says which call failed. Those of S3 are as random as a key, and hid why it failed. */
const ID_OF_CALL = /\b(RequestID|HostID): ([\w+/=-]+)/g;

function withoutRandomId(said: string, name: string, id: string): string {
  return looksLikeCredential(id) ? `${name}: ${HIDDEN_TEXT}` : said;
}

/** Half of a character alone cannot stand in an address. */
function asInAddress(value: string): string {
  return encodeURIComponent(Buffer.from(value).toString());
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
