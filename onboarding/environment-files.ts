/**
 * The files of a new environment. They pass `hub check` as they are; what somebody has to decide holds a value that works,
 * under a comment that starts with {@link TO_DECIDE}.
 */
import path from "node:path";
import { accountPrincipalArn } from "../aws/arn";
import { schemaLine } from "../catalogue/language/json-schema";
import type { DraftedFile } from "./drafted-files";
import type { EnvironmentAnswers } from "./environment-answers";

/** What to search for to find everything that is to be decided. */
export const TO_DECIDE = "DECIDE";

/** Where the JSON Schemas are for a file of an environment: in a checkout of the package, or where it is installed. */
interface SchemaPlace {
  /** The folder of the project that the environment is in. */
  readonly project: string;
  /** The folder of the package. */
  readonly package: string;
}

/**
 * All files of an environment, `hub.yaml` first.
 *
 * @param place where the environment's project and the package are
 */
export function environmentFiles(answers: EnvironmentAnswers, place: SchemaPlace): readonly DraftedFile[] {
  const folder = path.join(place.project, "environments", answers.name);
  const schema = (of: string, from: string) => `${schemaLine(path.join(folder, from), of, place.package)}\n`;
  return [
    { file: path.join(folder, "hub.yaml"), content: schema("hub", ".") + hubYaml(answers) },
    {
      file: path.join(folder, "sources", `${answers.source}.yaml`),
      content: schema("source", "sources") + sourceYaml(answers),
    },
    {
      file: path.join(folder, "events", "order-placed.json"),
      content: `${JSON.stringify(sampleEvent(answers), null, 2)}\n`,
    },
    // git keeps no empty folder.
    { file: path.join(folder, "tenants", ".gitkeep"), content: "" },
  ];
}

function hubYaml(answers: EnvironmentAnswers): string {
  const { name, namespace, account, region, stateAccount, stateBucket, kmsKey, organization, email } = answers;
  return `namespace: ${namespace}
environment: ${name}
${
  organization === undefined
    ? `# ${TO_DECIDE}: with the id of your AWS organization here, nobody outside it can publish, whatever else is allowed.
# organizationId: o-a1b2c3d4e5
`
    : `organizationId: ${organization}
`
}account: "${account}"
region: ${region}
# The deployment enters each account under this name. Two environments in one account need role names of their own.
deploymentRole: event-hub-deployment
${deploymentYaml(answers)}state:
  bucket: ${stateBucket}
${
  stateAccount === account
    ? `  # ${TO_DECIDE}: with the state in an account of its own, nobody who can deploy the hub can delete it.
`
    : ""
}  account: "${stateAccount}"
  kmsKey: ${kmsKey}
archive:
  # ${TO_DECIDE}: for so many days can events be replayed, and are kept with the personal data in them.
  retentionDays: 14
alerts:
${
  email === undefined
    ? `  # ${TO_DECIDE}: who hears of dead letters and of connections that are not authorized, such as [hub@acme.example].
  emails: []
`
    : `  emails:
    - ${JSON.stringify(email)}
`
}# ${TO_DECIDE}: the tags that your organization wants of every resource.
tags:
  service: event-hub
`;
}

function deploymentYaml({ name, account, region, github }: EnvironmentAnswers): string {
  const trusted = accountPrincipalArn({ account, region });
  const who =
    github === undefined
      ? `  # ${TO_DECIDE}: who may take on these two roles. Now it is whomever the administrators of the hub account let do so. A
  # pipeline has \`oidc\` instead, with its issuer and its subjects (docs/pipeline.md of the package).
  principals:
    plan: [${trusted}]
    deployment: [${trusted}]
`
      : `  oidc:
    issuer: https://token.actions.githubusercontent.com
    subjects:
      plan:
        - repo:${github}:pull_request
        - repo:${github}:ref:refs/heads/main
      # The environment of GitHub, with the people who must approve.
      deployment:
        - repo:${github}:environment:${name}
`;
  return `# Who plans and who deploys: ./hub bootstrap makes of it the roles of every account.
deployment:
  planRole: event-hub-plan
${who}`;
}

/** Of the first source account, until somebody says what it publishes. */
const FIRST_DETAIL_TYPE = "Order Placed";

function firstSource({ namespace, source }: EnvironmentAnswers): string {
  return `com.${namespace}.${source}`;
}

function sourceYaml(answers: EnvironmentAnswers): string {
  const { namespace, name, sourceAccount } = answers;
  return `account: "${sourceAccount}"
# ${TO_DECIDE}: the team that answers for this account.
owner: Applications
# ${TO_DECIDE}: what this account may publish, and nobody else. Without detailTypes it is any detail-type.
publishes:
  sources:
    - ${firstSource(answers)}
  detailTypes:
    - ${FIRST_DETAIL_TYPE}
# Its applications put events straight on the hub's bus, ${namespace}-${name}-central. To forward from a bus of its own:
# forwards:
#   orders:
#     bus: default
#     eventPattern:
#       source: [${firstSource(answers)}]
`;
}

/** What `hub simulate` can be tried with, and what a tenant's patterns can be written after. */
function sampleEvent(answers: EnvironmentAnswers) {
  return {
    version: "0",
    id: "6b0d3a52-1f0e-4c8a-9d53-7c2f51e0a914",
    "detail-type": FIRST_DETAIL_TYPE,
    source: firstSource(answers),
    account: answers.sourceAccount,
    time: "2026-01-15T09:41:27Z",
    region: answers.region,
    resources: [],
    detail: {
      orderId: "ORD-1001",
      customer: { id: "CUS-42", email: "lena@mail.example" },
      total: { amount: 129.9, currency: "EUR" },
    },
  };
}
