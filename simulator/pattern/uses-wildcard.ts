/**
 * Whether a pattern uses the wildcard operator anywhere, also within anything-but: AWS counts such rules of a bus. A field
 * may be called so, too.
 *
 * @param pattern parsed JSON
 */
export function usesWildcard(pattern: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((item) => isOperator(item) || usesWildcard(item));
  return typeof pattern === "object" && pattern !== null && Object.values(pattern).some(usesWildcard);
}

function isOperator(matcher: unknown): boolean {
  if (typeof matcher !== "object" || matcher === null) return false;
  const butNot: unknown = "anything-but" in matcher ? matcher["anything-but"] : undefined;
  return "wildcard" in matcher || (typeof butNot === "object" && butNot !== null && "wildcard" in butNot);
}
