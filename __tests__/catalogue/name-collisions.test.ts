import fc from "fast-check";
import { NAME_CHARACTERS } from "../../aws/limits";
import { ALIAS_PATTERN, ID_PATTERN } from "../../catalogue/fields";
import { connectionNames, excessCharacters, hubNames, sourceNames, tenantNames } from "../../catalogue/names";

const hub = { namespace: "acme", environment: "test" };

/** Ids of few letters, so that joined ids would often be equal if joining could make them so. */
const id = fc
  .array(fc.constantFrom("a", "b", "ab", "dlq", "source", "central"), { minLength: 1, maxLength: 3 })
  .map((words) => words.join("-"));

const delivery = fc.record({ tenant: id, destination: id, event: id });

/** What every generated id must be for the properties below to mean anything. */
test("the ids tried here are ids of the catalogue", () => {
  fc.assert(fc.property(id, (each) => ID_PATTERN.test(each) && ALIAS_PATTERN.test(each)));
});

test("names of distinct deliveries never meet", () => {
  const distinct = fc.uniqueArray(delivery, { minLength: 2, maxLength: 30, selector: (each) => JSON.stringify(each) });
  fc.assert(
    fc.property(distinct, (deliveries) => {
      for (const kind of ["rule", "role", "deadLetterQueue", "alarm"] as const) {
        const names = deliveries.map(({ tenant, destination, event }) =>
          tenantNames(hub, tenant)[kind](destination, event),
        );
        expect(new Set(names).size).toBe(names.length);
      }
    }),
  );
});

test("names of distinct destinations never meet", () => {
  const distinct = fc.uniqueArray(fc.tuple(id, id), { minLength: 2, maxLength: 30, selector: (each) => each.join() });
  fc.assert(
    fc.property(distinct, (pairs) => {
      const names = pairs.map(([tenant, destination]) => tenantNames(hub, tenant).apiDestination(destination));
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test("names of distinct connections never meet, whether a tenant has one or several", () => {
  const connection = fc.tuple(id, fc.option(id, { nil: undefined }));
  const distinct = fc.uniqueArray(connection, {
    minLength: 2,
    maxLength: 30,
    selector: ([tenant, connectionId]) => `${tenant} ${connectionId ?? ""}`,
  });
  fc.assert(
    fc.property(distinct, (connections) => {
      for (const kind of ["connection", "secret", "connectionSpec"] as const) {
        const names = connections.map((each) => connectionNames(hub, ...each)[kind]);
        expect(new Set(names).size).toBe(names.length);
      }
    }),
  );
});

test("what stands behind the prefix says the same of a secret and of a connection's spec", () => {
  fc.assert(
    fc.property(id, fc.option(id, { nil: undefined }), (tenant, connectionId) => {
      const { connection, secret, connectionSpec } = connectionNames(hub, tenant, connectionId);
      const path = secret.slice("acme/test/tenants/".length);
      expect(connectionSpec).toBe(`/acme/test/connections/${path}`);
      expect(connection).toBe(`acme-test-${path.replace("/", "_")}`);
    }),
  );
});

test("a tenant's queues, rules and roles never meet those of the hub or of a source in the same account", () => {
  fc.assert(
    fc.property(delivery, id, id, ({ tenant, destination, event }, alias, forward) => {
      const names = tenantNames(hub, tenant);
      const source = sourceNames(hub, alias);
      expect([source.deadLetterQueue, hubNames(hub).busDeadLetterQueue]).not.toContain(
        names.deadLetterQueue(destination, event),
      );
      expect(source.rule(forward)).not.toBe(names.rule(destination, event));
      expect(source.role).not.toBe(names.role(destination, event));
    }),
  );
});

test("every name says namespace and environment", () => {
  const ofTenant = tenantNames(hub, "crm");
  const ofSource = sourceNames(hub, "shop");
  const flat = [
    ...Object.values(hubNames(hub)),
    ofSource.keyAlias,
    ofSource.role,
    ofSource.deadLetterQueue,
    ofSource.rule("orders"),
    connectionNames(hub, "crm").connection,
    connectionNames(hub, "crm", "eu").connection,
    ofTenant.apiDestination("orders"),
    ofTenant.rule("orders", "paid"),
    ofTenant.deadLetterQueue("orders", "paid"),
    ofTenant.alarm("orders", "paid"),
  ];
  for (const name of flat) expect(name).toMatch(/^(alias\/)?acme-test-/);
  expect(connectionNames(hub, "crm").secret).toBe("acme/test/tenants/crm");
  expect(connectionNames(hub, "crm", "eu").connectionSpec).toBe("/acme/test/connections/crm/eu");
});

test("a name fits up to AWS's limit, and the excess is counted from there", () => {
  const thing = "rule";
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing]) })).toBe(0);
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing] + 3) })).toBe(3);
});
