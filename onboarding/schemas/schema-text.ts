/** Schemas as people and formatters write them: what is short stands on one line. */

const WIDTH = 120;

/** JSON text of a schema, with a line break at its end. */
export function schemaText(schema: object): string {
  return `${text(schema, "", "")}\n`;
}

/** @param lead what stands in front of the value on its line */
function text(value: unknown, indent: string, lead: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const short = onOneLine(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (indent.length + lead.length + short.length < WIDTH) return short;
    return `[\n${value.map((item) => `${inner}${text(item, inner, "")}`).join(",\n")}\n${indent}]`;
  }
  const fields = Object.entries(value);
  const isFlat = fields.every(([, field]) => typeof field !== "object" || field === null || Array.isArray(field));
  if (indent !== "" && isFlat && indent.length + lead.length + short.length < WIDTH) return short;
  const lines = fields.map(([name, field]) => {
    const key = `${JSON.stringify(name)}: `;
    return `${inner}${key}${text(field, inner, key)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${onOneLine(field)}`);
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`;
}
