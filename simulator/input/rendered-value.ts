import { writeJson } from "./json-text";
import { isJsonList, isJsonObject, type JsonValue } from "./json-value";
import type { Resolution } from "./resolve-path";
import type { PlaceholderContext } from "./template";

/**
 * A value as it stands in the rendered template. `unknown` says what was never recorded and is not documented; `text` is
 * then what the neighbouring rules would give, to be shown as an assumption only.
 */
export interface RenderedValue {
  readonly text: string;
  readonly unknown?: string;
}

/**
 * Writes a value in place of a placeholder, as recorded on AWS (us-east-1, September 2026).
 *
 * In a template that is an object, a text is written as JSON, inside quotes without quotes of its own: its quotes,
 * backslashes and line breaks are escaped. In any other template nothing is escaped, and an object or a list loses all
 * its quotes. "EventBridge doesn't escape values extracted by Input Path" (eb-transform-target-input) holds for those only.
 */
export function renderValue(resolution: Resolution, context: PlaceholderContext): RenderedValue {
  const inObject = context !== "text" && context !== "bare";
  if (!resolution.found) return { text: context === "jsonValue" ? '""' : "" };
  const { value } = resolution;
  const json = writeJson(value);
  if (typeof value === "string") {
    if (!inObject) return { text: value };
    return { text: context === "jsonValue" ? json : json.slice(1, -1) };
  }
  if (inObject) {
    const nullInside = value === null && context !== "jsonValue";
    return nullInside ? { text: json, unknown: "how AWS writes null inside the quotes of an object" } : { text: json };
  }
  return { text: isJsonList(value) || isJsonObject(value) ? withoutQuotes(value) : json };
}

/** JSON without any double quote, as text shows an object or a list: `{id:7,tags:[a,b]}`. */
function withoutQuotes(value: JsonValue): string {
  return writeJson(value).replaceAll('"', "");
}
