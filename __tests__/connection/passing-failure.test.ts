import { isPassing, isThrottled } from "../../connection/passing-failure";

/** An error as the SDK throws it. */
const answered = (name: string, httpStatusCode: number) =>
  Object.assign(new Error("said AWS"), { name, $metadata: { httpStatusCode } });
const ofNetwork = (code: string) => Object.assign(new Error("said Node"), { code });

test.each([
  ["throttling", answered("ThrottlingException", 400), true],
  ["another service's throttling", answered("TooManyRequestsException", 429), true],
  ["a fault of the service", answered("InternalServiceError", 500), true],
  ["a service that is not there", answered("ServiceUnavailable", 503), true],
  ["a timeout", answered("TimeoutError", 0), true],
  ["an update beside another, of EventBridge", answered("ConcurrentModificationException", 400), true],
  ["an update beside another, of Parameter Store", answered("TooManyUpdates", 400), true],
  ["a connection that was reset", ofNetwork("ECONNRESET"), true],
  ["a name that was not resolved", ofNetwork("EAI_AGAIN"), true],
  ["a fault of the network as a cause", new Error("said the SDK", { cause: ofNetwork("ECONNREFUSED") }), true],
  ["a quota that is used up", answered("LimitExceededException", 400), false],
  ["no permission", answered("AccessDeniedException", 400), false],
  ["a request that is not valid", answered("ValidationException", 400), false],
  ["what is no error", "ThrottlingException", false],
  ["an error with a cause that is none", new Error("said the SDK", { cause: null }), false],
])("whether %s passes", (_, error, passes) => {
  expect(isPassing(error)).toBe(passes);
});

test("only throttling is throttling", () => {
  expect(isThrottled(answered("ThrottlingException", 400))).toBe(true);
  expect(isThrottled(answered("InternalServiceError", 500))).toBe(false);
  expect(isThrottled(answered("LimitExceededException", 400))).toBe(false);
});
