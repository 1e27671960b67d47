/** One part of a Terraform template: plain text, or the expression between `${` and `}`. */
export type TemplatePart =
  { readonly kind: "text"; readonly text: string } | { readonly kind: "expression"; readonly expression: string };

/**
 * The parts of a string as Terraform reads it: `${` begins an expression, `%{` a directive, and `$${` and `%%{` are the
 * plain text `${` and `%{`. https://developer.hashicorp.com/terraform/language/expressions/strings
 *
 * A directive is an expression here, its `%` included.
 */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  const marker = /\$\$\{|%%\{|\$\{|%\{/g;
  let text = "";
  let at = 0;
  while (at < template.length) {
    marker.lastIndex = at;
    const match = marker.exec(template);
    text += template.slice(at, match?.index);
    if (match === null) break;
    const [found] = match;
    if (found.length === 3) {
      text += found.slice(1);
      at = match.index + 3;
    } else {
      if (text !== "") parts.push({ kind: "text", text });
      text = "";
      const start = match.index + 2;
      const end = endOfExpression(template, start);
      const expression = template.slice(start, end).trim();
      parts.push({ kind: "expression", expression: found === "%{" ? `%${expression}` : expression });
      at = end + 1;
    }
  }
  if (text !== "") parts.push({ kind: "text", text });
  return parts;
}

/** Where the `}` of an expression stands: braces nest, and those in quotes do not count. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  let inQuotes = false;
  for (let at = start; at < template.length; at += 1) {
    const character = template.charAt(at);
    if (inQuotes) {
      if (character === "\\") at += 1;
      else if (character === '"') inQuotes = false;
    } else if (character === '"') inQuotes = true;
    else if (character === "{") depth += 1;
    else if (character === "}") {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return template.length;
}

/** Writes text so that Terraform reads it back as it is. */
export function asTemplate(text: string): string {
  // A function, because in a replacement text `$$` means one `$`.
  return text.replace(/[$%](?=\{)/g, (marker) => marker + marker);
}
