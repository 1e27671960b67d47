import { CONNECTION_PARAMETERS } from "../../aws/limits";
import { isMeantAsPath } from "#simulator/input";
import {
  authorizationHeader,
  tokenCallOf,
  type Authorization,
  type HttpParameters,
} from "../../connection/authorization";
import { isCredentialInBody, isSecretName, looksLikeCredential } from "../credentials";
import { finding, type Finding } from "../files/findings";
import { connectionsOf, deliveries, type SoundFiles, type WrittenConnection } from "../sound-files";
import { count } from "../wording";
import { pathPrefix, pathText, type Path, type YamlFile } from "../files/yaml-file";

/** Credentials never enter Terraform: parameters name the key of the tenant's secret. Values are not repeated here. */
export function* secrets(files: SoundFiles): Iterable<Finding> {
  for (const { value, file } of files.tenants) {
    for (const connection of connectionsOf(value)) yield* connectionParameters(file, connection);
  }
  for (const { tenant, connection, event, path } of deliveries(files)) {
    const { headerParameters = {}, queryStringParameters = {} } = event.httpParameters ?? {};
    const at = [...path, "httpParameters"];
    const { file } = tenant;
    const ofConnection = `${pathText(connection?.path ?? ["connection"])}.invocationHttpParameters`;
    const others =
      connection === undefined
        ? headerParameters
        : withoutAuthorization(headerParameters, connection.connection.authorization);
    yield* eventParameters(file, [...at, "headerParameters"], others, `${ofConnection}.header`);
    yield* eventParameters(
      file,
      [...at, "queryStringParameters"],
      queryStringParameters,
      `${ofConnection}.queryString`,
    );
    const inBody =
      "a credential in the clear would reach Terraform's state; " +
      `write it under ${ofConnection}.body as { secretKey: ... }`;
    if (event.input.type === "constant") {
      yield* constants(file, [...path, "input", "constant"], event.input.constant, inBody);
    } else if (event.input.type === "transformer") {
      yield* templateTexts(file, [...path, "input", "template"], event.input.template, inBody);
    }
  }
}

function* connectionParameters(file: YamlFile, { connection, path: at }: WrittenConnection): Iterable<Finding> {
  const { authorization, invocationHttpParameters } = connection;
  yield* parameterKinds(file, [...at, "invocationHttpParameters"], {
    ...invocationHttpParameters,
    header: withoutAuthorization(invocationHttpParameters?.header ?? {}, authorization),
  });
  const path = [...at, "authorization", "oauthHttpParameters"];
  yield* parameterKinds(file, path, tokenCallOf(authorization)?.oauthHttpParameters ?? {});
}

/** Of the header of the authorization, headers.ts says that it is to be left out: to keep its value is no way then. */
function withoutAuthorization<V>(headers: Readonly<Record<string, V>>, authorization: Authorization) {
  const taken = authorizationHeader(authorization).toLowerCase();
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== taken));
}

function* parameterKinds(file: YamlFile, path: Path, parameters: HttpParameters): Iterable<Finding> {
  for (const kind of ["header", "queryString", "body"] as const) {
    const entries = Object.entries(parameters[kind] ?? {});
    if (entries.length > CONNECTION_PARAMETERS) {
      const wrong = `${count(entries.length, "parameter")}, AWS allows ${CONNECTION_PARAMETERS}`;
      yield file.finding("too-many-parameters", [...path, kind], `${wrong}; write fewer`);
    }
    for (const [name, value] of entries) {
      if (typeof value !== "string" || !(isSecretName(name) || looksLikeCredential(value))) continue;
      const wrong = "a credential in the clear would reach Terraform's state";
      yield file.finding(
        "secret-in-file",
        [...path, kind, name],
        `${wrong}; write { secretKey: ${secretKeyFor(name)} }`,
      );
    }
  }
}

/** An event's parameters cannot name a secret; the connection's can, and go with every event. */
function* eventParameters(
  file: YamlFile,
  path: Path,
  parameters: Readonly<Record<string, string>>,
  ofConnection: string,
): Iterable<Finding> {
  for (const [name, value] of Object.entries(parameters)) {
    const fromEvent = isMeantAsPath(value);
    if (fromEvent || !(isSecretName(name) || looksLikeCredential(value))) continue;
    const instead = `write it under ${ofConnection} as { secretKey: ${secretKeyFor(name)} }`;
    yield file.finding(
      "secret-in-file",
      [...path, name],
      `a credential in the clear would reach Terraform's state; ${instead}`,
    );
  }
}

/** In a body a name alone says little: `token` may well be something harmless there. */
function* constants(file: YamlFile, path: Path, value: unknown, message: string): Iterable<Finding> {
  if (typeof value === "string") {
    const name = path.findLast((part) => typeof part === "string");
    if (isCredentialInBody(name, value)) yield file.finding("secret-in-file", path, message);
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* constants(file, [...path, index], item, message);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* constants(file, [...path, key], item, message);
  }
}

/** The quoted texts of a template that hold no placeholder, each with the key before it where there is one. */
function* templateTexts(file: YamlFile, path: Path, template: string, message: string): Iterable<Finding> {
  for (const match of template.matchAll(/(?:"(?<name>[^"\\<>]+)"\s*:\s*)?(?<quoted>"(?<text>[^"\\<>]{8,})")/dg)) {
    const { name, text = "" } = match.groups ?? {};
    if (!isCredentialInBody(name, text)) continue;
    const [offset = match.index] = match.indices?.groups?.["quoted"] ?? [];
    yield finding("secret-in-file", file.atCharacter(path, offset), `${pathPrefix(path)}${message}`);
  }
}

/** `X-Api-Key` -> `apiKey`: a name that a key of a secret may have. */
function secretKeyFor(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word.toLowerCase() !== "x");
  const joined = words.map((word, index) => (index === 0 ? lowerFirst(word) : upperFirst(word))).join("");
  return /^[A-Za-z]/.test(joined) ? joined : "value";
}

function lowerFirst(word: string): string {
  return word === word.toUpperCase() ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
