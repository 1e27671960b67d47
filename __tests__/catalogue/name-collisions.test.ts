import fc from "fast-check";
import { NAME_CHARACTERS } from "../../aws/limits";
import { ALIAS_PATTERN, ID_PATTERN } from "../../catalogue/language/fields";
import {
  connectionNames,
  consumerNames,
  credentialsNames,
  deliveryNames,
  destinationNames,
  eventRouteNames,
  forwardNames,
  functionNames,
  functionRouteNames,
  functionsFileNames,
  hubNames,
  ingressNames,
  scheduleNames,
  sourceNames,
  SYNC_TRIGGERS,
  syncTriggerNames,
  tableNames,
} from "../../catalogue/names";
import { excessCharacters, type PhysicalName } from "../../catalogue/physical-name";

const hub = { namespace: "acme", environment: "test" };

/** Ids of few letters, so that joined ids would often be equal if joining could make them so. */
const WORDS = ["a", "b", "ab", "dlq", "source", "central", "errors", "schedule", "route", "ingress", "server", "not"];
const id = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join("-"));

/** Sets of ids, each once. */
function ids<Ids extends readonly (string | undefined)[]>(each: fc.Arbitrary<Ids>) {
  return fc.uniqueArray(each, { maxLength: 12, selector: (parts) => JSON.stringify(parts) });
}

/** What the files of one environment are called and hold, by the ids that names are made of. */
const environment = fc.record({
  forwards: ids(fc.tuple(id, id)),
  connections: ids(fc.tuple(id, fc.option(id, { nil: undefined }))),
  deliveries: ids(fc.tuple(id, id, id)),
  tables: ids(fc.tuple(id, id)),
  consumers: ids(fc.tuple(id, id, id)),
  routes: ids(fc.tuple(id, id)),
});

/** The first so many ids of each, once. */
function owners(all: readonly (readonly string[])[], parts: number): string[][] {
  const found = new Map(all.map((each) => [JSON.stringify(each.slice(0, parts)), each.slice(0, parts)]));
  return [...found.values()];
}

function namesOf(files: typeof environment extends fc.Arbitrary<infer Files> ? Files : never): PhysicalName[] {
  const { forwards, connections, deliveries, tables, consumers, routes } = files;
  return [
    hubNames(hub),
    credentialsNames(hub),
    ...SYNC_TRIGGERS.map((trigger) => syncTriggerNames(hub, trigger)),
    ...owners(forwards, 1).map(([alias = ""]) => sourceNames(hub, alias)),
    ...forwards.map(([alias, forward]) => forwardNames(hub, alias, forward)),
    ...connections.map(([tenant, connection]) => connectionNames(hub, tenant, connection)),
    ...owners(deliveries, 2).map(([tenant = "", destination = ""]) => destinationNames(hub, tenant, destination)),
    ...deliveries.map(([tenant, destination, event]) => deliveryNames(hub, tenant, destination, event)),
    ...owners([...tables, ...consumers], 1).map(([file = ""]) => functionsFileNames(hub, file)),
    ...tables.map(([file, table]) => tableNames(hub, file, table)),
    ...owners(consumers, 2).flatMap(([file = "", each = ""]) => [
      functionNames(hub, file, each),
      scheduleNames(hub, file, each),
    ]),
    ...consumers.map(([file, each, consumer]) => consumerNames(hub, file, each, consumer)),
    ...owners(routes, 1).map(([file = ""]) => ingressNames(hub, file)),
    ...routes.flatMap(([file, route]) => [eventRouteNames(hub, file, route), functionRouteNames(file, route)]),
  ].flatMap(({ all }) => all);
}

/** What every generated id must be for the properties below to mean anything. */
test("the ids tried here are ids of the catalogue", () => {
  fc.assert(fc.property(id, (each) => ID_PATTERN.test(each) && ALIAS_PATTERN.test(each)));
});

test("no two things of one kind ever get the same name, whatever their ids", () => {
  fc.assert(
    fc.property(environment, (files) => {
      const names = namesOf(files).map(({ thing, name }) => `${thing} ${name}`);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      expect(twice).toEqual([]);
    }),
  );
});

test("names do not run into one another where hyphens shift", () => {
  expect(deliveryNames(hub, "a-b", "c", "d").rule).not.toBe(deliveryNames(hub, "a", "b-c", "d").rule);
  expect(deliveryNames(hub, "a", "b", "c-dlq").deadLetterQueue).not.toBe(
    deliveryNames(hub, "a", "b", "c").deadLetterQueue,
  );
});

test("every name says namespace and environment, but for statements that a function's policy holds for routes", () => {
  fc.assert(
    fc.property(environment, (files) => {
      const silent = namesOf(files).filter(({ name }) => !/acme-test[-_]|\bacme\/test\//.test(name));
      expect(silent.filter(({ name }) => !name.startsWith("route_"))).toEqual([]);
    }),
  );
});

test("a connection's secret and spec end in the id that commands are given", () => {
  expect(connectionNames(hub, "crm", "eu")).toMatchObject({
    connection: "acme-test-crm_eu",
    secret: "acme/test/tenants/crm/eu",
    parameter: "/acme/test/connections/crm/eu",
  });
  expect(connectionNames(hub, "crm").secret).toBe("acme/test/tenants/crm");
});

test("a name fits up to AWS's limit, and the excess is counted from there", () => {
  const thing = "rule";
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing]) })).toBe(0);
  expect(excessCharacters({ thing, name: "r".repeat(NAME_CHARACTERS[thing] + 3) })).toBe(3);
});
