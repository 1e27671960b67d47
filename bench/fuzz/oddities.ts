/** What stands where something else is expected. Long ones are made when they are needed, and named by what they are. */

/** A text, or one that is too long to print: `text` so many times between `open` and `close`, or a {@link NESTS} so deep. */
export type Oddity =
  | string
  | { readonly open: string; readonly text: string; readonly repeat: number; readonly close: string }
  | { readonly nest: number; readonly levels: number }
  /** So many lines of YAML, each a level deeper. */
  | { readonly stairs: number; readonly key: boolean };

/** The text of an oddity. */
export function odd(oddity: Oddity): string {
  if (typeof oddity === "string") return oddity;
  if ("nest" in oddity) return nested(oddity, "1");
  if ("stairs" in oddity) {
    const lines = Array.from({ length: oddity.stairs }, (_, step) => " ".repeat(step) + (oddity.key ? "a:" : "-"));
    return `\n${lines.join("\n")}`;
  }
  return oddity.open + oddity.text.repeat(oddity.repeat) + oddity.close;
}

/** A text within so many levels of a {@link NESTS}. */
export function nested({ nest, levels }: { readonly nest: number; readonly levels: number }, text: string): string {
  const { open, close } = NESTS[nest] ?? { open: "", close: "" };
  return open.repeat(levels) + text + close.repeat(levels);
}

/** Objects and lists within each other, in JSON and in what YAML has beside it. */
export const NESTS: readonly { readonly open: string; readonly close: string }[] = [
  { open: "[", close: "]" },
  { open: '{"a":', close: "}" },
  { open: '[{"a":', close: "}]" },
  { open: '{"$or":[{"a":[1]},', close: "]}" },
  { open: "- ", close: "" },
  { open: "? ", close: "" },
  { open: "${", close: "}" },
  { open: "jsonencode([", close: "])" },
];

/** Letters that mean something somewhere. */
export const PIECES: readonly string[] = [
  ...["\0", "\ud800", "\udfff", "\ufeff", "\u2028", "\r", "\t", "\n", "\n\n", " ", "\u001b[31m", "\u0085", "é", "😀"],
  ...['"', "'", "`", "\\", "\\u", "\\u0000", "\\ud800", "//", "/*", "#", "%", "%ff", "%00", "&", "=", "?", ";"],
  ...["{", "}", "[", "]", "(", ")", "<", ">", ",", ":", ": ", "- ", "? ", "| ", "> ", "---", "...", "~", "!", "@"],
  ...[
    "${",
    "$${",
    "%{",
    "}}",
    "$.",
    "$",
    "*",
    "**",
    "&a ",
    "*a",
    "<<: *a",
    "!!binary ",
    "!<x> ",
    "<x>",
    "<aws.events.",
  ],
  ...["0", "-", "-0", "1e400", "1e-400", "9007199254740993", "0x1f", "012", ".nan", "1_000", "__proto__", "null"],
  ...["\r\nX-Added: 1", "\r\n\r\n", "cron(", "rate(", "at(", "L", "W", "/0", "#6", "1-0", "../", "\u{1d11e}"],
];

const text = (value: string): string => JSON.stringify(value);

/** Names of fields that are none, or that JavaScript or EventBridge knows. */
export const KEYS: readonly Oddity[] = [
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "length",
    "",
    "0",
    "a.b",
    " ",
    "*",
    "$or",
    "exists",
  ].map(text),
  ...["prefix", "numeric", "type", "count", "for_each", "dynamic", "values", "Source", "detail", "//", "<<"].map(text),
  ...[String.raw`"\u0000"`, String.raw`"\ud800"`, '"\\u001b[2J"', '"${a.b.c}"'],
  { open: '"', text: "k", repeat: 3_000, close: '"' },
];

