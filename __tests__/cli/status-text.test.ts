import { partsOfId } from "../../connection/names";
import { statusInWords } from "../../cli/text/status-text";
import { connectionProblems } from "../../hub-account/connection-problems";
import type { ConnectionStatus } from "../../hub-account/connection-status";
import { FINE, OTHER, secret } from "../hub-account/sample-status";

test("a status is a table, a line a connection", () => {
  const statuses: ConnectionStatus[] = [
    FINE,
    { ...OTHER, secret: secret("pending", 0), sync: "pending" },
    {
      ...FINE,
      connection: "new",
      tenantState: "draft",
      state: null,
      secret: { kind: "missing" },
      spec: null,
      sync: null,
    },
  ];
  expect(
    statusInWords(
      statuses.map((status) => ({
        status,
        problems: connectionProblems(status, `tenant-${partsOfId(status.connection).tenant}`),
      })),
    ),
  ).toBe(
    [
      "CONNECTION  TENANT IS  STATE       SECRET    PUT         SYNCED",
      "jira        live       AUTHORIZED  01234567  3 days ago  yes",
      "shop/eu     live       AUTHORIZED  01234567  today       no",
      "    not yet in the connection: version 01234567 of its secret: ./hub credentials sync shop/eu",
      "new         draft      not there   -         -           -",
      "    not applied, or not wholly: apply stack tenant-new",
    ].join("\n"),
  );
});
