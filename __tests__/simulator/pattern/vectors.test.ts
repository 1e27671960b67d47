import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import { compileEventPattern, InvalidEventError, InvalidEventPatternError } from "#simulator/pattern";

interface Vector {
  name: string;
  pattern: string;
  event: string | null;
  expected: boolean | "valid" | "invalid";
  awsMessage?: string;
  reason?: string;
}

const folder = path.join(__dirname, "../../../../shared/vectors");

/** What compileEventPattern makes of a case, in the words of the vectors. */
function outcome({ pattern, event }: Vector): { result: Vector["expected"]; message?: string; reason?: string } {
  try {
    const matches = compileEventPattern(pattern);
    if (event === null) return { result: "valid" };
    const byText = matches(event);
    expect(matches(JSON.parse(event) as object)).toBe(byText);
    return { result: byText };
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      // Where the reason ends with a place in the text, the vectors of event-ruler leave the place out.
      return { result: "invalid", message: error.message, reason: error.summary };
    }
    if (error instanceof InvalidEventError) return { result: "invalid", message: error.message };
    throw error;
  }
}

for (const [file, origin] of [
  ["patterns-aws.json", "recorded against AWS"],
  ["patterns-event-ruler.json", "aws/event-ruler's own tests"],
] as const) {
  const source = path.join(folder, file);
  if (!existsSync(source)) {
    // eslint-disable-next-line no-console -- a skipped suite has to say why
    console.warn(`The cases ${origin} are skipped: there is no ${source}`);
    describe.skip(`cases ${origin}`, () => {
      it(`needs ${source}`, () => undefined);
    });
    continue;
  }
  const vectors = JSON.parse(readFileSync(source, "utf8")) as Vector[];
  describe(`cases ${origin}`, () => {
    it.each(vectors.map((vector, index) => [`${index} ${vector.name}`, vector] as const))("%s", (_name, vector) => {
      const { result, message, reason } = outcome(vector);
      expect(result).toBe(vector.expected);
      if (vector.awsMessage !== undefined) expect(message).toBe(vector.awsMessage);
      if (vector.reason !== undefined) expect(reason).toBe(vector.reason);
    });
  });
}
