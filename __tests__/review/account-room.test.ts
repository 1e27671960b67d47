/** What stacks take of the quotas of their accounts, as a preview and a report tell it. */
import type { EmittedStack } from "#simulator/topology";
import { previewInWords } from "../../cli/text/preview-text";
import { planReport, reportInMarkdown, type Preview } from "../../review";
import { accountUse, roomOfAccounts } from "../../review/account-room";

const HUB = "200000000001";

function stack(name: string, types: readonly string[], account: string | undefined = HUB): EmittedStack {
  const place = { account, region: "eu-central-1" };
  const resources = types.map((type, at) => ({
    ...{ address: `${type}.r${at}`, type, name: `r${at}`, modulePrefix: "", values: {} },
    ...place,
  }));
  return { name, dependencies: [], ...place, resources, unknown: [] };
}

const tenant = (id: number) =>
  stack(`tenant-${id}`, [
    "aws_cloudwatch_event_connection",
    "aws_cloudwatch_event_api_destination",
    "aws_cloudwatch_event_api_destination",
    "aws_cloudwatch_event_rule",
    "aws_iam_role",
  ]);
const tenants = (count: number) => accountUse(Array.from({ length: count }, (_, id) => tenant(id)));

const previewOf = (before: number, after: number): Preview => ({
  ...{ publishing: [], events: [], audit: { added: [], gone: [], same: 0 } },
  headRoom: roomOfAccounts(tenants(before), tenants(after)),
});
const shown = (before: number, after: number) => previewInWords(previewOf(before, after)).join("\n");

test("connections and API destinations are counted by account and Region, roles by account, before and after", () => {
  const elsewhere = stack("source-shop", ["aws_iam_role", "aws_cloudwatch_metric_alarm"], "210000000001");
  const rooms = roomOfAccounts(tenants(2), accountUse([tenant(1), tenant(2), tenant(3), elsewhere]));
  expect(rooms.map(({ name, of, before, after, limit }) => [name, of, before, after, limit])).toEqual([
    [HUB, "IAM roles", 2, 3, 1_000],
    [`${HUB} in eu-central-1`, "connections", 2, 3, 3_000],
    [`${HUB} in eu-central-1`, "API destinations", 4, 6, 3_000],
    ["210000000001", "IAM roles", 0, 1, 1_000],
    ["210000000001 in eu-central-1", "alarms", 0, 1, 5_000],
  ]);
});

test("what is gone is counted as zero, and a quota that nothing is taken of is no line", () => {
  const rooms = roomOfAccounts(accountUse([stack("central-bus", ["aws_cloudwatch_event_bus"])]), accountUse([]));
  expect(rooms).toEqual([
    { what: "account", name: `${HUB} in eu-central-1`, of: "event buses", before: 1, after: 0, limit: 100 },
  ]);
});

test("more than 80 % is marked, and so is more than AWS allows unless asked", () => {
  expect(shown(799, 800)).toMatch(/IAM roles +799 -> 800 +of 1,000$/m);
  expect(shown(800, 801)).toMatch(/IAM roles +800 -> 801 +of 1,000, above 80 %$/m);
  expect(shown(1_000, 1_001)).toMatch(/IAM roles +1,000 -> 1,001 +of 1,000, exceeded unless AWS has raised it$/m);
});

test("the comment on a pull request tells of an account only what is nearly used up", () => {
  const comment = (before: number, after: number) =>
    reportInMarkdown(planReport([]), {
      ...{ base: "v1", head: "v2", removed: [], notAffected: [], notPlanned: [], approvals: [] },
      preview: previewOf(before, after),
    });
  expect(comment(7, 8)).not.toContain("IAM roles");
  expect(comment(800, 801)).toContain(
    `- ${HUB}: IAM roles: 800 of 1000\n+ ${HUB}: IAM roles: 801 of 1000, above 80 %\n`,
  );
  expect(comment(900, 900)).toContain(`\n  ${HUB}: IAM roles: 900 of 1000, above 80 %\n`);
  expect(comment(900, 700)).toContain(`+ ${HUB}: IAM roles: 700 of 1000\n`);
});
