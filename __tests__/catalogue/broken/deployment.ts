/** Who deploys, in ways that AWS refuses or that are not safe. */
import type { Broken, Edit } from "../environment-folder";

const OIDC = `  oidc:
    issuer: https://token.actions.githubusercontent.com
    subjects:
      plan: ["repo:acme/event-hub:pull_request"]
      deployment: ["repo:acme/event-hub:environment:dev"]
`;

/** `deployment` in hub.yaml, with texts of it exchanged. */
function deploymentWith(...texts: readonly (readonly [old: string, instead: string])[]): Edit {
  const whole = `deployment:\n  planRole: event-hub-plan\n${OIDC}state:\n`;
  const written = texts.reduce((text, [old, instead]) => {
    if (!text.includes(old)) throw new Error(`There is no ${old}`);
    return text.replace(old, instead);
  }, whole);
  return { replace: { "hub.yaml": [["state:\n", written]] } };
}

/** Subjects that jobs of a pull request have, or may have. */
const OPEN = [
  ["pull requests that deploy", "repo:acme/event-hub:pull_request"],
  ["everything of a repository that deploys", "repo:acme/event-hub:*"],
  ["a deployment for whatever environment a job names", "repo:acme/event-hub:environment:*"],
  ["a deployment for whatever branch there is", "repo:acme/event-hub:ref:refs/heads/*"],
  ["a deployment for half a name of what is open", "repo:acme/event-hub:pull_*"],
] as const;

export const deployment: readonly Broken[] = [
  {
    title: "a plan role that deploys",
    edit: deploymentWith(["event-hub-plan", "event-hub-deployment"]),
    expected: [
      "hub.yaml:9:13: error: deployment.planRole: event-hub-deployment is the role that deploys; write another name: this one only reads [plan-role-deploys]",
    ],
  },
  {
    title: "a key of the states that is named by its id",
    edit: {
      replace: {
        "hub.yaml": [
          ["state:\n", "deployment:\n  planRole: event-hub-plan\nstate:\n"],
          ["alias/terraform-state", "key/1b2cee3b-408c-44b5-89b8-0eae2be3e639"],
        ],
      },
    },
    expected: [
      "hub.yaml:13:11: error: state.kmsKey: the key that ./hub bootstrap makes has no id yet; write the ARN of an alias, or existingStateBucket: true in deployment, where bucket and key are there already [state-key-of-another-place]",
    ],
  },
  {
    title: "a key of the states in another account than the bucket",
    edit: {
      replace: {
        "hub.yaml": [
          ["state:\n", "deployment:\n  planRole: event-hub-plan\nstate:\n"],
          ["eu-central-1:100000000009", "eu-west-1:100000000008"],
        ],
      },
    },
    expected: [
      "hub.yaml:13:11: error: state.kmsKey: the key is in eu-west-1 of 100000000008, and the bucket in eu-central-1 of 100000000009; write an alias there, or existingStateBucket: true in deployment, where bucket and key are there already [state-key-of-another-place]",
    ],
  },
  {
    title: "a bucket whose access log's name is too long",
    edit: {
      replace: {
        "hub.yaml": [
          ["state:\n", "deployment:\n  planRole: event-hub-plan\nstate:\n"],
          ["acme-terraform-state", `acme-${"state".repeat(10)}`],
        ],
      },
    },
    expected: [
      `hub.yaml:11:3: error: state.bucket: the name acme-${"state".repeat(10)}-access-logs of the bucket is 4 characters longer than the 63 that AWS allows; write a shorter name [name-too-long]`,
    ],
  },
  ...OPEN.map(([title, subject]) => ({
    title,
    edit: deploymentWith(["repo:acme/event-hub:environment:dev", subject]),
    expected: [
      `hub.yaml:14:20: error: deployment.oidc.subjects.deployment[0]: a pull request's jobs may have the subject "${subject}" too; write an environment or a branch that is protected, such as repo:acme/event-hub:environment:prod [deployment-open]`,
    ],
  })),
  {
    title: "every repository that plans",
    edit: deploymentWith(["repo:acme/event-hub:pull_request", "repo:acme/*:pull_request"]),
    expected: [
      'hub.yaml:13:14: error: deployment.oidc.subjects.plan[0]: found "repo:acme/*:pull_request"; write the subject of a token, such as repo:acme/event-hub:environment:prod: the whole name of a repository at least [wrong-value]',
    ],
  },
  {
    title: "more subjects than a trust policy holds",
    edit: deploymentWith([
      '["repo:acme/event-hub:pull_request"]',
      `[${Array.from({ length: 60 }, (_, index) => `"repo:acme/event-hub:ref:refs/heads/branch-${index}"`).join(", ")}]`,
    ]),
    expected: [
      "hub.yaml:13:13: error: deployment.oidc.subjects.plan: 3,400 characters as a trust policy, AWS allows 2,048; write fewer subjects and principals for plan [trust-policy-too-long]",
    ],
  },
];
