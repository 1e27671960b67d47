/** API destinations as AWS was recorded to check them in September 2026; the emulator keeps them. */
import { textOf, type EventsCall, type Operations } from "../call";
import type { ConnectionStore } from "../connections/connection-store";
import { ENDPOINT } from "../connections/request";
import { meet, type Constraints } from "../constraints";
import { AwsRefusal, invalid } from "../refusal";

/** What AWS's API model says (API_CreateApiDestination), in the order in which its messages have the methods. */
const LIMITS: Constraints = {
  Name: { required: true, minLength: 1, maxLength: 64, pattern: String.raw`[\.\-_A-Za-z0-9]+` },
  Description: { maxLength: 512, pattern: ".*" },
  ConnectionArn: {
    minLength: 1,
    maxLength: 1600,
    pattern: String.raw`^arn:aws([a-z]|\-)*:events:([a-z]|\d|\-)*:([0-9]{12})?:connection\/[\.\-_A-Za-z0-9]+\/[\-A-Za-z0-9]+$`,
  },
  InvocationEndpoint: ENDPOINT,
  HttpMethod: { values: ["HEAD", "POST", "PATCH", "DELETE", "PUT", "GET", "OPTIONS"] },
  InvocationRateLimitPerSecond: { minimum: 1 },
};

const MOST_PER_SECOND = 300;

/** @param store where the connections are */
export function apiDestinationOperations(store: ConnectionStore): Operations {
  const check = (call: EventsCall, doing: string) => {
    meet(LIMITS, call.input);
    checkEndpoint(call.input["InvocationEndpoint"], doing);
    checkConnection(call, store, doing);
    // A guess: the words.
    if (Number(call.input["InvocationRateLimitPerSecond"] ?? 1) > MOST_PER_SECOND) {
      throw new AwsRefusal(
        "LimitExceededException",
        `Failed to ${doing} the api-destination(s). The rate limit is above ${MOST_PER_SECOND}.`,
      );
    }
  };
  return {
    CreateApiDestination(call) {
      check(call, "create");
      return call.emulator();
    },
    async UpdateApiDestination(call) {
      check(call, "update");
      const { Name } = call.input;
      return call.emulator().catch((error: unknown) => {
        if (!(error instanceof AwsRefusal) || error.code !== "ResourceNotFoundException") throw error;
        throw new AwsRefusal(
          error.code,
          `Failed to update the api-destination(s). An api-destination '${String(Name)}' does not exist.`,
        );
      });
    },
  };
}

/** Recorded: no scheme, localhost and a query are taken; another scheme, user info, `*` in the host and no host are not. */
function checkEndpoint(endpoint: unknown, doing: string): void {
  if (typeof endpoint !== "string") return;
  const [, scheme = "https", host = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/?]*)/i.exec(endpoint) ?? [];
  if (scheme.toLowerCase() === "https" && host !== "" && !/[@*]/.test(host)) return;
  throw invalid(
    `Failed to ${doing} the api-destination(s). Parameter InvocationEndpoint is not valid. Reason: Endpoint '${endpoint}' ` +
      "is invalid, please provide a valid HTTPS endpoint URL.",
  );
}

function checkConnection({ input, caller }: EventsCall, store: ConnectionStore, doing: string): void {
  const arn = textOf(input, "ConnectionArn");
  if (arn === "") return;
  const name = /:connection\/([^/]+)\//.exec(arn)?.[1] ?? "";
  if (store.find(caller, name)?.arn === arn) return;
  throw new AwsRefusal(
    "ResourceNotFoundException",
    `Failed to ${doing} the api-destination(s). Connection '${arn}' does not exist.`,
  );
}
