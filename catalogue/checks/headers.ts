import { isRemovedHeader } from "#simulator/request";
import { authorizationHeader, tokenCallOf, type Authorization } from "../../connection/authorization";
import type { Finding } from "../files/findings";
import { connectionsOf, deliveries, type SoundFiles, type WrittenConnection } from "../sound-files";
import type { Path, YamlFile } from "../files/yaml-file";

/** Of a header that is set twice one is lost, and some are never sent. Names differ by more than upper and lower case. */
export function* headers(files: SoundFiles): Iterable<Finding> {
  for (const { value, file } of files.tenants) {
    for (const connection of connectionsOf(value)) yield* connectionHeaders(file, connection);
  }
  for (const { tenant, connection, event, path } of deliveries(files)) {
    const names = Object.keys(event.httpParameters?.headerParameters ?? {});
    yield* eventHeaders(tenant.file, connection, [...path, "httpParameters", "headerParameters"], names);
  }
}

function* connectionHeaders(file: YamlFile, { connection, path: at }: WrittenConnection): Iterable<Finding> {
  const invocation = Object.keys(connection.invocationHttpParameters?.header ?? {});
  const path = [...at, "invocationHttpParameters", "header"];
  yield* notSent(file, path, invocation);
  yield* writtenTwice(file, path, invocation);
  yield* keyNotSent(file, at, connection.authorization);
  const { authorization } = connection;
  yield* setByAuthorization(file, path, invocation, authorization);
  const ofTokenCall = [...at, "authorization", "oauthHttpParameters", "header"];
  const ofToken = Object.keys(tokenCallOf(authorization)?.oauthHttpParameters?.header ?? {});
  const wrong = "EventBridge removes this header from requests, and probably from the token call";
  yield* notSent(file, ofTokenCall, ofToken, wrong);
  yield* writtenTwice(file, ofTokenCall, ofToken);
}

function* eventHeaders(
  file: YamlFile,
  used: WrittenConnection | undefined,
  path: Path,
  names: string[],
): Iterable<Finding> {
  yield* notSent(file, path, names);
  yield* writtenTwice(file, path, names);
  if (used === undefined) return;
  const { connection } = used;
  yield* setByAuthorization(file, path, names, connection.authorization);
  const ofConnection = Object.keys(connection.invocationHttpParameters?.header ?? {}).map(lowerCase);
  for (const name of names) {
    if (!ofConnection.includes(name.toLowerCase())) continue;
    const wrong = "the connection sets this header too, and its value wins";
    yield file.findingAtKey("header-set-twice", [...path, name], `${wrong}; leave it out here or there`);
  }
}

/** A map's keys may differ by upper and lower case only, and are one header. */
function* writtenTwice(file: YamlFile, path: Path, names: readonly string[]): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const name of names) {
    const earlier = first.get(name.toLowerCase());
    if (earlier === undefined) first.set(name.toLowerCase(), name);
    else {
      const wrong = `${earlier} is the same header, and AWS does not say which value arrives`;
      yield file.findingAtKey("header-set-twice", [...path, name], `${wrong}; leave one of them out`);
    }
  }
}

function* notSent(
  file: YamlFile,
  path: Path,
  names: readonly string[],
  wrong = "EventBridge sets this header itself or drops it",
): Iterable<Finding> {
  for (const name of names) {
    if (isRemovedHeader(name)) yield file.findingAtKey("header-not-sent", [...path, name], `${wrong}; leave it out`);
  }
}

/** A warning would not do here: without its key no request is let in. */
function* keyNotSent(file: YamlFile, ofConnection: Path, authorization: Authorization): Iterable<Finding> {
  switch (authorization.type) {
    case "API_KEY": {
      if (!isRemovedHeader(authorization.apiKeyName)) return;
      const wrong = "EventBridge sets this header itself or drops it, so the API key would never arrive";
      const path = [...ofConnection, "authorization", "apiKeyName"];
      yield file.finding("api-key-not-sent", path, `${wrong}; write the header in which the product expects the key`);
      return;
    }
    case "BASIC":
    case "OAUTH_CLIENT_CREDENTIALS":
      // Both are in Authorization, which is sent.
      return;
  }
}

/** The header of the API key, or `Authorization`, belongs to EventBridge alone. */
function* setByAuthorization(
  file: YamlFile,
  path: Path,
  names: readonly string[],
  authorization: Authorization,
): Iterable<Finding> {
  const taken = authorizationHeader(authorization);
  for (const name of names) {
    if (name.toLowerCase() !== taken.toLowerCase()) continue;
    const wrong = `the ${authorization.type} authorization fills this header`;
    yield file.findingAtKey(
      "header-of-authorization",
      [...path, name],
      `${wrong}; leave it out, or write another name`,
    );
  }
}

function lowerCase(name: string): string {
  return name.toLowerCase();
}
