const OPERATOR = /"(prefix|suffix|equals-ignore-case|wildcard|anything-but|numeric|cidr|exists|exactly|\$or)"\s*:/g;

/** Names what was refused: the operators in the pattern, and AWS's sentence without what it quotes of the pattern. */
export function refusalKind(pattern: string, reason: string): string {
  const sentence = sentenceOf(reason);
  return `${sentence.startsWith("Rule is too complex") ? complexPart(pattern) : operatorsOf(pattern)}: refused, ${sentence}`;
}

function operatorsOf(pattern: string): string {
  const operators = new Set(Array.from(pattern.matchAll(OPERATOR), (match) => match[0].split('"')[1]));
  return operators.size === 0 ? "a pattern" : [...operators].join(" ");
}

/** Of a pattern that is too complex only the wildcards matter, and whether all of them are inside anything-but. */
function complexPart(pattern: string): string {
  const outside = pattern.replace(/"anything-but"\s*:\s*\{[^}]*\}/g, "");
  return outside.includes('"wildcard"') ? "wildcard" : "anything-but wildcard";
}

/** The place that AWS names behind some of its sentences: `\n at [Source: (String)"..."; line: 1, column: 2]`. */
export const PLACE = /\n at \[Source: [^]*$/;

/** What stands for the sentence where AWS answers InternalFailure with an empty one. */
export const FAILURE = "InternalFailure";

const QUOTED: readonly (readonly [quoted: RegExp, put: string])[] = [
  [PLACE, ""],
  [/^The list of .* is empty, to which .*$/, FAILURE],
  [/ starting at [^]*$/, " ...)"],
  [/\(start marker at [^]*$/, "..."],
  [/ \('.' \(code \d+\)\)/, ""],
  [/pos \d+$/, "pos N"],
  // What is counted is one thing, whichever of two sentences counts it.
  [/^.* 1000 .*combinations$/, "more than 1000 combinations"],
  [/^".*" must be/, '"X" must be'],
  [/^\S+ is Ruler reserved/, "X is Ruler reserved"],
  [/match type .*$/, "match type X"],
  [/token '.*?'/, "token X"],
  [/(numeric range operator|numeric range|number |member in numeric match|IP address|pattern): .*$/, "$1: X"],
];

function sentenceOf(reason: string): string {
  return QUOTED.reduce((sentence, [quoted, put]) => sentence.replace(quoted, put), reason);
}
