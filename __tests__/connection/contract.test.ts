import { namingFrom, variablesOf } from "../../connection/environment";
import { SECRET_EVENT, SPEC_EVENT, STATE_EVENT } from "../../connection/events";
import { functionRequestSchema } from "../../connection/requests";
import { NAMING } from "./samples";

/* Both sides take these words from one place, so a wrong one would agree with itself: here stand the words of AWS. */

test("the events are those of AWS's user guides, word for word", () => {
  expect(SECRET_EVENT).toEqual({
    source: "aws.secretsmanager",
    detailType: "Secret Label Updated",
    label: "AWSCURRENT",
  });
  expect(SPEC_EVENT).toEqual({
    source: "aws.ssm",
    detailType: "Parameter Store Change",
    operations: ["Create", "Update"],
  });
  expect(STATE_EVENT).toEqual({
    source: "aws.events",
    detailTypes: [
      "Connection Activated",
      "Connection Authorized",
      "Connection Deauthorized",
      "Connection Failed Connectivity",
    ],
  });
});

test.each([{ action: "repair" }, { action: "sync", connection: "crm" }])("%j is a request", (request) => {
  expect(functionRequestSchema.parse(request)).toEqual(request);
});

test.each([{ action: "sync" }, { action: "remove", connection: "crm" }, "repair"])("%j is none", (request) => {
  expect(functionRequestSchema.safeParse(request).success).toBe(false);
});

test("a naming is read from the variables that tell it", () => {
  expect(namingFrom({ ...variablesOf(NAMING), AWS_REGION: "eu-central-1" })).toEqual(NAMING);
});

test.each(Object.keys(variablesOf(NAMING)))("without %s there is no naming, and the error names it", (name) => {
  expect(() => namingFrom({ ...variablesOf(NAMING), [name]: "" })).toThrow(`${name} is not set`);
});
