import { Lexer, Parser, type CST, type LineCounter } from "yaml";

/**
 * The tokens of a YAML text, which a document is made of; undefined where collections lie deeper within each other than
 * so many levels. What reads on recurses, the parser too as soon as a line ends: where a stack ends among V8's regular
 * expressions, the process ends with it, and there is no error to catch.
 */
export function tokensOf(text: string, lines: LineCounter, levels: number): CST.Token[] | undefined {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  lines.addNewLine(0);
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // Beside collections, the document and a scalar may stand there.
    if (parser.stack.length > levels && parser.stack.filter((token) => "items" in token).length > levels) {
      return undefined;
    }
  }
  return [...tokens, ...parser.end()];
}
