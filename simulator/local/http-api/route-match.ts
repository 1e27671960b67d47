import type { HttpRoute } from "../../topology";

/** A route that takes a request. */
export interface RouteMatch {
  readonly route: HttpRoute;
  /** Values of the path's variables, URL-decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Candidate extends RouteMatch {
  /** What stands in each segment: 0 text, 1 `{variable}`, 2 `{greedy+}`. Smaller is more specific. */
  readonly rank: readonly number[];
  readonly anyMethod: boolean;
}

/**
 * The route of a request: the most specific that matches, text before `{variable}` before `{greedy+}`, a method before
 * ANY, and `$default` after all others. Paths are told apart by case and by a slash at their end.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function matchRoute(routes: readonly HttpRoute[], method: string, path: string): RouteMatch | undefined {
  const candidates = routes.flatMap((route) => candidateOf(route, method, path.split("/").slice(1)));
  const [best] = candidates.sort(bySpecificity);
  if (best !== undefined) return best;
  const fallback = routes.find(({ key }) => key === "$default");
  return fallback === undefined ? undefined : { route: fallback, pathParameters: {} };
}

function candidateOf(route: HttpRoute, method: string, given: readonly string[]): Candidate[] {
  const [wantedMethod, path] = route.key.split(" ");
  if (path === undefined || (wantedMethod !== method && wantedMethod !== "ANY")) return [];
  const wanted = path.split("/").slice(1);
  const rank: number[] = [];
  const pathParameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const { name, greedy } = /^\{(?<name>[^}+]+)(?<greedy>\+?)\}$/.exec(segment)?.groups ?? {};
    const value = greedy === "+" ? given.slice(index).join("/") : given[index];
    if (value === undefined || value === "" ? segment !== value : name === undefined && segment !== value) return [];
    rank.push(name === undefined ? 0 : greedy === "+" ? 2 : 1);
    if (name !== undefined) pathParameters[name] = decoded(value ?? "");
    if (greedy === "+") return [{ route, pathParameters, rank, anyMethod: wantedMethod === "ANY" }];
  }
  return wanted.length === given.length ? [{ route, pathParameters, rank, anyMethod: wantedMethod === "ANY" }] : [];
}

function bySpecificity(one: Candidate, other: Candidate): number {
  const at = one.rank.findIndex((rank, index) => rank !== other.rank[index]);
  if (at !== -1) return (one.rank[at] ?? 0) - (other.rank[at] ?? 0);
  return Number(one.anyMethod) - Number(other.anyMethod);
}

/** What is no URL encoding stays as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
