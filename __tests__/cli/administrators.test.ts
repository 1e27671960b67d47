import { administratorOf, AS_OPTION, namedAccounts, namedAdministrators } from "../../cli/input/administrators";
import { accountsOf } from "../../permissions";
import { deployedHub, sampleEnvironment } from "../sample-environment";

const accounts = accountsOf(sampleEnvironment({ hub: deployedHub }));
const [hub] = accounts;
if (hub === undefined) throw new Error("There is no account");
const read = AS_OPTION[2];

test("the accounts are the hub's, those of sources with stacks, and the state's", () => {
  expect(accounts.map(({ name, account }) => `${name} ${account}`)).toEqual([
    "hub 200000000001",
    "source-billing 210000000002",
    "source-shop 210000000001",
    "state 200000000009",
  ]);
});

test("an account is told by its name, its digits or the alias of its source; none stands for all", () => {
  expect(namedAccounts(accounts, [])).toEqual(accounts);
  expect(namedAccounts(accounts, ["shop", "hub"]).map(({ name }) => name)).toEqual(["hub", "source-shop"]);
  expect(namedAccounts(accounts, ["state", "210000000001"]).map(({ name }) => name)).toEqual(["source-shop", "state"]);
  expect(() => namedAccounts(accounts, ["source-shp"])).toThrow("there is no account source-shp; write source-shop");
});

test.each([
  ["hub=acme-hub", { kind: "profile", profile: "acme-hub" }],
  ["200000000001=acme-hub", { kind: "profile", profile: "acme-hub" }],
  ["hub=arn:aws:iam::200000000001:role/a", { kind: "role", roleArn: "arn:aws:iam::200000000001:role/a" }],
  ["state=acme-state", { kind: "role", roleArn: "arn:aws:iam::200000000001:role/Admin" }],
])("with --as %s and a role for the others, the hub account is worked in as %j", (text, expected) => {
  const named = namedAdministrators(accounts, read(text, []));
  expect(administratorOf(hub, { named, role: "Admin", region: "eu-central-1" })).toEqual(expected);
});

test("without either, it is worked in as whoever runs the command", () => {
  expect(administratorOf(hub, { named: [], role: undefined, region: "eu-central-1" })).toEqual({ kind: "environment" });
});

test.each(["hub", "=x", "hub="])("--as %s says what to write", (text) => {
  expect(() => read(text, [])).toThrow("Write ACCOUNT=PROFILE or ACCOUNT=ROLE_ARN");
});

test("a source whose alias is the name of another account is told by its name alone", () => {
  const alike = [...accounts, { ...hub, name: "source-hub", account: "210000000007" }];
  expect(namedAccounts(alike, ["hub"])).toEqual([hub]);
  expect(namedAdministrators(alike, read("hub=a", read("shop=b", [])))).toEqual([
    { account: "source-shop", as: "b" },
    { account: "hub", as: "a" },
  ]);
});
