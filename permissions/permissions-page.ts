/** `docs/permissions.md`: who needs which permissions, from the table, with JSON that IAM takes. */
import { policyDocument, type Statement } from "../aws/policy-document";
import type { Hub } from "../catalogue/model";
import { COMMAND_ACTIONS, IMPLIED_BY_COMMANDS, type OperatorsCommand } from "./commands";
import { operatorsStatements } from "./credentials";
import type { Grant, ImpliedGrant, Scope } from "./grant";
import { TYPE_PERMISSIONS, type TerraformType } from "./resource-types";
import { impliedByKind, scopeOf, stateStatements, terraformStatements } from "./roles";
import { STACK_KINDS, type StackKind } from "./stack-kinds";
import { takeOnStatements, type BoundedHub } from "./take-on";

/** Where the page lies, from the project's folder. */
export const PERMISSIONS_PAGE = "docs/permissions.md";

/** The environment of the page: people put their own names in its place. */
const HUB: Hub & BoundedHub = {
  namespace: "acme",
  environment: "prod",
  account: "111111111111",
  region: "eu-central-1",
  deploymentRole: "event-hub-deployment",
  deployment: {
    planRole: "event-hub-plan",
    principals: { plan: [], deployment: [] },
    existingStateBucket: false,
  },
  state: {
    bucket: "acme-prod-event-hub-state",
    account: "999999999999",
    kmsKey: "arn:aws:kms:eu-central-1:999999999999:alias/event-hub-state",
  },
  archive: { retentionDays: 30 },
  alerts: { emails: [] },
  operators: { principals: [] },
  connectionCredentials: {},
  quotas: {},
  review: { approvers: {} },
  tags: {},
};
const SOURCE_ACCOUNT = "222222222222";

const TITLES: Readonly<Record<StackKind, { readonly id: string; readonly account: "hub" | "source" }>> = {
  "central-bus": { id: "central-bus", account: "hub" },
  "connection-credentials": { id: "connection-credentials", account: "hub" },
  source: { id: "source-<alias>", account: "source" },
  tenant: { id: "tenant-<id>", account: "hub" },
  functions: { id: "functions-<name>", account: "source" },
  ingress: { id: "ingress-<name>", account: "source" },
};
const KINDS = Object.keys(TITLES) as StackKind[];
const HUB_KINDS = KINDS.filter((kind) => TITLES[kind].account === "hub");
const SOURCE_KINDS = KINDS.filter((kind) => TITLES[kind].account === "source");

const INTRODUCTION = `# Permissions

Who needs which permissions, in which account, for which stack and which command. The page is generated from the table in
\`permissions/\` by \`npm run generate\`. The tests hold the same table to the calls that Terraform, the AWS provider and the
commands were recorded to make (\`__tests__/permissions/recorded-calls.json\`): everything in it is needed, and nothing is missing.

In the JSON below the environment is \`acme-prod\`, its hub account ${HUB.account}, a source account ${SOURCE_ACCOUNT} and the state
account ${HUB.state.account}. Put your own names in their place, or print them with your own names:

    ./hub permissions --env prod

## Roles

| role | does | where |
| --- | --- | --- |
| plan | \`terraform plan\`, \`./hub plan\`, \`./hub drift\`; reads, and writes only the lock of a state | every account |
| deployment | \`terraform apply\` and \`destroy\`, \`./hub deploy\`, \`cdktf deploy\`; \`deploymentRole\` in \`hub.yaml\` | every account |
| operators | \`./hub credentials\`, \`./hub verify\` | the hub account; stack \`connection-credentials\` makes it |

\`./hub check\`, \`list\`, \`match\`, \`simulate\`, \`local\`, \`demo\`, \`synth\`, \`affected\`, \`preview\`, \`plan-report\` and \`gate\` call nothing in
AWS and need no role.

\`./hub bootstrap\` makes the plan role and the deployment role of every account from this page, where \`hub.yaml\` has
\`deployment\`; it works as an administrator of each account. Both roles and all roles of the stacks then have the permissions
boundary \`acme-prod-boundary\`: the deployment role makes no role without it, takes it from none, and cannot change it. It
allows no more than what these roles and those of the stacks do, in this environment's names. Without \`deployment\` the
conditions on \`iam:PermissionsBoundary\` below fall away.
`;

const PRECONDITIONS = `
## What must be there before

- **EventBridge's service-linked role for API destinations**, in the hub account. The first connection makes it, if the
  deployment role may (\`iam:CreateServiceLinkedRole\`).
- **The buses that \`forwards.*.bus\` names**, in source accounts. They are the applications'; \`default\` is always there.
- **Confirmed alert addresses.** AWS sends each address in \`alerts.emails\` a mail with a link. Until it is followed, alarms reach
  nobody there, and Terraform cannot delete the subscription.
- **A JWT issuer that answers.** API Gateway reads \`<issuer>/.well-known/openid-configuration\` when a route with a JWT authorizer is
  made, and refuses it otherwise.
- **Room in the quotas of the hub account**: 3,000 connections, 3,000 API destinations and 300 rules a bus, unless AWS has raised
  them for you (\`quotas\` in \`hub.yaml\`).
- **Permissions that count.** AWS takes some seconds until a new statement counts everywhere, and up to five minutes until a key's new
  tag or alias does.
`;

