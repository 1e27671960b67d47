import { OperatorsRole } from "../../constructs/operators-role";
import { principalsOf } from "../emitted-policy";
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
  return roleFor(principals).only("aws_iam_role").statements("assume_role_policy").flatMap(principalsOf);
}

test("without principals, whom the account's own IAM policies allow may take on the role", () => {
  expect(trusted([])).toEqual(["arn:aws:iam::200000000001:root"]);
});

test("with principals, they may and nobody else, each named once", () => {
  const people = "arn:aws:iam::200000000001:role/people";
  expect(trusted([people, "arn:aws:iam::200000000002:root", people])).toEqual([
    people,
    "arn:aws:iam::200000000002:root",
  ]);
});

test("a session ends after an hour", () => {
  expect(roleFor([]).only("aws_iam_role").attributes["max_session_duration"]).toBe(3600);
});

test("the role may do what it was given", () => {
  expect(roleFor([]).only("aws_iam_role_policy").statements("policy")).toMatchObject([
    { Sid: "Open", Action: "sqs:GetQueueUrl", Resource: "arn:aws:sqs:::doors" },
  ]);
});
