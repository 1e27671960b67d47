import { EventsRole, type EventsRoleProps } from "../../constructs/events-role";
import { synthesizeStack } from "../synthesized";

const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";
const ruleArn = "arn:aws:events:eu-central-1:210000000001:rule/shop/acme-test-source-shop_orders";
const props: EventsRoleProps = {
  name: "acme-test-source-shop-forward",
  description: "Lets rules put events on the hub",
  account: "210000000001",
  ruleArns: [ruleArn],
  permission: { sid: "PutEventsOnHub", action: "events:PutEvents", resourceArn: busArn },
};

function stackWith(changes: Partial<EventsRoleProps> = {}) {
  return synthesizeStack((scope) => new EventsRole(scope, "Role", { ...props, ...changes }));
}

/** ARNs of so many rules, each as long as the one above. */
function arnsOf(count: number): string[] {
  return Array.from({ length: count }, (_, index) => ruleArn.slice(0, -2) + String(index).padStart(2, "0"));
}

test("EventBridge takes the role on for these rules of this account, and for no other", () => {
  expect(stackWith().only("aws_iam_role").statements("assume_role_policy")).toEqual([
    {
      Sid: "EventBridgeForTheseRules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": "210000000001" },
        ArnLike: { "aws:SourceArn": [ruleArn] },
      },
    },
  ]);
});

test("the role may do one thing to one resource", () => {
  const stack = stackWith();
  const permission = stack.only("aws_iam_role_policy");
  expect(permission.statements("policy")).toEqual([
    { Sid: "PutEventsOnHub", Effect: "Allow", Action: "events:PutEvents", Resource: busArn },
  ]);
  expect(permission.text("role")).toBe(`\${${stack.only("aws_iam_role").address}.name}`);
});

test("the role has no other policy", () => {
  const stack = stackWith();
  expect(stack.resources().map(({ type }) => type)).toEqual(["aws_iam_role", "aws_iam_role_policy"]);
  expect(stack.only("aws_iam_role").attributes).not.toHaveProperty("managed_policy_arns");
});

test("a trust policy holds as many rules as IAM's 2,048 characters", () => {
  const ruleArns = arnsOf(21);
  const trust = stackWith({ ruleArns }).only("aws_iam_role").text("assume_role_policy");
  expect(trust).toContain(ruleArns.at(-1));
  expect(trust.length).toBeLessThanOrEqual(2_048);
});

test("rules beyond that are an error that names the role and both numbers", () => {
  expect(() => stackWith({ ruleArns: arnsOf(22) })).toThrow(
    /^The trust policy of role acme-test-source-shop-forward has \d{4} characters; IAM allows 2048$/,
  );
});
