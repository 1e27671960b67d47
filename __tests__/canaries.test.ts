import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import { filesBelow, sightings } from "./e2e/canaries";

/** The search that the end-to-end test of secrets relies on must itself be able to find them. */
const value = 'canary "client" secret/+&=<7f3a>ü';
const find = (content: string | Uint8Array) => sightings({ clientSecret: value }, [{ place: "here", content }]);

test.each([
  ["as it is", value],
  ["in JSON", JSON.stringify({ value })],
  ["in JSON within JSON", JSON.stringify({ inner: JSON.stringify({ value }) })],
  [
    "in JSON as Go writes it",
    JSON.stringify({ value }).replace(/</g, "\\u003c").replace(/>/g, "\\u003e").replace(/&/g, "\\u0026"),
  ],
  ["in a query string", `https://example.com/?v=${encodeURIComponent(value)}`],
  ["in a form", new URLSearchParams({ client_secret: value }).toString()],
  ["in hexadecimal", Buffer.from(value).toString("hex")],
  ["in basic authorization", `Basic ${Buffer.from(`user:${value}`).toString("base64")}`],
])("a secret is found %s", (_, content) => {
  expect(find(content)).toMatchObject([{ place: "here", secret: "clientSecret" }]);
});

test("a secret is found in base64 and base64url, wherever it starts and whatever surrounds it", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8 }), fc.uint8Array({ maxLength: 8 }), (before, after) => {
      const bytes = Buffer.concat([before, Buffer.from(value), after]);
      expect(find(bytes.toString("base64"))).toHaveLength(1);
      expect(find(bytes.toString("base64url"))).toHaveLength(1);
    }),
  );
});

test("what is no secret is not taken for one", () => {
  expect(find("canary secret, client, 7f3a, Y2FuYXJ5")).toEqual([]);
});

test("a sighting says what and where, and does not repeat the value", () => {
  expect(JSON.stringify(find(value))).not.toContain("7f3a");
});

test("files are searched below folders and inside zips", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "canaries-"));
  try {
    mkdirSync(path.join(folder, "stacks/tenant"), { recursive: true });
    writeFileSync(path.join(folder, "stacks/tenant/cdk.tf.json"), "{}");
    writeFileSync(
      path.join(folder, "stacks/tenant/plan"),
      zipSync({ tfstate: Buffer.from(JSON.stringify({ value })) }),
    );
    expect(sightings({ clientSecret: value }, filesBelow(folder))).toEqual([
      { place: path.join(folder, "stacks/tenant/plan!tfstate"), secret: "clientSecret", encoding: "JSON" },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