/** The page as it has to be. `npm run generate` writes it; a test holds the committed one to this. */
export function permissionsPage(): string {
  return [
    INTRODUCTION,
    PRECONDITIONS,
    commandsChapter(),
    "\n## Each stack\n",
    "What Terraform calls for the resources of a stack. `read` is what a plan needs; an apply needs both.\n",
    ...KINDS.map(chapterOf),
    "\n## IAM policies\n",
    ...policies().map(([title, statements]) => policyBlock(title, statements)),
  ].join("\n");
}

function commandsChapter(): string {
  return [
    "\n## Each command\n",
    "What the commands call with the operators' role. The policy below says on what.\n",
    "| command | actions | AWS asks besides |",
    "| --- | --- | --- |",
    ...(Object.keys(COMMAND_ACTIONS) as OperatorsCommand[]).map((command) => {
      const actions = COMMAND_ACTIONS[command].toSorted().map((action) => `\`${action}\``);
      return `| \`./hub ${command}\` | ${actions.join(" ")} | ${IMPLIED_BY_COMMANDS[command] ?? ""} |`;
    }),
    "",
  ].join("\n");
}

function chapterOf(kind: StackKind): string {
  const { id, account } = TITLES[kind];
  const scope = scopeOf(kind, HUB, account === "hub" ? HUB.account : SOURCE_ACCOUNT);
  const where =
    kind === "functions"
      ? "in the account that its file names"
      : `in ${account === "hub" ? "the hub" : "a source"} account`;
  const implied = impliedByKind(kind);
  return [
    `### ${id}`,
    "",
    `Is ${where}.`,
    "",
    "| resource | for | actions | on | if |",
    "| --- | --- | --- | --- | --- |",
    ...STACK_KINDS[kind].types.flatMap((type) => rowsOf(type, scope)),
    ...implied.read.map((grant) => row("rules on the hub's bus", "read", grant, scope)),
    ...implied.write.map((grant) => row("its roles", "write", grant, scope)),
    "",
  ].join("\n");
}

function rowsOf(type: TerraformType, scope: Scope): string[] {
  const { read, write, impliedByWrite = [] } = TYPE_PERMISSIONS[type];
  return [
    ...read.map((grant) => row(`\`${type}\``, "read", grant, scope)),
    ...[...write, ...impliedByWrite].map((grant) => row(`\`${type}\``, "write", grant, scope)),
  ];
}

function row(of: string, what: "read" | "write", grant: Grant | ImpliedGrant, scope: Scope): string {
  const actions = grant.actions.map((action) => `\`${action}\``).join(" ");
  const resources = grant.resources(scope).map((arn) => `\`${arn}\``);
  const conditions = Object.entries(grant.condition?.(scope) ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]) => `${operator} \`${key}\`: \`${[value].flat().join("`, `")}\``),
  );
  const source = !("source" in grant)
    ? ""
    : grant.source.startsWith("https:")
      ? ` ([source](${grant.source}))`
      : ` (${grant.source})`;
  return `| ${of} | ${what} | ${actions}${source} | ${resources.join(" ")} | ${conditions.join("; ")} |`;
}

function policies(): readonly (readonly [title: string, statements: readonly Statement[]])[] {
  return [
    [
      "Plan role, hub account without functions and APIs",
      [...terraformStatements("plan", HUB, HUB.account, HUB_KINDS), ...takeOnStatements("plan", HUB)],
    ],
    ["Plan role, a source account", terraformStatements("plan", HUB, SOURCE_ACCOUNT, SOURCE_KINDS)],
    ["Plan role, state account", stateStatements("plan", HUB)],
    [
      "Deployment role, hub account without functions and APIs",
      [...terraformStatements("deployment", HUB, HUB.account, HUB_KINDS), ...takeOnStatements("deployment", HUB)],
    ],
    ["Deployment role, a source account", terraformStatements("deployment", HUB, SOURCE_ACCOUNT, SOURCE_KINDS)],
    ["Deployment role, state account", stateStatements("deployment", HUB)],
    ["Operators' role, as stack `connection-credentials` makes it", operatorsStatements(HUB)],
  ];
}

function policyBlock(title: string, statements: readonly Statement[]): string {
  return `### ${title}\n\n\`\`\`json\n${JSON.stringify(policyDocument(statements), undefined, 2)}\n\`\`\`\n`;
}
