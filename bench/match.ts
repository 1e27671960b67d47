import { compileRules } from "#simulator/pattern";

/** The operators measured, with what rule number `rule` of `rules` asks for. */
interface Workload {
  operator: string;
  pattern: (rule: number) => object;
  /** Events a second that the project set out to beat, by number of rules; a dash where none was set. */
  orientation: Readonly<Record<number, string>>;
}

const RULE_COUNTS = [10, 100, 1_000, 10_000];
const EVENT_SIZES = [340, 900];
const EVENTS = 1_000;
const RUNS = 20;
const PASSES = 10;

/** Every rule asks for one of these sources too, as rules of a hub do. */
const SOURCES = ["shop.orders", "shop.payments", "shop.stock", "shop.mail"];

const WORKLOADS: readonly Workload[] = [
  {
    operator: "exact",
    pattern: (rule) => ({ source: [sourceOf(rule)], detail: { orderId: [orderId(rule)] } }),
    orientation: { 10: "670K", 100: "623K", 1_000: "431K", 10_000: "369K" },
  },
  {
    operator: "prefix",
    pattern: (rule) => ({ source: [sourceOf(rule)], detail: { orderId: [{ prefix: orderId(rule).slice(0, 9) }] } }),
    orientation: { 10: "654K", 100: "599K", 1_000: "498K", 10_000: "325K" },
  },
  {
    operator: "suffix",
    pattern: (rule) => ({ source: [sourceOf(rule)], detail: { customer: [{ suffix: `-${rule}` }] } }),
    orientation: {},
  },
  {
    operator: "ignore-case",
    pattern: (rule) => ({
      source: [sourceOf(rule)],
      detail: { customer: [{ "equals-ignore-case": customer(rule).toUpperCase() }] },
    }),
    orientation: {},
  },
  {
    operator: "cidr",
    pattern: (rule) => ({ source: [sourceOf(rule)], detail: { ip: [{ cidr: `${address(rule)}/31` }] } }),
    orientation: {},
  },
  {
    operator: "anything-but",
    pattern: (rule) => ({
      source: [sourceOf(rule)],
      detail: { customer: [customer(rule)], state: [{ "anything-but": ["cancelled", `state-${rule}`] }] },
    }),
    orientation: { 10: "345K", 100: "303K", 1_000: "258K", 10_000: "129K" },
  },
  {
    operator: "numeric",
    pattern: (rule) => ({
      source: [sourceOf(rule)],
      detail: { total: [{ numeric: [">=", rule * 10, "<", rule * 10 + 10] }] },
    }),
    orientation: { 10: "277K", 100: "66K", 1_000: "17K", 10_000: "10K" },
  },
  {
    operator: "wildcard",
    pattern: (rule) => ({ source: [sourceOf(rule)], detail: { path: [{ wildcard: `*/${segment(rule)}/*.json` }] } }),
    orientation: { 10: "170K", 100: "30K", 1_000: "1.4K" },
  },
];

/** Measures how many events a second one thread reads with JSON.parse and matches, and prints a table. */
export async function benchMatch(): Promise<void> {
  printRow("operator", "rules", ...EVENT_SIZES.map((size) => `events/s, ${size} B`), "orientation, 340 B", "matched");
  for (const { operator, pattern, orientation } of WORKLOADS) {
    for (const rules of RULE_COUNTS) {
      const index = compileRules(Array.from({ length: rules }, (_, rule) => ({ pattern: pattern(rule), value: rule })));
      const measured = EVENT_SIZES.map((size) =>
        measure(eventTexts(rules, size), (text) => index.match(JSON.parse(text) as object).length),
      );
      const matched = `${Math.round((measured[0]?.matchedShare ?? 0) * 100)} %`;
      const rates = measured.map(({ perSecond }) => count(perSecond));
      printRow(operator, count(rules), ...rates, orientation[rules] ?? "-", matched);
      // Lets whatever else the process has to do have a turn.
      await new Promise(setImmediate);
    }
  }
  const parsing = EVENT_SIZES.map((size) =>
    measure(eventTexts(10, size), (text) => ((JSON.parse(text) as { source: string }).source === "" ? 1 : 0)),
  );
  printRow("JSON.parse alone", "-", ...parsing.map(({ perSecond }) => count(perSecond)), "-", "-");
}

function printRow(operator: string, ...columns: string[]): void {
  console.log([operator.padEnd(16), ...columns.map((column) => column.padStart(18))].join("  "));
}

function count(number: number): string {
  return Math.round(number).toLocaleString("en");
}

/**
 * The best of several short runs over the texts: on a machine that others use too, the rest measures the others.
 */
function measure(
  texts: readonly string[],
  match: (text: string) => number,
): { perSecond: number; matchedShare: number } {
  let best = 0;
  let matched = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const start = performance.now();
    matched = 0;
    for (let pass = 0; pass < PASSES; pass += 1) {
      for (const text of texts) matched += match(text) > 0 ? 1 : 0;
    }
    best = Math.max(best, (PASSES * texts.length * 1_000) / (performance.now() - start));
  }
  return { perSecond: best, matchedShare: matched / (PASSES * texts.length) };
}

/** Events about as large as asked; every other one belongs to a rule. */
function eventTexts(rules: number, size: number): string[] {
  return Array.from({ length: EVENTS }, (_, number) => {
    const rule = Math.floor((number * rules) / EVENTS) + (number % 2) * rules;
    const event = {
      version: "0",
      id: `6a7e8feb-b491-4cf7-a9f1-${String(number).padStart(12, "0")}`,
      "detail-type": "Order Placed",
      source: sourceOf(rule),
      account: "123456789012",
      time: "2026-11-20T10:00:00Z",
      region: "eu-central-1",
      resources: [],
      detail: {
        orderId: orderId(rule),
        customer: customer(rule),
        ip: address(rule),
        state: "placed",
        total: rule * 10 + 5,
        path: `in/${segment(rule)}/${number}.json`,
        note: "",
      },
    };
    event.detail.note = "x".repeat(Math.max(0, size - JSON.stringify(event).length));
    return JSON.stringify(event);
  });
}

const sourceOf = (rule: number): string => SOURCES[rule % SOURCES.length] ?? "";
const orderId = (rule: number): string => `O${String(rule).padStart(8, "0")}-2026`;
const customer = (rule: number): string => `customer-${rule}`;
const address = (rule: number): string => `10.${(rule >> 15) & 255}.${(rule >> 7) & 255}.${(rule << 1) & 255}`;
const segment = (rule: number): string => `tenant-${rule.toString(36)}`;
