/** Wherever Terraform can hold a credential, no audit shows it. */
import fc from "fast-check";
import { auditInSarif, auditOf, suppress, type AuditRuleId } from "../../../review";
import { auditInWords } from "../../../cli/text/audit-text";
import type { Resources } from "./case";
import { CASES } from "./cases";
import { stackOf } from "./stack-of";

const CANARY = "canary7q2z";

/** As a value, in a value, and in expressions that are evaluated and that are not. */
const PLANTED: readonly ((value: string) => string)[] = [
  () => CANARY,
  (value) => `${value} ${CANARY}`,
  (value) => `${CANARY}${value}`,
  () => `\${upper("${CANARY}")}`,
  () => `\${jsonencode({ a = "${CANARY}" })}`,
  () => `\${${CANARY}.a.b}`,
  () => `%{ if "${CANARY}" == "" }x%{ endif }`,
];

type Path = readonly (string | number)[];

/** Where texts stand, also those within documents that are text themselves. Names of statements are shown, as in a plan. */
function textsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value === "string") return [at, ...(value.startsWith("{") ? textsIn(parsed(value), [...at, "json"]) : [])];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => key !== "Sid" && key !== "statement_id")
    .flatMap(([key, member]) => textsIn(member, [...at, key]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function planted(value: unknown, [step, ...rest]: Path, plant: (value: string) => string): unknown {
  if (step === undefined) return plant(typeof value === "string" ? value : "");
  if (typeof value === "string") return JSON.stringify(planted(parsed(value), rest, plant));
  if (Array.isArray(value))
    return value.map((item: unknown, at) => (String(at) === step ? planted(item, rest, plant) : item));
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, item]) => [key, key === step ? planted(item, rest, plant) : item]));
}

const places = (Object.keys(CASES) as AuditRuleId[]).flatMap((rule) =>
  [...CASES[rule].keeps, ...CASES[rule].breaks, ...CASES[rule].open].flatMap((resources) =>
    textsIn(resources).map((at) => ({ resources, at })),
  ),
);

test("text, JSON and SARIF hold no value of any argument, also where it stands in an expression", () => {
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...PLANTED), ({ resources, at }, plant) => {
      const audit = suppress(auditOf([stackOf(planted(resources, at, plant) as Resources)]), [], "2027-01-01");
      const said = [
        JSON.stringify(audit),
        JSON.stringify(auditInSarif(audit, () => "a.json")),
        ...auditInWords(audit, 1),
      ];
      expect(said.join("\n").replace(/\s+/g, "")).not.toContain(CANARY);
    }),
    { numRuns: 2_000 },
  );
});
