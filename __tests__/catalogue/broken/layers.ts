/** Files that stand on others, or on a preset. */
import { written, type Broken } from "../environment-folder";

const PEOPLE = `owner: SRE
contact: sre@example.com
runbook: https://wiki.example.com/runbooks/alerts
`;

const EVENTS = `
    events:
      low:
        eventPattern:
          source: [com.acme.warehouse]
          detail-type: [Stock Low]
`;

/** A tenant that takes nearly all from a preset. */
function alerts(head: string, destination = "alert", more = ""): string {
  return `${PEOPLE}${head}\ndestinations:\n  ${destination}:${more}${EVENTS}`;
}

export const layers: readonly Broken[] = [
  {
    title: "a base that is not there, and one beside which another is called nearly so",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alrts.yaml\n${PEOPLE}`,
        "base/alerts.yaml": PEOPLE,
      },
    },
    expected: [
      "tenants/alerts.yaml:1:10: error: extends: there is no file base/alrts.yaml; write ../base/alerts.yaml [base-file]",
    ],
  },
  {
    title: "a base that is not there",
    edit: written("tenants/alerts.yaml", `extends: ../base/slak.yaml\n${PEOPLE}`),
    expected: [
      "tenants/alerts.yaml:1:10: error: extends: there is no file base/slak.yaml; write the path from this file's folder [base-file]",
    ],
  },
  {
    title: "a base that is no YAML file",
    edit: written("tenants/alerts.yaml", `extends: ../base\n${PEOPLE}`),
    expected: [
      'tenants/alerts.yaml:1:10: error: extends: "../base" is no YAML file; write the path of one [base-file]',
    ],
  },
  {
    title: "a base outside of the folder of environments, whether or not it is there",
    edit: written("tenants/alerts.yaml", `extends: ../../../secrets.yaml\n${PEOPLE}`),
    expected: [
      'tenants/alerts.yaml:1:10: error: extends: "../../../secrets.yaml" is outside of the folder of environments; write the path of a file in it [base-file]',
    ],
  },
  {
    title: "a variable that would end the text that it becomes a part of",
    edit: written(
      "tenants/alerts.yaml",
      alerts("preset: jira-cloud\nvariables:\n  site: acme\n  projectKey: OPS\n  issueType: 'Bug \"x\"'", "issue"),
    ),
    expected: [
      'tenants/alerts.yaml:8:14: error: variables.issueType: found "Bug \\"x\\"", which would break the texts that it becomes a part of; write Name of the issue type in the project, such as Task [preset-variable]',
    ],
  },
  {
    title: "a base that is this file",
    edit: written("tenants/alerts.yaml", `extends: alerts.yaml\n${PEOPLE}`),
    expected: [
      'tenants/alerts.yaml:1:10: error: extends: "alerts.yaml" extends this file in turn; write a file that does not [base-file]',
    ],
  },
  {
    title: "two files that extend each other",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alerts.yaml\n${PEOPLE}`,
        "base/alerts.yaml": "extends: ../tenants/alerts.yaml\n",
      },
    },
    expected: [
      'base/alerts.yaml:1:10: error: extends: "../tenants/alerts.yaml" extends this file in turn; write a file that does not [base-file]',
    ],
  },
  {
    title: "a base that is not valid YAML",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alerts.yaml\n${PEOPLE}`,
        "base/alerts.yaml": "preset: [\n",
      },
    },
    expected: [
      "base/alerts.yaml:2:1: error: not valid YAML: a [ is not closed before this; write ], or indent the lines within more [yaml-syntax]",
    ],
  },
  {
    title: "a base that is a number",
    edit: written("tenants/alerts.yaml", `extends: 5\n${PEOPLE}`),
    expected: [
      "tenants/alerts.yaml:1:10: error: extends: found the number 5; write the path of a YAML file from this file's folder, such as ../../base/tenants/zendesk.yaml [wrong-value]",
    ],
  },
  {
    title: "a wrong value of a base, which is shown where it stands",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alerts.yaml\n${alerts("preset: pagerduty-events")}`,
        "base/alerts.yaml": "state: paused\n",
      },
    },
    expected: [
      'base/alerts.yaml:1:8: error: state: found "paused"; write draft, shadow, live or suspended (tenants/alerts.yaml extends it) [unknown-choice]',
    ],
  },
  {
    title: "what neither a file nor its base says, which is missing in the file",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": alerts("preset: pagerduty-events").replace(
          /^owner.*\n/,
          "extends: ../base/alerts.yaml\n",
        ),
        "base/alerts.yaml": "description: Alerts\n",
      },
    },
    expected: [
      "tenants/alerts.yaml:1:1: error: owner: missing; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [missing-value]",
    ],
  },
  {
    title: "a null that removes what the base says, and the field is needed",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alerts.yaml\n${alerts("preset: pagerduty-events").replace(/^owner.*/, "owner: null")}`,
        "base/alerts.yaml": "owner: SRE\n",
      },
    },
    expected: [
      "tenants/alerts.yaml:2:8: error: owner: missing; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [missing-value]",
    ],
  },
  {
    title: "a preset that there is not, and that looks like one",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-event")),
    expected: [
      'tenants/alerts.yaml:4:9: error: preset: no preset is called "pagerduty-event"; write pagerduty-events [unknown-preset]',
    ],
  },
  {
    title: "a preset that is like none",
    edit: written("tenants/alerts.yaml", alerts("preset: our-own-crm-of-1998")),
    expected: [
      'tenants/alerts.yaml:4:9: error: preset: no preset is called "our-own-crm-of-1998"; write one that ./hub presets lists [unknown-preset]',
    ],
  },
  {
    title: "variables without a preset",
    edit: written("tenants/alerts.yaml", alerts("variables:\n  subdomain: acme")),
    expected: [
      "tenants/alerts.yaml:4:1: error: variables: there is no preset to ask for them; write preset, or leave them out [preset-variable]",
    ],
  },
  {
    title: "a variable that the preset does not ask for",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-events\nvariables:\n  subdomain: acme")),
    expected: [
      'tenants/alerts.yaml:6:3: error: variables.subdomain: the preset pagerduty-events asks for no "subdomain"; leave it out [preset-variable]',
    ],
  },
  {
    title: "an operation that the preset does not have",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-events", "alerts", "\n    operation: alerts")),
    expected: [
      'tenants/alerts.yaml:7:16: error: destinations.alerts.operation: the preset pagerduty-events has no operation "alerts"; write alert [preset-operation]',
    ],
  },
  {
    title: "a destination that could mean several operations",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-events", "paging")),
    expected: [
      "tenants/alerts.yaml:6:3: error: destinations.paging: the preset pagerduty-events has the operations alert and resolve; write operation with one of them, or null for none [preset-operation]",
    ],
  },
  {
    title: "a destination without operation, which has to say everything itself",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-events", "alerts", "\n    operation: null")),
    expected: [
      "tenants/alerts.yaml:7:5: error: destinations.alerts.httpMethod: missing; write POST, GET, HEAD, OPTIONS, PUT, PATCH or DELETE [missing-value]",
      "tenants/alerts.yaml:7:5: error: destinations.alerts.invocationEndpoint: missing; write an https address without user, password or fragment, such as https://api.example.com/v1/orders [missing-value]",
      "tenants/alerts.yaml:7:5: error: destinations.alerts.invocationRateLimitPerSecond: missing; write a whole number of requests per second [missing-value]",
      "tenants/alerts.yaml:10:9: error: destinations.alerts.events.low.input: missing; write a mapping with the key type [missing-value]",
    ],
  },
  {
    title: "an operation that is no text",
    edit: written("tenants/alerts.yaml", alerts("preset: pagerduty-events", "alert", "\n    operation: 5")),
    expected: [
      "tenants/alerts.yaml:7:16: error: destinations.alert.operation: found the number 5; write alert or resolve, or null for none [preset-operation]",
    ],
  },
  {
    title: "a destination of a preset without events",
    edit: written(
      "tenants/alerts.yaml",
      `${PEOPLE}preset: pagerduty-events\ndestinations:\n  alert:\n    evnts: {}\n  resolve: {}\n`,
    ),
    expected: [
      'tenants/alerts.yaml:7:5: error: destinations.alert: unknown key "evnts"; write "events" [unknown-key]',
      "tenants/alerts.yaml:8:12: error: destinations.resolve.events: missing; write at least one event, such as order-placed: {...} [missing-value]",
    ],
  },
  {
    title: "a misspelt word for the preset, or for the base",
    edit: {
      write: {
        "tenants/alerts.yaml": `${PEOPLE}prest: pagerduty-events\nvariables: { a: b }\n`,
        "tenants/other.yaml": `${PEOPLE}extend: ../base/alerts.yaml\n`,
        "sources/crm.yaml": "extnds: ../base/crm.yaml\npreset: x\n",
      },
    },
    expected: [
      'sources/crm.yaml:1:1: error: unknown key "extnds"; write "extends" [unknown-key]',
      'tenants/alerts.yaml:4:1: error: unknown key "prest"; write "preset" [unknown-key]',
      'tenants/other.yaml:4:1: error: unknown key "extend"; write "extends" [unknown-key]',
    ],
  },
  {
    title: "names that are nearly those of the base",
    edit: {
      folders: ["base"],
      write: {
        "tenants/alerts.yaml": `extends: ../base/alerts.yaml
destinations:
  alrt:
    invocationRateLimitPerSecond: 3
`,
        "tenants/other.yaml": `extends: ../base/alerts.yaml
destinations:
  alert:
    events:
      lw:
        input: { paths: { severity: $.detail.level } }
      stock-gone: {}
`,
        "base/alerts.yaml": alerts("preset: pagerduty-events"),
      },
    },
    expected: [
      'tenants/alerts.yaml:3:3: error: destinations: "alrt" lacks what it needs; write "alert", which base/alerts.yaml has, or all of it [stray-name]',
      'tenants/other.yaml:5:7: error: destinations.alert.events: "lw" lacks what it needs; write "low", which base/alerts.yaml has, or all of it [stray-name]',
      "tenants/other.yaml:7:19: error: destinations.alert.events.stock-gone.eventPattern: missing; write a mapping [missing-value]",
    ],
  },
];
