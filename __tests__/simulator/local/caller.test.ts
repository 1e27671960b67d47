import { Access } from "../../../simulator/local/caller";
import { SMALL_HUB } from "./small-hub";

const account = "200000000001";
const place = { stack: "hub", address: "aws_iam_role.users", account, region: "eu-central-1", name: "users" };
const arn = `arn:aws:iam::${account}:role/users`;
const Resource = `arn:aws:dynamodb:eu-central-1:${account}:table/users`;
const policy = (Effect: string) => JSON.stringify({ Statement: { Effect, Action: "dynamodb:PutItem", Resource } });

/** What a call of the role is answered, and the reasons that are reported. */
function call(policies: readonly string[], unreadPolicies: readonly string[]) {
  const own = { trustPolicy: undefined, inlinePolicies: [], attachedPolicies: [], permissionsBoundary: undefined };
  const roles = [{ ...place, ...own, arn, policies, unreadPolicies }];
  const reasons: string[] = [];
  const access = new Access({ ...SMALL_HUB, roles }, (report) => {
    if (report.kind === "denied") reasons.push(report.reason);
  });
  const refusal = access.refusal(
    { kind: "role", account, roleArn: arn, session: "users" },
    { action: "dynamodb:PutItem", resource: Resource, region: "eu-central-1" },
  );
  return { refusal, reasons };
}

test("a role may do what one of its policies allows", () => {
  expect(call([policy("Allow")], [])).toEqual({ refusal: undefined, reasons: [] });
});

test.each([
  ["is the only one", []],
  ["stands beside one that allows it", [policy("Allow")]],
])("a policy that was not read and %s: the call is refused, and the report says that nobody knows", (_, policies) => {
  const { refusal, reasons } = call(policies, ["arn:aws:iam::aws:policy/PowerUserAccess"]);
  expect(refusal).toContain("because no identity-based policy allows the dynamodb:PutItem action");
  expect(reasons).toEqual([
    "is not known to be allowed: the role's policy arn:aws:iam::aws:policy/PowerUserAccess is not read",
  ]);
});

test("an explicit deny is one, whatever was not read", () => {
  const { refusal, reasons } = call([policy("Deny")], ["arn:aws:iam::aws:policy/PowerUserAccess"]);
  expect(refusal).toContain("with an explicit deny");
  expect(reasons).toEqual(["is denied by statement 1"]);
});