/** Values of JSON that are of another type, too large, too deep, or mean something to somebody. */
export const VALUES: readonly Oddity[] = [
  ...["null", "true", "false", "0", "-0", "-1", "1.10", "1e400", "-1e400", "1e-400", "9007199254740993", "1e15", "0.1"],
  ...['""', "[]", "{}", "[[]]", "[null]", "[{}]", "[1]", '[""]', '{"":""}', "[[],[[]]]"],
  ...[
    " ",
    "*",
    "**",
    "$",
    "$.detail",
    "$.detail[0]",
    "$.a..b",
    "<x>",
    "<aws.events.event>",
    "a.b",
    "..",
    "/",
    "$context.constructor",
    "$request.header.constructor",
  ].map(text),
  ...[
    "${aws_cloudwatch_event_bus.x.arn}",
    "${each.value.a}",
    "${",
    "$${x}",
    "${aws_cloudwatch_event_bus.orders.constructor}",
    "${constructor.a.arn}",
    "<constructor>",
    "%{if x}",
    "${jsonencode({a=[1]})}",
  ].map(text),
  ...["arn:aws:events:eu-central-1:200000000001:event-bus/x", "arn:", "arn:aws:lambda:::function:", "default"].map(
    text,
  ),
  ...["https://", "https://[::1", "https://a.example/*/*", "http://a:b@c", "2026-02-30T25:61:61Z", "+010000-01-01"].map(
    text,
  ),
  ...[
    "cron(0 0 30 2 ? *)",
    "cron(* * * * * 1970-99999)",
    "rate(99999999999999999999 days)",
    "at(0000-00-00T00:00:00)",
  ].map(text),
  ...["yes", "012", "1e3", "2026-01-01", "null", "~", "__proto__", "constructor", "1".repeat(30)].map(text),
  ...[String.raw`"\u0000"`, String.raw`"\ud800"`, String.raw`"\udfff\ud800"`, String.raw`"\r\nX-Evil: 1"`],
  ...['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '{"a":1,"a":2}', '{"length":3}'],
  ...['[{"exists":1}]', '[{"prefix":1}]', '[{"wildcard":"a**b"}]', '[{"wildcard":"\\\\"}]', '[{"numeric":["<"]}]'],
  ...[
    '[{"numeric":["=",1e400]}]',
    '[{"cidr":"::/129"}]',
    '[{"anything-but":{"prefix":[]}}]',
    '{"$or":[]}',
    '[{"$or":1}]',
  ],
  ...['{"constant_value":[]}', '{"references":["each.value.a","each.value"]}', '[{"a":true}]', '{"Fn::Join":["",[]]}'],
  { open: '"', text: "x", repeat: 100_000, close: '"' },
  { open: '"', text: "\\n", repeat: 20_000, close: '"' },
  { open: '"', text: "*a", repeat: 1_000, close: '"' },
  { open: '"', text: "<a>", repeat: 2_000, close: '"' },
  { open: '"$', text: ".a", repeat: 3_000, close: '"' },
  { open: '"', text: "${a.b.c}", repeat: 1_000, close: '"' },
  { open: "", text: "9", repeat: 400, close: "" },
  { open: "[", text: "1,", repeat: 20_000, close: "1]" },
  { open: "[", text: '{"a":1},', repeat: 5_000, close: "{}]" },
  ...[200, 600, 1_500, 10_000, 100_000].flatMap((levels) => [0, 1].map((nest): Oddity => ({ nest, levels }))),
];

/** What YAML has beside JSON: aliases, tags, and scalars that are not what they look like. */
export const YAML_VALUES: readonly Oddity[] = [
  ...[
    "~",
    "",
    "yes",
    "no",
    "on",
    "012",
    "0o17",
    "0x1F",
    "0b1",
    "1_000",
    "1:30",
    "+1",
    "1.",
    ".5",
    ".inf",
    "-.inf",
    ".nan",
  ],
  ...[
    "2026-01-01",
    "2026-01-01T00:00:00Z",
    "12e03",
    "<<",
    "=",
    "!",
    "! a",
    "!!binary aGk=",
    "!!binary '?'",
    "!!null x",
  ],
  ...[
    "!!set {a, b}",
    "!!omap [a: 1]",
    "!!pairs [a: 1]",
    "!!timestamp 2026-01-01",
    "!!float x",
    "!!int 1e400",
    "!!js/function x",
  ],
  ...["*a", "&a [*a]", "&a {x: *a}", "&a", "&a x", "[&a 1, *a]", "{<<: *a}", "{<<: {x: 1}}", "{[1]: 2}", "{? [a] : b}"],
  ...[
    "|\n x",
    "|+\n\n",
    ">-\n x\n y",
    "|9\n x",
    '"\\x00"',
    '"\\uD800"',
    '"\\u001b"',
    "'",
    "''",
    '"',
    "{",
    "[",
    "- ",
    "? ",
    "--- x",
  ],
  ...["{a, b}", "[a: 1]", "{a: }", "{: a}", "{'': }", "[,]", "a: b: c", "a #b", "a: #b", "@a", "`a`", "%a", "\ta"],
  { open: "[&a [1,1,1,1,1,1,1,1,1]", text: ",*a", repeat: 1_000, close: "]" },
  { open: "", text: "- ", repeat: 300, close: "x" },
  ...["- ", "? ", "a: ", "-\t", "- &a ", "? a: ", "-\n", "{a: "].map((text) => ({
    open: "",
    text,
    repeat: 20_000,
    close: "x",
  })),
  ...[1, 0].flatMap((key) => [20, 390, 900].map((stairs): Oddity => ({ key: key === 1, stairs }))),
];
