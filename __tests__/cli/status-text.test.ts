import type { ConnectionStatus, SecretStatus, SyncState } from "../../hub-account/connection-status";
import { remarks, statusInWords } from "../../cli/text/status-text";

const VERSION = "0123456789abcdef";
const secret = (sync: SyncState, ageDays = 3): Extract<SecretStatus, { kind: "present" }> => ({
  ...{ kind: "present", version: VERSION, ageDays },
  ...{ synced: sync === "synced", rejected: sync === "rejected" },
});
const spec = (sync: SyncState) => ({ version: 4, synced: sync === "synced", rejected: sync === "rejected" });
const FINE: ConnectionStatus = {
  connection: "jira",
  name: "acme-dev-jira",
  state: "AUTHORIZED",
  reason: null,
  usable: true,
  secret: secret("synced"),
  spec: spec("synced"),
  sync: "synced",
  maxAgeDays: 90,
};
const OTHER: ConnectionStatus = { ...FINE, connection: "shop/eu" };

test.each<[what: string, status: ConnectionStatus, said: string[]]>([
  ["all is well", FINE, []],
  ["nothing is applied", { ...FINE, state: null }, ["not applied, or not wholly: apply stack tenant-jira"]],
  ["the spec is not applied", { ...OTHER, spec: null }, ["not applied, or not wholly: apply stack tenant-shop"]],
  ["nothing is put", { ...OTHER, secret: { kind: "empty" } }, ["no credentials yet: ./hub credentials put shop/eu"]],
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
  expect(remarks(status)).toEqual(said);
});

test("a status is a table, a line a connection", () => {
  const statuses: ConnectionStatus[] = [
    FINE,
    { ...OTHER, secret: secret("pending", 0), sync: "pending" },
    { ...FINE, connection: "new", state: null, secret: { kind: "missing" }, spec: null, sync: null },
  ];
  expect(statusInWords(statuses)).toBe(
    [
      "CONNECTION  STATE       SECRET    PUT         SYNCED",
      "jira        AUTHORIZED  01234567  3 days ago  yes",
      "shop/eu     AUTHORIZED  01234567  today       no",
      "    not yet in the connection: version 01234567 of its secret: ./hub credentials sync shop/eu",
      "new         not there   -         -           -",
      "    not applied, or not wholly: apply stack tenant-new",
    ].join("\n"),
  );
});
