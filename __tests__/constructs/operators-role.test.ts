import { OperatorsRole } from "../../constructs/operators-role";
import { synthesizeStack } from "../synthesized";

function roleFor(principals: readonly string[]) {
  return synthesizeStack((scope) => {
    new OperatorsRole(scope, "Operators", {
      place: { account: "200000000001", region: "eu-central-1" },
      name: "acme-test-operators",
      description: "Look after the doors",
      principals,
      statements: [{ Sid: "Open", Effect: "Allow", Action: "sqs:GetQueueUrl", Resource: "arn:aws:sqs:::doors" }],
    });
  });
}

function trusted(principals: readonly string[]) {
  return roleFor(principals).only("aws_iam_role").statements("assume_role_policy");
}

const HUB_ACCOUNT = "arn:aws:iam::200000000001:root";
const OTHER_ACCOUNT = "arn:aws:iam::200000000002:root";

test("without principals, whom the account's own IAM policies allow may take on the role", () => {
  expect(trusted([])).toEqual([expect.objectContaining({ Principal: { AWS: [HUB_ACCOUNT] } })]);
  expect(trusted([])[0]).not.toHaveProperty("Condition");
});

test("roles and users may and nobody else of their accounts, and need not exist: they are told by their ARN", () => {
  const people = "arn:aws:iam::200000000001:role/people";
  const user = "arn:aws:iam::200000000002:user/jo";
  expect(trusted([people, user, people])).toEqual([
    {
      Sid: "OperatorsTakeOnTheRole",
      Effect: "Allow",
      Principal: { AWS: [HUB_ACCOUNT, OTHER_ACCOUNT] },
      Action: "sts:AssumeRole",
      Condition: { ArnLike: { "aws:PrincipalArn": [people, user] } },
    },
  ]);
});

test("a whole account may beside them", () => {
  const people = "arn:aws:iam::200000000001:role/people";
  expect(trusted([OTHER_ACCOUNT, people]).map(({ Principal, Condition }) => [Principal, Condition])).toEqual([
    [{ AWS: [OTHER_ACCOUNT] }, undefined],
    [{ AWS: [HUB_ACCOUNT] }, { ArnLike: { "aws:PrincipalArn": [people] } }],
  ]);
});

test("a role of single sign-on stays one of them when it is made anew under another suffix", () => {
  const sso =
    "arn:aws:iam::200000000001:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Ops_0123456789abcdef";
  expect(trusted([sso])[0]?.Condition).toEqual({
    ArnLike: { "aws:PrincipalArn": [sso.replace("0123456789abcdef", "*")] },
  });
});

test("a session ends after an hour", () => {
  expect(roleFor([]).only("aws_iam_role").attributes["max_session_duration"]).toBe(3600);
});

test("the role may do what it was given", () => {
  expect(roleFor([]).only("aws_iam_role_policy").statements("policy")).toMatchObject([
    { Sid: "Open", Action: "sqs:GetQueueUrl", Resource: "arn:aws:sqs:::doors" },
  ]);
});
