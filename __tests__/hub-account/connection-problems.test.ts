import { awaitsCredentials, connectionProblems } from "../../hub-account/connection-problems";
import type { ConnectionStatus } from "../../hub-account/connection-status";
import { FINE, OTHER, secret, spec } from "./sample-status";

test.each<[what: string, status: ConnectionStatus, said: string[]]>([
  ["all is well", FINE, []],
  ["nothing is applied", { ...FINE, state: null }, ["not applied, or not wholly: apply stack tenant-of-it"]],
  ["the spec is not applied", { ...OTHER, spec: null }, ["not applied, or not wholly: apply stack tenant-of-it"]],
  [
    "nothing is put for a live tenant",
    { ...OTHER, secret: { kind: "empty" } },
    ["no credentials yet, and the tenant is live: it misses every event: ./hub credentials put shop/eu"],
  ],
  ...(["draft", "suspended"] as const).map((tenantState): [string, ConnectionStatus, string[]] => [
    `nothing is put for a ${tenantState} tenant`,
    { ...OTHER, tenantState, secret: { kind: "empty" } },
    ["no credentials yet: ./hub credentials put shop/eu"],
  ]),
  ["the secret is going", { ...FINE, secret: { kind: "deleted" } }, ["its secret is scheduled for deletion"]],
  [
    "AWS refused the two together",
    { ...FINE, secret: secret("rejected"), spec: spec("rejected"), sync: "rejected" },
    [
      "version 01234567 of its secret with version 4 of its spec was rejected: put other credentials or correct the " +
        "tenant's file; to try the same again: ./hub credentials sync jira",
    ],
  ],
  [
    "the secret was refused with an earlier spec, and the spec is new",
    { ...FINE, secret: { ...secret("synced"), rejected: true }, spec: spec("pending"), sync: "pending" },
    ["not yet in the connection: version 4 of its spec: ./hub credentials sync jira"],
  ],
  [
    "neither is carried over",
    { ...FINE, secret: secret("pending"), spec: spec("pending"), sync: "pending" },
    [
      "not yet in the connection: version 01234567 of its secret and version 4 of its spec: ./hub credentials sync jira",
    ],
  ],
  [
    "AWS deauthorized it",
    { ...FINE, state: "DEAUTHORIZED", reason: "401 from the token endpoint", usable: false },
    ["DEAUTHORIZED: 401 from the token endpoint"],
  ],
  [
    "the credentials are old",
    { ...FINE, secret: secret("synced", 91) },
    ["older than the 90 days that its tenant's file allows: put new credentials"],
  ],
])("when %s, that is said, and what to do", (_, status, said) => {
  expect(connectionProblems(status, "tenant-of-it")).toEqual(said);
});

test("only a tenant that is not live may be without credentials, once its stack is applied", () => {
  const empty = { ...OTHER, secret: { kind: "empty" as const } };
  expect(awaitsCredentials({ ...empty, tenantState: "draft" })).toBe(true);
  expect(awaitsCredentials({ ...empty, tenantState: "suspended" })).toBe(true);
  expect(awaitsCredentials({ ...empty, tenantState: "live" })).toBe(false);
  expect(awaitsCredentials({ ...empty, tenantState: "draft", spec: null })).toBe(false);
  expect(awaitsCredentials({ ...FINE, tenantState: "draft" })).toBe(false);
});
