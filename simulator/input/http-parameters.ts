import { isJsonList, isJsonObject, NumberText, type JsonObject } from "./json-value";
import { isMeantAsPath, parseInputPath } from "./path";
import { resolveInputPath } from "./resolve-path";

/**
 * HttpParameters of a target that is an API destination: values for the `*` of its endpoint from left to right,
 * headers, and the query string. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_HttpParameters.html
 */
export interface HttpParameters {
  readonly pathParameters?: readonly string[];
  readonly header?: Readonly<Record<string, string>>;
  readonly queryString?: Readonly<Record<string, string>>;
}

/** A parameter's value for one event, or what is not known about it. */
export type HttpParameterValue =
  { readonly kind: "value"; readonly value: string } | { readonly kind: "unknown"; readonly what: string };

/** A header or query parameter for one event. */
export interface RenderedHttpParameter {
  readonly key: string;
  readonly value: HttpParameterValue;
}

/** HttpParameters for one event, in the order they were written. */
export interface RenderedHttpParameters {
  readonly pathParameters: readonly HttpParameterValue[];
  readonly header: readonly RenderedHttpParameter[];
  readonly queryString: readonly RenderedHttpParameter[];
}

/**
 * Resolves HttpParameters. A value that is a JSON path as a whole is looked up, always in the original event and never
 * in what an input transformer made of it; any other value is sent as it is written. Keys of the query string may be
 * paths too, header names may not.
 *
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html#dynamic-path-parameters
 *
 * @param event the original event
 */
export function renderHttpParameters(parameters: HttpParameters, event: JsonObject): RenderedHttpParameters {
  return {
    pathParameters: (parameters.pathParameters ?? []).map((value) => renderParameter(value, event)),
    header: Object.entries(parameters.header ?? {}).map(([key, value]) => ({
      key,
      value: renderParameter(value, event),
    })),
    queryString: Object.entries(parameters.queryString ?? {}).map(([key, value]) => queryParameter(key, value, event)),
  };
}

function queryParameter(key: string, value: string, event: JsonObject): RenderedHttpParameter {
  const renderedKey = renderParameter(key, event);
  return renderedKey.kind === "value"
    ? { key: renderedKey.value, value: renderParameter(value, event) }
    : { key, value: { kind: "unknown", what: `the parameter's name: ${renderedKey.what}` } };
}

function renderParameter(source: string, event: JsonObject): HttpParameterValue {
  const parse = parseInputPath(source);
  if (!parse.ok) {
    return isMeantAsPath(source)
      ? unknown(`what AWS makes of ${source}: ${parse.reason}`)
      : { kind: "value", value: source };
  }
  const resolution = resolveInputPath(parse.path, event);
  if (!resolution.found) return unknown(`what AWS sends when ${source} finds nothing in the event`);
  const { value } = resolution;
  if (value === null || isJsonList(value) || isJsonObject(value)) {
    const what = value === null ? "null" : isJsonList(value) ? "a list" : "an object";
    return unknown(`how AWS writes ${what} (${source}) into a parameter`);
  }
  return { kind: "value", value: value instanceof NumberText ? value.text : String(value) };
}

function unknown(what: string): HttpParameterValue {
  return { kind: "unknown", what };
}
