import type { Rule } from "./rule";

/** What can be wrong with a file before its settings are looked at. */
export const fileRules = {
  "no-such-environment": {
    severity: "error",
    says: "No environment has this name or path.",
    why: "Nothing can be checked or emitted.",
    instead: "Name a folder of `environments/`, or give the path of a folder that holds `hub.yaml`.",
    example: 'no environment is called "staging"; write dev or prod',
  },
  "folder-unreadable": {
    severity: "error",
    says: "A folder of the environment is a file, or cannot be read.",
    why: "Everything in it would be missing from the environment.",
    instead: "Make it a folder, with permission to read it.",
    example: "is a file; write a folder of this name",
  },
  "file-missing": {
    severity: "error",
    says: "A file that every environment needs is missing.",
    why: "`hub.yaml` holds the account, the Region and the first parts of every name.",
    instead: "Write the file.",
    example: "no such file; write it",
  },
  "file-unreadable": {
    severity: "error",
    says: "A file cannot be read, or is not a regular file.",
    why: "Its settings would be missing from the environment.",
    instead: "Make it a regular file, with permission to read it.",
    example: "is a directory; write a file of this name",
  },
  "file-not-utf-8": {
    severity: "error",
    says: "A file is not UTF-8 text.",
    why: "Its texts would reach AWS garbled.",
    instead: "Save it as UTF-8.",
    example: "the file is UTF-16; save it as UTF-8",
  },
  "file-empty": {
    severity: "error",
    says: "A file is empty.",
    why: "Its content may have been lost.",
    instead: "Write its settings, or delete the file.",
    example: "the file is empty; write its settings, or delete the file",
  },
  "file-name": {
    severity: "error",
    says: "A file or folder has a name that has no place in an environment.",
    why: "Ids and physical names are made of file names, and a misnamed file is not deployed.",
    instead: "Use the name that the finding suggests.",
    example: 'the file name "hub.yml" does not fit; name the file hub.yaml',
  },
  "file-not-read": {
    severity: "warning",
    says: "A file or folder is in a place where nothing is read.",
    why: "It looks deployed and is not.",
    instead: "Move it to the folder it is meant for, or delete it.",
    example: '"eu" in tenants/ is not read; write its files there without it',
  },
  "yaml-syntax": {
    severity: "error",
    says: "The text is not valid YAML.",
    why: "Nothing in the file can be read.",
    instead: "Follow the finding: it is usually a quote, a colon or the indentation.",
    example: "not valid YAML: a tab indents this line; write spaces",
    source: "https://yaml.org/spec/1.2.2/",
  },
  "duplicate-key": {
    severity: "error",
    says: "A mapping has the same key twice.",
    why: "One of the two values would be lost silently.",
    instead: "Keep one of them.",
    example: "the key owner is written twice; keep one of them",
    source: "https://yaml.org/spec/1.2.2/#3213-node-comparison",
  },
  "yaml-alias": {
    severity: "error",
    says: "An alias refers to no anchor above it, stands inside what it repeats, or repeats too many values.",
    why: "The values it stands for cannot be known.",
    instead: "Write the values out.",
    example: "aliases repeat too many values; write the values out",
    source: "https://yaml.org/spec/1.2.2/#71-alias-nodes",
  },
  "nested-too-deep": {
    severity: "error",
    says: "Values are nested more than 100 levels deep.",
    why: "No setting needs that, and reading on could exhaust the stack.",
    instead: "Write them flatter.",
    example: "values are nested more than 100 levels deep; write them flatter",
  },
  "number-too-long": {
    severity: "error",
    says: "A whole number has more digits than JavaScript keeps.",
    why: "It would be rounded silently.",
    instead: "Write the number in quotes.",
    example:
      "destinations.incidents.events.invoice-issued.input.constant.event_action: the number has more digits than are kept; write it in quotes, and publish it as text",
  },
  "reserved-key": {
    severity: "error",
    says: "A key is called `__proto__`.",
    why: "JavaScript does not treat it as a key like any other, and its value would be lost.",
    instead: "Use another name.",
    example: "connection.invocationHttpParameters.header.__proto__: the key __proto__ is reserved; write another name",
  },
  "number-not-kept": {
    severity: "error",
    says: "A number in a pattern or a constant loses its zeros, or is one that JSON does not know.",
    why: "YAML reads `01234` as 1234, and a pattern would never match the text that events hold.",
    instead: "Put it in quotes.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.detail.zip[0]: YAML reads 01234 as the number 1234, without its zeros; write "01234" in quotes',
    source: "https://yaml.org/spec/1.2.2/#103-core-schema",
  },
  "number-rewritten": {
    severity: "warning",
    says: "A number in a pattern or a constant is written as no number is sent.",
    why: "A version `1.10`, a telephone number or a code in hexadecimal becomes another text.",
    instead: "Put it in quotes where it is text.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.detail.version[0]: YAML reads 1.10 as the number 1.1; write 1.1, or "1.10" in quotes for text',
    source: "https://yaml.org/spec/1.2.2/#103-core-schema",
  },
  "text-of-two-readings": {
    severity: "warning",
    says: "Text without quotes in a pattern or a constant is a boolean, a date or a number to other readers of YAML.",
    why: "This project reads YAML 1.2, where `yes` and `2026-01-31` are text; many tools and people read YAML 1.1.",
    instead: "Put it in quotes, or write `true` or `false`.",
    example:
      'destinations.incidents.events.invoice-issued.eventPattern.detail.paid[0]: yes is text here, and true to other readers of YAML; write true, or "yes" in quotes',
    source: "https://yaml.org/spec/1.2.2/#103-core-schema",
  },
} as const satisfies Readonly<Record<string, Rule>>;
