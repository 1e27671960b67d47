/** Presets as people read them. */
import { stringify } from "yaml";
import type { PresetFile, PresetSummary } from "../../catalogue/preset";
import type { UnsupportedProduct } from "../../catalogue/unsupported";
import { count } from "../../catalogue/wording";
import { idOf } from "../../onboarding";
import { columns, fitted, folded, wrapped } from "./terminal";

/** What `hub presets` has found. */
export interface FoundPresets {
  readonly presets: readonly PresetSummary[];
  readonly unsupported: readonly UnsupportedProduct[];
  /** How many presets there are. */
  readonly all: number;
  /** What was looked for, if anything was. */
  readonly search: string | undefined;
}

/** The presets as a table. Of the products that cannot be called, those that were looked for, each with its reason. */
export function presetTable({ presets, unsupported, all, search }: FoundPresets): string {
  const impossible = search === undefined ? [] : unsupported;
  const none = `None of the ${count(all, "preset")} has ${JSON.stringify(search)}. A tenant's file can say all itself: docs/onboarding.md.`;
  const rows = columns([
    ["PRESET", "LEVEL", "AUTH", "PRODUCT"],
    ...presets.map(({ id, level, authorization, name }) => [id, level, shortType(authorization), name]),
  ]);
  const hint = "hub presets show ID says what to write in a tenant's file, and how to obtain the credential.";
  return [
    ...(presets.length > 0 ? rows.map((row) => fitted(row)) : impossible.length > 0 ? [] : paragraph(none)),
    ...(presets.length > 0 ? ["", ...paragraph(hint)] : []),
    ...(search === undefined && unsupported.length > 0
      ? paragraph(
          `${count(unsupported.length, "product")} cannot be called directly: docs/presets.md says why, and the way round.`,
        )
      : []),
    ...impossible.flatMap(({ name, reason, instead }) => [
      "",
      ...paragraph(`${name} cannot be called directly: ${reason}. The way round: ${instead}.`),
    ]),
  ]
    .join("\n")
    .trim();
}

/** OAuth has a long name, and eighty columns are few. */
function shortType(authorization: string): string {
  return authorization === "OAUTH_CLIENT_CREDENTIALS" ? "OAUTH" : authorization;
}

/** All that is known of one preset. */
export function presetInWords({ id, preset }: PresetFile): string {
  const { authorization } = preset.connection;
  const operations = Object.entries(preset.operations);
  return [
    ...paragraph(`${preset.name} (${preset.vendor}): ${preset.description}`),
    "",
    "A tenant's file starts from it so:",
    ...exampleTenant({ id, preset }).map((line) => `  ${line}`),
    "",
    ...section("Authorization", [String(authorization["type"])]),
    ...section(
      "The secret holds",
      Object.entries(preset.credential.values).map(([key, value]) => `${key}: ${value}`),
    ),
    ...section("How to obtain it", numbered(preset.credential.steps)),
    ...section("Whether it is good", [checkInWords(preset.credentialCheck)]),
    ...operations.flatMap(([operation, each]) =>
      section(`Operation ${operation}`, [
        each.description,
        `${each.httpMethod} ${each.invocationEndpoint}`,
        `${count(each.invocationRateLimitPerSecond, "request")} a second: ${each.rateLimitReason}`,
      ]),
    ),
    ...(operations.length === 0
      ? section("Endpoint", [`The file names it, with method, rate and input. It begins with ${preset.baseUrl}`])
      : []),
    ...(preset.retryAfter === undefined
      ? []
      : section("When to come back", [`The header ${preset.retryAfter.header} says, in ${preset.retryAfter.unit}`])),
    ...(preset.idempotency === undefined
      ? []
      : section("Duplicates", [
          `${preset.idempotency.name} (${preset.idempotency.in}), filled from ${preset.idempotency.value}: ${preset.idempotency.effect}`,
        ])),
    ...section("Mind", preset.traps),
    ...section(
      "Read on the vendor's pages",
      preset.sources.map(({ page, read, proves }) => `${page} (${read}): ${proves.join(", ")}`),
    ),
    ...section(
      "Unconfirmed",
      Object.entries(preset.unconfirmed).map(([fact, why]) => `${fact}: ${why}`),
    ),
  ]
    .join("\n")
    .trimEnd();
}

function checkInWords(check: PresetFile["preset"]["credentialCheck"]): string {
  return "none" in check ? `cannot be tried beforehand: ${check.none}` : `${check.method} ${check.url} answers it`;
}

function numbered(steps: readonly string[]): string[] {
  return steps.map((step, index) => `${index + 1}. ${step}`);
}

function section(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  return [`${title}:`, ...lines.flatMap((line) => folded(`  ${line}`, "    ")), ""];
}

function paragraph(text: string): string[] {
  return wrapped(text, "");
}

/** The lines of a tenant's file that a preset leaves to be written, with the preset's examples. */
function exampleTenant({ id, preset }: Pick<PresetFile, "id" | "preset">): string[] {
  const variables = Object.entries(preset.variables);
  const operations = Object.entries(preset.operations);
  const [operation] = operations;
  const event = operation?.[1].sampleEvent ?? { source: "com.example.shop", "detail-type": "Order Placed" };
  const eventPattern = { source: [event.source], "detail-type": [event["detail-type"]] };
  const own = {
    invocationEndpoint: `${preset.baseUrl.replace(/\/$/, "")}/...`,
    httpMethod: "POST",
    invocationRateLimitPerSecond: 5,
  };
  const value = {
    preset: id,
    ...(variables.length === 0
      ? {}
      : { variables: Object.fromEntries(variables.map(([name, { example }]) => [name, example])) }),
    destinations: {
      [operation?.[0] ?? "events"]: {
        ...(operation === undefined ? own : {}),
        events: {
          [idOf(event["detail-type"])]: {
            eventPattern,
            ...(operation === undefined ? { input: { type: "event" } } : {}),
          },
        },
      },
    },
  };
  return stringify(value).trimEnd().split("\n");
}
