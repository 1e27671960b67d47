import fs from "node:fs";
import path from "node:path";
import { isJsonObject, renderTargetInput, type JsonObject, type JsonValue, type TargetInput } from "#simulator/input";

const file = path.join(__dirname, "../../../../shared/vectors/inputs-aws.json");

interface Vector {
  readonly name: string;
  readonly target: TargetInput;
  readonly event: JsonObject;
  readonly expectedKind: string;
  readonly expected: JsonValue;
}

// What the recordings mask, under names that the masks show.
const rule = {
  name: "<rule-name>",
  arn: "arn:<partition>:events:<region>:111111111111:rule/<bus-name>/<rule-name>",
};

function sent(vector: Vector) {
  const { time } = vector.event;
  const ingestionTime = typeof time === "string" ? time : "date";
  return renderTargetInput({ target: vector.target, event: vector.event, rule, ingestionTime });
}

/** Masks such as `<uuid:1>` stand for any one string. */
function unmask(value: JsonValue): unknown {
  if (typeof value === "string" && /^<[a-z]+:\d+>$/.test(value)) return expect.any(String);
  if (Array.isArray(value)) return value.map((item: JsonValue) => unmask(item));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, unmask(field)]));
}

if (fs.existsSync(file)) {
  const vectors = JSON.parse(fs.readFileSync(file, "utf8")) as readonly Vector[];
  describe("inputs recorded against AWS", () => {
    test.each(vectors.map((vector) => [vector.name, vector] as const))("%s", (_name, vector) => {
      const result = sent(vector);
      switch (vector.expectedKind) {
        case "body":
        case "json":
          expect(result.kind).toBe("json");
          expect(result.kind === "json" && (JSON.parse(result.body) as unknown)).toEqual(unmask(vector.expected));
          break;
        case "rawText":
          expect(result).toEqual({ kind: "rawText", body: vector.expected });
          break;
        case "notDelivered":
          expect(result.kind).toBe("notDelivered");
          break;
        case "putTargetsError":
          expect(result).toMatchObject({
            kind: "putTargetsError",
            code: isJsonObject(vector.expected) ? vector.expected["Code"] : undefined,
            message: isJsonObject(vector.expected) ? vector.expected["Message"] : undefined,
          });
          break;
        default:
          throw new Error(`a kind this test does not know: ${vector.expectedKind}`);
      }
    });
  });
} else {
  test.skip(`inputs recorded against AWS: ${file} is not there`, () => undefined);
  process.stdout.write(`Skipped the inputs recorded against AWS: ${file} is not there.\n`);
}
