import { readdirSync } from "node:fs";
import path from "node:path";
import type { Authorization as SimulatedAuthorization } from "#simulator/request";
import { loadEnvironment } from "../../catalogue";
import { declaredConnections } from "../../catalogue/declared-connections";
import type { ConnectionFile } from "../../catalogue/model";
import {
  authorizationHeader,
  CREDENTIAL_KEYS,
  credentialsInWords,
  type Authorization,
  type AuthorizationType,
  type HttpParameters,
} from "../../connection/authorization";
import { namesOf, namingOf } from "../../connection/names";
import { requiredKeys } from "../../connection/secret";
import { parseSpec } from "../../connection/spec";
import { specByType } from "./samples";

type KeysOf<T> = T extends unknown ? keyof T : never;

/** True only of types that take each other's values and have the same fields; else assigning `true` does not compile. */
type Same<A, B> = [A, KeysOf<A>] extends [B, KeysOf<B>]
  ? [B, KeysOf<B>] extends [A, KeysOf<A>]
    ? true
    : false
  : false;

// The rooms that know authorization types know the same ones: tsc refuses these lines where they do not.

/** What people may write is what the sync function reads, no field more or less. */
true satisfies Same<ConnectionFile["authorization"], Authorization>;
true satisfies Same<NonNullable<ConnectionFile["invocationHttpParameters"]>, HttpParameters>;
/** The simulator, which may not import the contract, knows each type and no other. */
true satisfies Same<SimulatedAuthorization["type"], AuthorizationType>;

describe.each(Object.values(specByType))("$authorization.type", ({ authorization, ...spec }) => {
  test("says in words what each of its credentials is, and asks for no other", () => {
    const keys = CREDENTIAL_KEYS[authorization.type];
    expect(Object.keys(credentialsInWords(authorization))).toEqual([...keys]);
    expect(requiredKeys({ ...spec, authorization })).toEqual(expect.arrayContaining([...keys]));
  });

  test("fills one header", () => {
    expect(authorizationHeader(authorization)).toBe("Authorization");
    expect(authorizationHeader({ type: "API_KEY", apiKeyName: "X-Api-Key" })).toBe("X-Api-Key");
  });
});

describe("the sync function reads every spec that this project's files declare", () => {
  const project = path.join(__dirname, "../..");
  const folders = ["environments", "examples"].flatMap((folder) =>
    readdirSync(path.join(project, folder)).map((name) => path.join(project, folder, name)),
  );

  test.each(folders.map((folder) => [path.relative(project, folder), folder]))("%s", (_, folder) => {
    const { environment } = loadEnvironment(folder);
    if (environment === undefined) throw new Error(`${folder} has errors`);
    const declared = declaredConnections(environment);
    const read = declared.map(({ id, spec, parameterName }) => {
      const names = namesOf(namingOf(environment.hub), id);
      if (names === undefined) throw new Error(`${id} is no id`);
      expect(names.parameter).toBe(parameterName);
      return parseSpec(JSON.stringify(spec), names);
    });
    expect(read).toEqual(
      declared.map(({ spec }) => ({ ok: true, value: JSON.parse(JSON.stringify(spec)) as unknown })),
    );
  });
});
