import { busPolicyDocument, type Publisher } from "../../aws/bus-policy";
import { BUS_POLICY_CHARACTERS } from "../../aws/limits";
import { BusPolicy } from "../../constructs/bus-policy";
import { acceptedValues, allowing, principalsOf } from "../emitted-policy";
import { synthesizeStack } from "../synthesized";

const busArn = "arn:aws:events:eu-central-1:200000000001:event-bus/acme-test-central";
const region = "eu-central-1";
const shop: Publisher = { alias: "shop", account: "210000000001", sources: ["com.acme.shop"] };
const billing: Publisher = { alias: "billing", account: "210000000002", sources: ["com.acme.billing"] };

function policyFor(...publishers: Publisher[]) {
  return synthesizeStack(
    (scope) => new BusPolicy(scope, "BusPolicy", { busName: "acme-test-central", busArn, region, publishers }),
  ).only("aws_cloudwatch_event_bus_policy");
}

/** A publisher whose statement makes the whole policy exactly so many characters long. */
function publisherFillingPolicyTo(characters: number): Publisher {
  const withSource = (source: string): Publisher => ({ ...shop, sources: [source] });
  const shortest = JSON.stringify(busPolicyDocument({ busArn, region, publishers: [withSource("")] })).length;
  return withSource("s".repeat(characters - shortest));
}

test("a bus has one policy document, whatever the number of publishers", () => {
  expect(policyFor(shop, billing).attributes["event_bus_name"]).toBe("acme-test-central");
});

test("every publisher is an account that is named, never everybody", () => {
  const principals = allowing(policyFor(shop, billing).statements("policy")).flatMap(principalsOf);
  expect(principals).toEqual(["arn:aws:iam::210000000001:root", "arn:aws:iam::210000000002:root"]);
});

test("no publisher may use the sources of another", () => {
  const sources = allowing(policyFor(shop, billing).statements("policy")).map((statement) =>
    acceptedValues(statement, "ForAllValues:StringEquals", "events:source"),
  );
  expect(sources).toEqual([["com.acme.shop"], ["com.acme.billing"]]);
});

test("a policy of exactly EventBridge's 10,240 characters is emitted", () => {
  const policy = policyFor(publisherFillingPolicyTo(BUS_POLICY_CHARACTERS)).text("policy");
  expect(policy).toHaveLength(10_240);
});

test("one character more is an error that names the bus and both numbers", () => {
  expect(() => policyFor(publisherFillingPolicyTo(BUS_POLICY_CHARACTERS + 1))).toThrow(
    `The policy of bus ${busArn} has 10241 characters; EventBridge allows 10240`,
  );
});
