import { isAuthorized, isRefused, privateEndpoint, type ShownConnection } from "../../connection/state";

const ARN = "arn:aws:vpc-lattice:eu-central-1:200000000001:resourceconfiguration/rcfg-1";
const reached = (arn: string): Pick<ShownConnection, "InvocationConnectivityParameters"> => ({
  InvocationConnectivityParameters: {
    ResourceParameters: { ResourceConfigurationArn: arn, ResourceAssociationArn: "association" },
  },
});

describe("EventBridge delivers over a connection", () => {
  test.each<[state: ShownConnection["ConnectionState"], toPublic: boolean, toPrivate: boolean]>([
    ["AUTHORIZED", true, false],
    ["ACTIVE", false, true],
    ["AUTHORIZING", false, false],
    ["CREATING", false, false],
    ["UPDATING", false, false],
    ["DEAUTHORIZING", false, false],
    ["DEAUTHORIZED", false, false],
    ["FAILED_CONNECTIVITY", false, false],
    ["DELETING", false, false],
    [undefined, false, false],
  ])("that is %s: to a public API %j, to a private one %j", (ConnectionState, toPublic, toPrivate) => {
    expect(isAuthorized({ ConnectionState })).toBe(toPublic);
    expect(isAuthorized({ ConnectionState, ...reached(ARN) })).toBe(toPrivate);
  });
});

test("EventBridge has given up on what is DEAUTHORIZED or FAILED_CONNECTIVITY, and on nothing else", () => {
  expect([
    isRefused({ ConnectionState: "DEAUTHORIZED" }),
    isRefused({ ConnectionState: "FAILED_CONNECTIVITY" }),
  ]).toEqual([true, true]);
  expect([isRefused({ ConnectionState: "AUTHORIZING" }), isRefused({ ConnectionState: undefined })]).toEqual([
    false,
    false,
  ]);
});

test("a way to a private API that was taken back leaves an empty ARN, and the API is public", () => {
  expect(privateEndpoint(reached(ARN))).toBe(ARN);
  expect(privateEndpoint(reached(""))).toBeUndefined();
  expect(isAuthorized({ ConnectionState: "AUTHORIZED", ...reached("") })).toBe(true);
});
