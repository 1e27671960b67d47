import { isJsonList, isJsonObject, ownMember, readJson, writeJson, type JsonValue } from "../../input";
import { contextVariables, type RequestContext } from "./request-context";

/** An answer of an integration, for mappings that refer to it. */
export interface MappedAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const EMBEDDED = /\$\{(?<expression>(?:request|response|context|stageVariables)[^}]*)\}/g;

/**
 * What a mapping comes to: a selection expression such as `$request.body.id`, text with such in `${...}`, or just text.
 * Undefined where the expression finds nothing. Filters and recursive descent are not known to API Gateway either.
 *
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
 */
export function selected(value: string, context: RequestContext, answer?: MappedAnswer): string | undefined {
  if (/^\$(request|response|context|stageVariables)\./.test(value)) return select(value.slice(1), context, answer);
  return value.replace(EMBEDDED, (_, expression: string) => select(expression, context, answer) ?? "");
}

function select(expression: string, context: RequestContext, answer: MappedAnswer | undefined): string | undefined {
  const { request, match, stage } = context;
  const [, whole = "", , name = ""] = /^(\w+\.\w+)(\.(.*))?$/.exec(expression) ?? [];
  switch (whole) {
    case "request.body":
      return fromBody(request.body.toString("utf8"), name);
    case "request.header":
      return ownMember(request.headers, name.toLowerCase());
    case "request.querystring": {
      const values = new URLSearchParams(request.queryString).getAll(name);
      return values.length === 0 ? undefined : values.join(",");
    }
    case "request.path":
      return name === "" ? request.path : ownMember(match.pathParameters, name);
    case "response.header":
      return ownMember(answer?.headers, name.toLowerCase());
    case "response.body":
      return answer === undefined ? undefined : fromBody(answer.body, name);
  }
  if (expression.startsWith("stageVariables."))
    return ownMember(stage.variables, expression.slice("stageVariables.".length));
  return ownMember(contextVariables(context), expression.slice("context.".length));
}

/** The whole body, or what a path of names and `[index]` finds in it: text as it is, all else as JSON. */
function fromBody(body: string, path: string): string | undefined {
  if (path === "") return body === "" ? undefined : body;
  let value: JsonValue | undefined;
  try {
    value = readJson(body);
  } catch {
    return undefined;
  }
  for (const step of path
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .filter(Boolean)) {
    if (value === undefined) return undefined;
    if (isJsonList(value)) value = value[Number(step)];
    else value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  if (value === undefined) return undefined;
  return typeof value === "string" ? value : writeJson(value);
}
