import type { Rule } from "./rule";

/** What can be wrong with `extends`, `preset` and what belongs to them. */
export const layerRules = {
  "base-file": {
    severity: "error",
    says: "The file that `extends` names cannot be used.",
    why: "What it says would be missing from the file that extends it.",
    instead: "Name a YAML file, by its path from the folder of the file that extends it.",
    example: 'extends: "../base" is no YAML file; write the path of one',
  },
  "stray-name": {
    severity: "error",
    says: "A destination, an event or another name lacks what it needs, and the file below has one that is nearly called so.",
    why: "A misspelt name changes nothing of the one that was meant, and begins a new one.",
    instead: "Write the name that the file below has, or everything that a new one needs.",
    example: 'destinations: "alrt" lacks what it needs; write "alert", which base/alerts.yaml has, or all of it',
  },
  "unknown-preset": {
    severity: "error",
    says: "No preset has this id.",
    why: "Connection, endpoint and payload would be missing.",
    instead: "Write the id of a preset; `./hub presets` lists them.",
    example: 'preset: no preset is called "pagerduty-event"; write pagerduty-events',
  },
  "preset-variable": {
    severity: "error",
    says: "A variable of the preset is missing, unknown or of another form.",
    why: "It is a part of an address or a parameter, which would be wrong.",
    instead: "Write what the preset asks for; `./hub presets show ID` names it.",
    example: "variables: there is no preset to ask for them; write preset, or leave them out",
  },
  "preset-operation": {
    severity: "error",
    says: "It is not clear which operation of the preset a destination means.",
    why: "Endpoint and payload differ from operation to operation.",
    instead:
      "Write `operation` with one that the preset has, or `null` for a destination that writes everything itself.",
    example: 'destinations.alerts.operation: the preset pagerduty-events has no operation "alerts"; write alert',
  },
} as const satisfies Readonly<Record<string, Rule>>;
