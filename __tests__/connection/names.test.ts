import fc from "fast-check";
import { ID_PATTERN } from "../../catalogue/language/fields";
import {
  connectionId,
  namesOf,
  namesOfConnection,
  namesOfParameter,
  namesOfSecret,
  namingOf,
  ownIdOfConnection,
  partsOfId,
} from "../../connection/names";
import { NAMING } from "./samples";

const crm = namesOf(NAMING, "crm");

describe("the three names follow from one id", () => {
  test.each([
    ["crm", "acme-test-crm", "acme/test/tenants/crm", "/acme/test/connections/crm"],
    ["crm/eu-west", "acme-test-crm_eu-west", "acme/test/tenants/crm/eu-west", "/acme/test/connections/crm/eu-west"],
  ])("%s", (id, connection, secret, spec) => {
    const names = { id, connection, secret, parameter: spec };
    expect(namesOf(NAMING, id)).toEqual(names);
    expect([
      namesOfConnection(NAMING, connection),
      namesOfSecret(NAMING, secret),
      namesOfParameter(NAMING, spec),
    ]).toEqual([names, names, names]);
  });

  test("and from the ARN of the secret", () => {
    expect(
      namesOfSecret(NAMING, "arn:aws:secretsmanager:eu-central-1:200000000001:secret:acme/test/tenants/crm-Ab12Cd"),
    ).toEqual(crm);
  });

  test.each(["", "CRM", "a/b/c", "a_b", "../bank", "a/", "a//b", "crm:synced"])("%j is no id", (id) => {
    expect(namesOf(NAMING, id)).toBeUndefined();
  });
});

test("an environment's naming is what stands before every id", () => {
  expect(namingOf({ namespace: "acme", environment: "test" })).toEqual(NAMING);
});

test("whatever ids the files may hold, each name leads back to the three of its own connection", () => {
  const word = fc.stringMatching(ID_PATTERN).filter((id) => id.length <= 20);
  fc.assert(
    fc.property(word, fc.option(word, { nil: undefined }), (tenant, connection) => {
      const names = namesOf(NAMING, connectionId(tenant, connection));
      if (names === undefined) throw new Error(`${tenant}, ${String(connection)}: no id`);
      expect(namesOfConnection(NAMING, names.connection)).toEqual(names);
      expect(namesOfSecret(NAMING, names.secret)).toEqual(names);
      expect(namesOfParameter(NAMING, names.parameter)).toEqual(names);
      expect(partsOfId(names.id)).toEqual({ tenant, connection });
      expect(ownIdOfConnection(names.connection)).toBe(connection);
    }),
  );
});
