import { goneVerificationOf, verificationOf } from "../../cli/stack-verifier";
import type { Checked } from "../../hub-account/verification/check";

const role = (exists: Checked["exists"], ...problems: string[]): Checked => ({
  stack: "tenant-jira",
  kind: "role",
  name: "acme-jira",
  exists,
  problems,
});
const unseen = role(null, "could not be looked at: the operators' role needs iam:GetRole");

test("a stack of which everything is as declared is fine", () => {
  expect(verificationOf([role(true), role(true)])).toEqual({ kind: "fine", checked: 2 });
});

test("what may not be looked at is looked at again: a permission that was just given counts after some seconds", () => {
  expect(verificationOf([role(true), unseen])).toEqual({
    kind: "not verified",
    because: "role acme-jira could not be looked at: the operators' role needs iam:GetRole",
    again: true,
  });
});

test("what is wrong is said at once, with what may not be looked at", () => {
  expect(verificationOf([role(true, "has no policy"), unseen])).toMatchObject({
    kind: "wrong",
    problems: ["role acme-jira has no policy", expect.stringContaining("could not be looked at")],
  });
});

describe("a stack that was destroyed", () => {
  const gone = role(false, "does not exist");

  test("is gone where nothing of it is there", () => {
    expect(goneVerificationOf([gone, gone])).toEqual({ kind: "fine", checked: 2 });
  });

  test("is not where something of it still is, whatever else may not be looked at", () => {
    expect(goneVerificationOf([gone, role(true), unseen])).toEqual({
      kind: "wrong",
      problems: [
        "role acme-jira is still there",
        "role acme-jira could not be looked at: the operators' role needs iam:GetRole",
      ],
    });
  });

  test("is not known to be where something may not be looked at", () => {
    expect(goneVerificationOf([gone, unseen])).toMatchObject({ kind: "not verified", again: true });
  });
});
