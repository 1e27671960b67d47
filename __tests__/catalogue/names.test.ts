import fc from "fast-check";
import { ALIAS_PATTERN, ID_PATTERN } from "../../catalogue/language/fields";
import { connectionNames, sourceNames, tenantNames } from "../../catalogue/names";

const hub = { namespace: "acme", environment: "dev" };
const id = fc.stringMatching(ID_PATTERN).filter((text) => text.length < 12);
const alias = fc.stringMatching(ALIAS_PATTERN).filter((text) => text.length < 12);

/** Every name that an event of a tenant has, by what it names. */
function names(tenant: string, destination: string, event: string) {
  const all = tenantNames(hub, tenant);
  return {
    apiDestination: all.apiDestination(destination),
    rule: all.rule(destination, event),
    deadLetterQueue: all.deadLetterQueue(destination, event),
    alarm: all.alarm(destination, event),
    connection: connectionNames(hub, tenant).connection,
  };
}

describe("physical names", () => {
  it("of distinct deliveries never meet", () => {
    fc.assert(
      fc.property(fc.tuple(id, id, id), fc.tuple(id, id, id), (one, other) => {
        fc.pre(one.join() !== other.join());
        const [a, b] = [names(...one), names(...other)];
        expect(a.rule).not.toBe(b.rule);
        expect(a.deadLetterQueue).not.toBe(b.deadLetterQueue);
        expect(a.alarm).not.toBe(b.alarm);
        if (one[0] !== other[0]) expect(a.connection).not.toBe(b.connection);
        if (one.slice(0, 2).join() !== other.slice(0, 2).join()) expect(a.apiDestination).not.toBe(b.apiDestination);
      }),
    );
  });

  it("do not run into one another where hyphens shift", () => {
    expect(names("a-b", "c", "d").rule).not.toBe(names("a", "b-c", "d").rule);
    expect(names("a", "b", "c-dlq").deadLetterQueue).not.toBe(names("a", "b", "c").deadLetterQueue);
  });

  it("of the hub's own queue and a tenant's never meet", () => {
    fc.assert(
      fc.property(id, id, id, (tenant, destination, event) => {
        expect(names(tenant, destination, event).deadLetterQueue).toContain("_");
      }),
    );
  });

  it("of distinct forwards never meet", () => {
    fc.assert(
      fc.property(fc.tuple(alias, id), fc.tuple(alias, id), (one, other) => {
        fc.pre(one.join() !== other.join());
        expect(sourceNames(hub, one[0]).rule(one[1])).not.toBe(sourceNames(hub, other[0]).rule(other[1]));
      }),
    );
  });
});
