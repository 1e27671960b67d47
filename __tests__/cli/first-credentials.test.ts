import { openEnvironment } from "../../catalogue";
import { connectionNamed, type DeclaredConnection } from "../../catalogue/declared-connections";
import { afterCredentials } from "../../cli/text/first-credentials";

const { environment } = openEnvironment("dev");
if (environment === undefined) throw new Error("dev has errors");
const { hub } = environment;
const slack = connectionNamed(environment, "slack");

const MADE = new Date("2026-11-26T10:00:00.123Z");
const NOW = new Date("2026-11-26T12:30:00.456Z");

function told(connection: DeclaredConnection, since: Date | undefined): string {
  return afterCredentials(hub, connection, since, NOW)
    .map((advice) => ("command" in advice ? advice.command : advice.sentence))
    .join("\n");
}

/** The command, as a shell would take it apart. */
function replay(connection: DeclaredConnection): string {
  const [command] = afterCredentials(hub, connection, MADE, NOW).flatMap((each) =>
    "command" in each ? [each.command] : [],
  );
  return command?.replaceAll(" \\\n ", "") ?? "";
}

test("a live connection that is rotated needs nothing more", () => {
  expect(afterCredentials(hub, slack, undefined, NOW)).toEqual([]);
});

test.each([
  ["draft", "Tenant slack is a draft: its rules are disabled."],
  ["suspended", "Tenant slack is suspended: its rules are disabled."],
] as const)("a %s tenant is told which line makes it live, at every put", (tenantState, said) => {
  for (const since of [MADE, undefined]) {
    expect(told({ ...slack, tenantState }, since)).toContain(
      `${said} To make it live, write "state: live" in tenants/slack.yaml, also at a destination that has a state of its own, and apply stack tenant-slack.`,
    );
  }
});

test("the first credentials of a live tenant come with the replay of what it missed, to its own rules alone", () => {
  expect(told(slack, MADE)).toMatch(/^It was live without credentials since 2026-11-26T10:00:00Z\./);
  expect(replay(slack)).toBe(
    "aws events start-replay --region eu-central-1 --replay-name acme-dev-slack-20261126T123000Z " +
      "--event-source-arn arn:aws:events:eu-central-1:200000000001:archive/acme-dev-central " +
      "--event-start-time 2026-11-26T10:00:00Z --event-end-time 2026-11-26T12:30:00Z " +
      `--destination '{"Arn":"arn:aws:events:eu-central-1:200000000001:event-bus/acme-dev-central","FilterArns":[` +
      ["payment-failed", "user-locked-out", "settlement-completed"]
        .map(
          (event) =>
            `"arn:aws:events:eu-central-1:200000000001:rule/acme-dev-central/acme-dev-slack_messages_${event}"`,
        )
        .join() +
      "]}'",
  );
});

test("a draft's replay ends when it went live, which only who applies knows", () => {
  expect(replay({ ...slack, tenantState: "draft" })).toContain(
    '--event-start-time 2026-11-26T10:00:00Z --event-end-time "$WENT_LIVE"',
  );
});

test("the longest name of a connection makes a name that a replay may have", () => {
  const long = { ...slack, spec: { ...slack.spec, name: "n".repeat(64) } };
  const [, name] = / --replay-name (\S+) /.exec(replay(long)) ?? [];
  expect(name).toMatch(/^[.\-_A-Za-z0-9]{1,64}$/);
});
