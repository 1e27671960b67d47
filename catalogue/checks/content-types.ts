/** What is sent and what its Content-Type says. EventBridge sends JSON, and text in quotes, whatever the header says. */
import { isMeantAsPath, parseInputTemplate } from "#simulator/input";
import type { Finding } from "../files/findings";
import type { Input } from "../model";
import { deliveries, type Delivery, type SoundFiles } from "../sound-files";
import { quote } from "../wording";

/** API destinations send what EventBridge does unless a header is set (userguide, eb-api-destinations). */
const DEFAULT = "application/json; charset=utf-8";

/** Where an input of each type says what is sent. */
const VALUE_KEYS = { event: "type", path: "path", constant: "constant", transformer: "template" } as const;

/** Bodies that the product would not read as their Content-Type says. */
export function* contentTypes(files: SoundFiles): Iterable<Finding> {
  for (const delivery of deliveries(files)) {
    const { tenant, destination, event, path } = delivery;
    if (destination.httpMethod === "GET" || destination.httpMethod === "HEAD") continue;
    const type = contentTypeOf(delivery);
    if (type === undefined) continue;
    const at = [...path, "input", VALUE_KEYS[event.input.type]];
    if (/^application\/x-www-form-urlencoded\b/i.test(type) || looksLikeForm(event.input)) {
      const wrong = "an API destination sends no form: the body is JSON, or text within its quotes";
      const instead = "write a function that consumes the event and sends the form, or JSON where the product takes it";
      yield tenant.file.finding("form-not-sent", at, `${wrong}; ${instead}`);
      continue;
    }
    const problem = mismatch(type, event.input);
    if (problem !== undefined) yield tenant.file.finding("body-not-of-content-type", at, problem);
  }
}

/** The header that is sent: the connection's wins. Undefined where nobody can say before there is an event. */
function contentTypeOf({ connection, event }: Delivery): string | undefined {
  const ofConnection = connection?.connection.invocationHttpParameters?.header ?? {};
  const ofEvent = event.httpParameters?.headerParameters ?? {};
  const [, value = DEFAULT] =
    [...Object.entries(ofConnection), ...Object.entries(ofEvent)].find(([name]) => /^content-type$/i.test(name)) ?? [];
  return typeof value === "string" && !isMeantAsPath(value) ? value : undefined;
}

/** `To=<to>&Body=hi`, in quotes or without. */
function looksLikeForm(input: Input): boolean {
  return input.type === "transformer" && /^\s*"?[\w.%+-]+=[^&\s{}]*(&[\w.%+-]+=[^&\s{}]*)+"?\s*$/.test(input.template);
}

function mismatch(type: string, input: Input): string | undefined {
  const lines = /ndjson|jsonl|json-seq|json-lines/i.test(type);
  const json = /[/+]json\b/i.test(type);
  const [shown = ""] = type.split(";");
  switch (input.type) {
    case "event":
      return json || lines
        ? undefined
        : `the body is a JSON object, and Content-Type says ${shown}; ${INSTEAD_OF_JSON}`;
    case "constant": {
      const what = typeof input.constant === "string" ? "text in quotes, which are sent as well" : "JSON";
      return json || lines ? undefined : `the body is ${what}, and Content-Type says ${shown}; ${INSTEAD_OF_JSON}`;
    }
    case "path": {
      const what = `what stands at ${input.path} is sent as JSON, text within its quotes`;
      return json || lines ? undefined : `${what}, and Content-Type says ${shown}; ${INSTEAD_OF_JSON}`;
    }
    case "transformer": {
      const { kind, source, syntax } = parseInputTemplate(input.template);
      // What PutTargets refuses is told where it is refused; any other JSON than an object has to come out as JSON.
      if (!syntax.ok || kind === "otherJson") return undefined;
      if (kind === "json") {
        return json || lines
          ? undefined
          : `the body is a JSON object, and Content-Type says ${shown}; ${INSTEAD_OF_JSON}`;
      }
      if (json) {
        const several = source.split("\n").filter((line) => line.trim() !== "").length > 1;
        const instead = `write one JSON object, or a Content-Type such as ${quote("application/x-ndjson")}`;
        return several ? `several texts, one a line, are no JSON as Content-Type says; ${instead}` : undefined;
      }
      const wrong = `EventBridge sends the quotes of a text as well, so this is a JSON text and not ${shown}`;
      return lines ? undefined : `${wrong}; ${INSTEAD_OF_JSON}`;
    }
  }
}

const INSTEAD_OF_JSON = "write JSON where the product takes it, or a function that sends what it does take";
