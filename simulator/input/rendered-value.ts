import { isJsonList, isJsonObject, type JsonValue } from "./json-value";
import type { Resolution } from "./resolve-path";
import type { PlaceholderContext } from "./template";

/**
 * A value as it stands in the rendered template. `unknown` says what AWS does not document; `text` is then what the
 * neighbouring rules would give, to be shown as an assumption only.
 */
export interface RenderedValue {
  readonly text: string;
  readonly unknown?: string;
}

/**
 * Writes a value in place of a placeholder. Values are never escaped: "EventBridge doesn't escape values extracted by
 * Input Path" (eb-transform-target-input, common issues), so a quote in a value can end the string around it.
 */
export function renderValue(resolution: Resolution, context: PlaceholderContext): RenderedValue {
  const inJson = context === "jsonValue";
  if (!resolution.found) return { text: inJson ? '""' : "" };
  const { value } = resolution;
  if (typeof value === "string") return { text: inJson ? `"${value}"` : value };
  if (value === null || (inJson && (value === 0 || value === false))) {
    const place = inJson ? "in place of a JSON value" : "inside text";
    return { text: JSON.stringify(value), unknown: `how AWS writes ${JSON.stringify(value)} ${place}` };
  }
  // Inside a JSON string an object keeps its quotes, which is what breaks the JSON; in text it loses them.
  return { text: context === "text" ? plainText(value) : JSON.stringify(value) };
}

/** JSON without its double quotes, as a text template shows it: `{id:7,tags:[a,b]}`. */
function plainText(value: JsonValue): string {
  if (isJsonList(value)) return `[${value.map(plainText).join(",")}]`;
  if (isJsonObject(value)) {
    const fields = Object.entries(value).map(([key, field]) => `${key}:${plainText(field)}`);
    return `{${fields.join(",")}}`;
  }
  return String(value);
}
