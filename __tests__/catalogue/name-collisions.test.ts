import fc from "fast-check";
import { NAME_CHARACTERS } from "../../aws/limits";
import { ALIAS_PATTERN, ID_PATTERN } from "../../catalogue/language/fields";
import {
  connectionNames,
  excessCharacters,
  functionsNames,
  hubNames,
  ingressNames,
  sourceNames,
  tenantNames,
} from "../../catalogue/names";

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

/** Every name of a functions file and an ingress file, by what it names, from the ids they are made of. */
function applicationNames(file: string, id: string, inner: string): Readonly<Record<string, readonly string[]>> {
  const functions = functionsNames(hub, file);
  const ingress = ingressNames(hub, file);
  return {
    role: [functions.role(id), functions.scheduleRole(id), ingress.role(id)],
    alarm: [
      `${functions.function(id)}-errors`,
      `${functions.function(id)}-throttles`,
      functions.deadLetterAlarm(id),
      ingress.alarm,
    ],
    keyAlias: [functions.keyAlias, ingress.keyAlias],
    queue: [functions.deadLetterQueue(id)],
    rule: [functions.rule(id, inner)],
  };
}

test("names of distinct functions, routes and their files never meet, of functions and APIs in one account", () => {
  const file = fc.constantFrom("a", "b", "ab", "ingress", "a-server");
  const part = fc.constantFrom("a", "b", "schedule", "route", "dlq", "server", "server-errors", "a-errors");
  const ids = fc.uniqueArray(fc.tuple(file, part), { minLength: 2, maxLength: 20, selector: (each) => each.join() });
  fc.assert(
    fc.property(ids, part, (pairs, inner) => {
      const all = pairs.map(([name, id]) => applicationNames(name, id, inner));
      for (const kind of ["role", "queue", "rule"] as const) {
        const names = all.flatMap((each) => each[kind] ?? []);
        expect(new Set(names).size).toBe(names.length);
      }
      // Of files, not of what is in them: the same for every pair of one file.
      const files = new Set(pairs.map(([name]) => name));
      const ofFiles = new Set(all.flatMap((each) => each["keyAlias"] ?? []));
      expect(ofFiles.size).toBe(files.size * 2);
      const alarms = new Set(all.flatMap((each) => each["alarm"] ?? []));
      expect(alarms.size).toBe(pairs.length * 3 + files.size);
    }),
  );
});

test("a function's names never meet those of tenants, sources or the hub", () => {
  const hubs = Object.values(hubNames(hub));
  fc.assert(
    fc.property(delivery, id, id, id, ({ tenant, destination, event }, file, functionId, inner) => {
      const ofTenant = tenantNames(hub, tenant);
      const others = [
        ofTenant.rule(destination, event),
        ofTenant.deadLetterQueue(destination, event),
        ofTenant.alarm(destination, event),
        ...Object.values(sourceNames(hub, file)).map((name) => (typeof name === "string" ? name : name(inner))),
        ...hubs,
      ];
      const own = Object.values(applicationNames(file, functionId, inner)).flat();
      expect(own.filter((name) => others.includes(name))).toEqual([]);
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
  const ofApplications = Object.values(applicationNames("orders", "capture", "order-placed")).flat();
  for (const name of ofApplications) expect(name).toMatch(/^(alias\/)?acme-test_orders/);
  expect(connectionNames(hub, "crm").secret).toBe("acme/test/tenants/crm");
  expect(connectionNames(hub, "crm", "eu").connectionSpec).toBe("/acme/test/connections/crm/eu");
});

test("a name fits up to AWS's limit, and the excess is counted from there", () => {
  const thing = "rule";
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing]) })).toBe(0);
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing] + 3) })).toBe(3);
});
