import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

import {
  compileEventPattern,
  compileRules,
  explainMismatch,
  InvalidEventError,
  InvalidEventPatternError,
  testEventPattern,
} from "#simulator/pattern";

interface Vector {
  name: string;
  pattern: string;
  event: string | null;
  expected: boolean | "valid" | "accepted" | "invalid";
  awsMessage?: string;
  message?: string | null;
  reason?: string;
  operation?: string;
}

const folder = path.join(__dirname, "../../../../shared/vectors");

/** What we make of a case, in the words of the vectors. */
function outcome({ pattern, event, operation }: Vector): {
  result: boolean | "valid" | "invalid";
  message?: string;
  reason?: string;
} {
  try {
    const matches = compileEventPattern(pattern);
    if (event === null) return { result: "valid" };
    const byText = matches(event);
    if (operation === "TestEventPattern") expect(testEventPattern(pattern, event)).toBe(byText);
    if (isExactAsObject(event)) expect(matches(JSON.parse(event) as object)).toBe(byText);
    expect(compileRules([{ pattern, value: 1 }]).match(event)).toEqual(byText ? [1] : []);
    expect(explainMismatch(pattern, event) === undefined).toBe(byText);
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

/** Whether JSON.parse keeps all of an event: it rounds numbers, and of equal keys it drops all but the last. */
function isExactAsObject(event: string): boolean {
  return withoutSpace(JSON.stringify(JSON.parse(event))) === withoutSpace(event);
}

function withoutSpace(text: string): string {
  return text.replace(/\s/g, "");
}

function withoutPlace(message: string): string {
  return message.replace(/\n at \[Source: [^]*$/, "");
}

/**
 * LocalStack keeps AWS's messages twice, and these vectors hold the copy from which it cuts the place that changes with
 * every pattern. A message that has kept its place, or was recorded by others, is compared whole.
 */
function comparable(message: string | undefined, { awsMessage }: Vector): string | undefined {
  return awsMessage?.includes("[Source: ") === false ? message && withoutPlace(message) : message;
}

for (const [file, origin] of [
  ["patterns-aws.json", "recorded against AWS by LocalStack"],
  ["patterns-event-ruler.json", "aws/event-ruler's own tests"],
  ["patterns-recorded.json", "recorded against AWS, TestEventPattern"],
  ["wildcard-admission.json", "recorded against AWS, wildcards"],
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
      expect(result).toBe(vector.expected === "accepted" ? "valid" : vector.expected);
      const recorded = vector.awsMessage ?? vector.message;
      // AWS's InternalFailure has no message.
      if (recorded) expect(comparable(message, vector)).toBe(recorded);
      if (vector.reason !== undefined) expect(reason).toBe(vector.reason);
    });
  });
}
