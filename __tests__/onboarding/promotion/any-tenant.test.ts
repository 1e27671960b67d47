/** Whatever two environments say of a tenant, a promotion makes it the same, and only what follows it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { stringify } from "yaml";
import { mergedTenant } from "../../../catalogue/merged-tenant";
import { promotionOf, writePromotion } from "../../../onboarding";

const temporary = mkdtempSync(path.join(tmpdir(), "any-tenant-"));
const folders = { from: path.join(temporary, "dev"), to: path.join(temporary, "prod") };
beforeAll(() => {
  for (const folder of [...Object.values(folders), path.join(temporary, "base")]) {
    mkdirSync(path.join(folder, "tenants"), { recursive: true });
  }
});
afterAll(() => {
  rmSync(temporary, { recursive: true });
});

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const paths = fc.dictionary(fc.constantFrom("id", "total", "summary"), fc.constantFrom("$.detail.a", "$.detail.b"));
const input = fc.oneof(
  fc.record({ type: fc.constant("event") }),
  fc.record({
    type: fc.constant("transformer"),
    paths: maybe(paths),
    template: fc.constantFrom("{ <id> }\n", '"<total>"', "{\n  <id>\n}\n"),
  }),
  fc.record({ type: fc.constant("constant"), constant: fc.constantFrom({ a: [1, { b: null }] }, "text", [1]) }),
  fc.record({ paths }),
);
const event = fc.record({
  description: maybe(fc.constantFrom("one", "two: 2")),
  eventPattern: maybe(
    fc.record({
      source: fc.constantFrom(["com.a"], ["com.a", "com.b"]),
      detail: maybe(fc.constantFrom({ x: [{ exists: true }] }, { y: [1] })),
    }),
  ),
  input: maybe(input),
  httpParameters: maybe(fc.record({ headerParameters: maybe(fc.constantFrom({ "X-A": "$.id" }, {})) })),
  retryPolicy: maybe(fc.oneof(fc.constant(null), fc.record({ maximumRetryAttempts: maybe(fc.constantFrom(1, 2)) }))),
  expectedPerDay: maybe(fc.constantFrom(5, 6)),
});
const destination = fc.record({
  operation: maybe(fc.constantFrom("alert", "resolve", null)),
  state: maybe(fc.constantFrom("live", "shadow")),
  invocationEndpoint: maybe(fc.constantFrom("https://a.example/", "https://b.example/")),
  httpMethod: maybe(fc.constantFrom("POST", "PUT")),
  invocationRateLimitPerSecond: maybe(fc.constantFrom(1, 2)),
  events: maybe(fc.dictionary(fc.constantFrom("x", "y", "z"), event, { minKeys: 1 })),
});
const file = fc.record({
  extends: maybe(fc.constant("../../base/tenants/any.yaml")),
  preset: maybe(fc.constant("pagerduty-events")),
  owner: fc.constantFrom("A", "B"),
  state: maybe(fc.constantFrom("live", "suspended")),
  destinations: maybe(fc.dictionary(fc.constantFrom("alert", "resolve", "other"), destination, { minKeys: 1 })),
});

/** A null that takes nothing away is an error of its file. */
function withoutIdleNulls(value: unknown): unknown {
  const isNone = (key: string, inner: unknown) => inner === null && ["retryPolicy", "operation"].includes(key);
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (isNone(key, inner) ? undefined : inner)));
}

/** Of a destination, what follows the tenant. */
function followed(value: unknown): unknown {
  const { destinations = {} } = withoutIdleNulls(value ?? {}) as { destinations?: Record<string, Followed> };
  return Object.fromEntries(
    Object.entries(destinations).map(([id, { description, httpMethod, events = {} }]) => {
      const kept = Object.entries(events).map(([name, event]) => [name, { ...event, expectedPerDay: undefined }]);
      return [id, { description, httpMethod, events: Object.fromEntries(kept) as object }];
    }),
  );
}

interface Followed {
  readonly description?: string;
  readonly httpMethod?: string;
  readonly events?: Record<string, { readonly expectedPerDay?: number }>;
}

test("it is the same then, and what is the environment's own stays", () => {
  let promoted = 0;
  fc.assert(
    fc.property(file, maybe(file), file, (theirs, ours, base) => {
      const write = (folder: string, value: object) => {
        writeFileSync(
          path.join(folder, "tenants", "any.yaml"),
          stringify(value, { keepUndefined: false, aliasDuplicateObjects: false }),
        );
      };
      write(path.join(temporary, "base"), { ...(withoutIdleNulls(base) as object), extends: undefined });
      write(folders.from, theirs.extends === undefined ? (withoutIdleNulls(theirs) as object) : theirs);
      rmSync(path.join(folders.to, "tenants", "any.yaml"), { force: true });
      if (ours !== undefined) write(folders.to, ours);
      const result = promotionOf("any", folders);
      // Of presets that do not fit, for one.
      fc.pre("promotion" in result);
      const { promotion } = result;
      expect(promotion.byHand).toEqual([]);
      const merged = (folder: string) => {
        const read = mergedTenant(folder, "any");
        if (!("file" in read)) throw new Error(JSON.stringify(read));
        return read.file.value as { readonly owner?: string; readonly state?: string; readonly destinations?: object };
      };
      const before = ours === undefined ? undefined : merged(folders.to);
      writePromotion(promotion, folders.to);
      const [there, here] = [merged(folders.from), merged(folders.to)];
      expect(followed(here)).toMatchObject(followed(there) as object);
      expect([here.owner, here.state]).toEqual(
        before === undefined ? [there.owner, "draft"] : [before.owner, before.state],
      );
      const again = promotionOf("any", folders);
      expect(again).toMatchObject({ promotion: { before: promotion.after, after: promotion.after } });
      promoted += 1;
    }),
    { numRuns: 150 },
  );
  expect(promoted).toBeGreaterThan(40);
});
