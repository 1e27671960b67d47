/**
 * Terraform reads `${` and `%{` in any string as the start of an expression. Text from a catalogue is never one: an input
 * template may well hold `${`, and a description must not be able to call a Terraform function.
 */
export function literalText<T>(value: T): T;
export function literalText(value: unknown): unknown {
  // A replacement of "$${" would be read as an escaped "$" and put "${" back; "$&" repeats what was found.
  if (typeof value === "string") return value.replace(/[$%](?=\{)/g, "$&$&");
  if (Array.isArray(value)) return value.map((item: unknown) => literalText(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [literalText(key), literalText(item)]));
  }
  return value;
}
