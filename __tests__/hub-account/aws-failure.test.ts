import { awsFailure, sessionFailure } from "../../hub-account/aws-failure";
import { withoutFunctions } from "../../hub-account/endpoint-override";
import { HubAccountError } from "../../hub-account/failure";

const ROLE = "arn:aws:iam::200000000001:role/acme-dev-operators";

/** As the SDK throws it. */
function thrown(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

const ofAws = (name: string, message: string) => thrown(name, message, { $metadata: {} });

function sentence(failure: unknown): string {
  expect(failure).toBeInstanceOf(HubAccountError);
  return failure instanceof Error ? failure.message : "";
}

test.each<[what: string, error: Error, sentence: RegExp]>([
  [
    "no credentials",
    thrown("CredentialsProviderError", "Could not load credentials from any providers"),
    /^no AWS credentials were found: choose a profile with AWS_PROFILE, or run aws sso login \(Could not load/,
  ],
  [
    "an ended SSO session",
    thrown("CredentialsProviderError", "The SSO session associated with this profile has expired."),
    /^the AWS single sign-on session has ended: run aws sso login/,
  ],
  [
    "an ended SSO token",
    thrown("TokenProviderError", "Token is expired. To refresh this SSO session run 'aws sso login'"),
    /^the AWS single sign-on session has ended: run aws sso login/,
  ],
  [
    "MFA",
    thrown(
      "CredentialsProviderError",
      "Profile ops requires multi-factor authentication, but no MFA code callback was provided.",
    ),
    /^the AWS profile asks for an MFA code, .* get a session first/,
  ],
  [
    "a role that may not be assumed",
    ofAws("AccessDenied", "User: x is not authorized to perform: sts:AssumeRole"),
    /^your AWS identity may not assume arn:aws:iam::200000000001:role\/acme-dev-operators: apply stack/,
  ],
  ["old credentials", ofAws("ExpiredToken", "expired"), /^AWS refuses the credentials \(ExpiredToken\): log in again/],
])("a session that cannot be opened for %s is a sentence with what to do", (_, error, expected) => {
  expect(sentence(sessionFailure(error, ROLE))).toMatch(expected);
});

test.each<[what: string, error: Error, sentence: RegExp]>([
  [
    "an action that is denied",
    ofAws("AccessDeniedException", "User: x is not authorized to perform: events:DescribeRule."),
    /^arn:\S+acme-dev-operators may not do that; .* \(User: x is not authorized to perform: events:DescribeRule\)$/,
  ],
  [
    "a name that is not resolved",
    thrown("Error", "x", { code: "ENOTFOUND", hostname: "events.x" }),
    /at events\.x \(ENOTFOUND\)/,
  ],
  [
    "several addresses that all refuse",
    Object.assign(new AggregateError([thrown("Error", "x", { code: "ECONNREFUSED", address: "::1", port: 5000 })]), {}),
    /^AWS does not answer at ::1:5000 \(ECONNREFUSED\)/,
  ],
  ["no answer in time", thrown("TimeoutError", "x"), /^AWS does not answer in time/],
  ["throttling", ofAws("ThrottlingException", "Rate exceeded"), /^AWS is asked too often .* try again in a minute$/],
  ["a rate under another name", ofAws("RequestThrottledException", "Slow down"), /^AWS is asked too often /],
  [
    "a quota that is used up",
    ofAws("LimitExceededException", "100 versions."),
    /^AWS answered LimitExceededException: /,
  ],
  ["what nobody thought of", ofAws("InternalException", "Oops."), /^AWS answered InternalException: Oops$/],
])("a call that fails for %s is a sentence", (_, error, expected) => {
  expect(sentence(awsFailure(error, ROLE))).toMatch(expected);
});

test("an error of this program stays what it is", () => {
  const bug = new TypeError("x is not a function");
  expect(awsFailure(bug, ROLE)).toBe(bug);
  expect(sessionFailure(bug, ROLE)).toBe(bug);
});

test.each<[variables: Record<string, string>, without: boolean]>([
  [{}, false],
  [{ AWS_ENDPOINT_URL: "" }, false],
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:5000" }, true],
  [{ AWS_ENDPOINT_URL_EVENTBRIDGE: "http://127.0.0.1:5000" }, true],
  [{ AWS_ENDPOINT_URL_S3: "http://127.0.0.1:5000" }, false],
  [{ AWS_ENDPOINT_URL: "http://127.0.0.1:5000", AWS_ENDPOINT_URL_LAMBDA: "http://127.0.0.1:5001" }, false],
  [{ AWS_ENDPOINT_URL_SSM: "https://vpce-1.ssm.eu-central-1.vpce.amazonaws.com" }, false],
  [{ AWS_ENDPOINT_URL_SSM: "https://example.com/amazonaws.com" }, true],
])("with %j functions cannot be invoked: %s", (variables, without) => {
  expect(withoutFunctions(variables)).toBe(without);
});
