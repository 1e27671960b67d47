/**
 * Terraform reads `${` and `%{` in any string as the start of an expression. Text from a catalogue is never one: an input
 * template may well hold `${`, and a description must not be able to call a Terraform function.
 *
 * @throws Error for text that CDKTF would take for one of its own tokens: it has no escape, and stands for a reference to
 * any resource of any stack.
 */
export function literalText<T>(value: T): T;
export function literalText(value: unknown): unknown {
  if (typeof value === "string") return literal(value);
  if (Array.isArray(value)) return value.map((item: unknown) => literalText(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [literalText(key), literalText(item)]));
  }
  return value;
}

function literal(text: string): string {
  if (text.includes("{TfToken[")) {
    throw new Error(`Text of the catalogue must not hold a token of CDKTF, "{TfToken[": ${text}`);
  }
  // A replacement of "$${" would be read as an escaped "$" and put "${" back; "$&" repeats what was found.
  return text.replace(/[$%](?=\{)/g, "$&$&");
}
