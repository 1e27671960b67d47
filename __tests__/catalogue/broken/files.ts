/** Files that cannot be read, or are not YAML. */
import { readSound, replaced, written, type Broken } from "../environment-folder";

export const files: readonly Broken[] = [
  {
    title: "a missing hub.yaml",
    edit: { remove: ["hub.yaml"] },
    expected: ["hub.yaml:1:1: error: no such file; write it [file-missing]"],
  },
  {
    title: "hub.yml instead of hub.yaml",
    edit: { remove: ["hub.yaml"], write: { "hub.yml": readSound("hub.yaml", "") } },
    expected: ['hub.yml:1:1: error: the file name "hub.yml" does not fit; name the file hub.yaml [file-name]'],
  },
  {
    title: "a directory where hub.yaml should be",
    edit: { remove: ["hub.yaml"], folders: ["hub.yaml"] },
    expected: ["hub.yaml:1:1: error: is a directory; write a file of this name [file-unreadable]"],
  },
  {
    title: "a directory where a tenant's file should be",
    edit: { folders: ["tenants/zendesk.yaml"] },
    expected: ["tenants/zendesk.yaml:1:1: error: is a directory; write a file of this name [file-unreadable]"],
  },
  {
    title: "a file where the folder of sources should be",
    edit: { remove: ["sources", "tenants"], write: { sources: "" } },
    expected: ["sources: error: is a file; write a folder of this name [folder-unreadable]"],
  },
  {
    title: "an empty file",
    edit: written("tenants/jira.yaml", ""),
    expected: ["tenants/jira.yaml:1:1: error: the file is empty; write its settings, or delete the file [file-empty]"],
  },
  {
    title: "a file of comments",
    edit: written("tenants/jira.yaml", "# owner: nobody yet\n"),
    expected: ["tenants/jira.yaml:1:1: error: the file is empty; write its settings, or delete the file [file-empty]"],
  },
  {
    title: "a byte order mark and nothing else",
    edit: written("tenants/jira.yaml", "\uFEFF"),
    expected: ["tenants/jira.yaml:1:1: error: the file is empty; write its settings, or delete the file [file-empty]"],
  },
  {
    title: "a file that is not UTF-8",
    edit: written("tenants/jira.yaml", Buffer.from("owner: CRM\ncontact: J\u00fcrgen@example.com\n", "latin1")),
    expected: ["tenants/jira.yaml:2:11: error: not UTF-8 text; save the file as UTF-8 [file-not-utf-8]"],
  },
  {
    title: "a file in UTF-16",
    edit: written("tenants/jira.yaml", Buffer.from("\uFEFFowner: CRM\n", "utf16le")),
    expected: ["tenants/jira.yaml:1:1: error: the file is UTF-16; save it as UTF-8 [file-not-utf-8]"],
  },
  {
    title: "a tab for indentation",
    edit: replaced("tenants/jira.yaml", "    type: BASIC", "\ttype: BASIC"),
    expected: ["tenants/jira.yaml:7:1: error: not valid YAML: a tab indents this line; write spaces [yaml-syntax]"],
  },
  {
    title: "a bracket that is not closed",
    edit: replaced("sources/shop.yaml", "[com.acme.shop, com.acme.billing]", "[com.acme.shop, com.acme.billing"),
    expected: [
      "sources/shop.yaml:6:3: error: not valid YAML: a [ is not closed before this; write ], or indent the lines within more [yaml-syntax]",
    ],
  },
  {
    title: "a quote that is not closed",
    edit: replaced("hub.yaml", '"100000000001"', '"100000000001'),
    expected: ["hub.yaml:5:23: error: not valid YAML: a quote is not closed; write the closing quote [yaml-syntax]"],
  },
  {
    title: "two keys on one line",
    edit: replaced("hub.yaml", "region: eu-central-1", "region: eu-central-1 namespace: acme"),
    expected: [
      "hub.yaml:6:9: error: not valid YAML: a second key on the line; start a new line, or write text with a colon in quotes [yaml-syntax]",
    ],
  },
  {
    title: "a line that is indented by a space too few",
    edit: replaced("tenants/jira.yaml", "    httpMethod: POST", "   httpMethod: POST"),
    expected: [
      "tenants/jira.yaml:11:1: error: not valid YAML: the line is not indented like its neighbours; indent it like them [yaml-syntax]",
    ],
  },
  {
    title: "text that starts with a reserved character",
    edit: replaced("tenants/jira.yaml", "owner: Support tools team", "owner: @support-tools"),
    expected: [
      "tenants/jira.yaml:2:8: error: not valid YAML: text starts with a character that YAML reserves; write it in quotes [yaml-syntax]",
    ],
  },
  {
    title: "a placeholder of another template language",
    edit: replaced("tenants/jira.yaml", "owner: Support tools team", "owner: {{ team }}"),
    expected: [
      "tenants/jira.yaml:2:9: error: not valid YAML: a key is a list or a mapping; write a word as the key, and {...} in quotes where it is text [yaml-syntax]",
    ],
  },
  {
    title: "a list as a key",
    edit: replaced("tenants/jira.yaml", "owner: Support tools team", "? [a, b]\n: c"),
    expected: [
      "tenants/jira.yaml:2:3: error: not valid YAML: a key is a list or a mapping; write a word as the key, and {...} in quotes where it is text [yaml-syntax]",
    ],
  },
  {
    title: "a file that is too large to be meant",
    edit: written("tenants/jira.yaml", `owner: ${"x".repeat(5_100_000)}\n`),
    expected: ["tenants/jira.yaml:1:1: error: the file has 5.1 MB, and 5 MB are read; split it [file-too-large]"],
  },
  {
    title: "a key that is written twice",
    edit: replaced("sources/warehouse.yaml", "owner: Warehouse team", 'owner: Warehouse team\n"owner": Stock team'),
    expected: ["sources/warehouse.yaml:4:1: error: the key owner is written twice; keep one of them [duplicate-key]"],
  },
  {
    title: "two documents in one file",
    edit: replaced("sources/warehouse.yaml", "owner:", "---\nowner:"),
    expected: [
      "sources/warehouse.yaml:3:1: error: not valid YAML: a second document starts here; write one a file, without a second --- [yaml-syntax]",
    ],
  },
  {
    title: "a tag that YAML does not know",
    edit: replaced("tenants/pagerduty.yaml", "{ secretKey: routingKey }", "!secret routingKey"),
    expected: [
      "tenants/pagerduty.yaml:11:22: error: not valid YAML: a tag that is not known here; write the value without it [yaml-syntax]",
    ],
  },
  {
    title: "an alias without its anchor",
    edit: replaced("sources/warehouse.yaml", "[com.acme.warehouse]", "*sources"),
    expected: [
      "sources/warehouse.yaml:5:12: error: *sources names no anchor above it; write the values out [yaml-alias]",
    ],
  },
  {
    title: "an alias to its own parent",
    edit: replaced("tenants/pagerduty.yaml", "{ event_action: trigger }", "&all { event_action: *all }"),
    expected: [
      "tenants/pagerduty.yaml:23:42: error: an alias stands within what it repeats; write the values out [yaml-alias]",
    ],
  },
  {
    title: "aliases that multiply",
    edit: replaced(
      "hub.yaml",
      'cost-centre: "4711"',
      "a: &a [x, x, x, x, x, x, x, x, x]\n  b: &b [*a, *a, *a, *a, *a, *a, *a]\n  c: &c [*b, *b, *b, *b, *b, *b]\n  d: [*c, *c, *c, *c, *c]",
    ),
    expected: ["hub.yaml:18:10: error: aliases repeat too many values; write the values out [yaml-alias]"],
  },
  {
    title: "values nested beyond reason",
    edit: written("tenants/jira.yaml", `owner: ${"[".repeat(20_000)}\n`),
    expected: [
      "tenants/jira.yaml:1:1: error: values are nested more than 100 levels deep; write them flatter [nested-too-deep]",
    ],
  },
  {
    title: "lists nested beyond reason",
    edit: written("tenants/jira.yaml", `owner:\n  ${"- ".repeat(5_000)}x\n`),
    expected: [
      "tenants/jira.yaml:1:1: error: values are nested more than 100 levels deep; write them flatter [nested-too-deep]",
    ],
  },
  ...["a: ", "-\t", "? a: "].map((level) => ({
    title: `${JSON.stringify(level)} beyond reason, on a line of its own and before another`,
    edit: {
      write: {
        "tenants/jira.yaml": `owner:\n  ${level.repeat(20_000)}x\n`,
        "tenants/salesforce.yaml": `owner:\n  ${level.repeat(20_000)}x\ncontact: y\n`,
      },
    },
    expected: ["jira", "salesforce"].map(
      (tenant) =>
        `tenants/${tenant}.yaml:1:1: error: values are nested more than 100 levels deep; write them flatter [nested-too-deep]`,
    ),
  })),
  {
    title: "levels of one space beyond reason",
    edit: written("tenants/jira.yaml", Array.from({ length: 399 }, (_, step) => `${" ".repeat(step)}a:\n`).join("")),
    expected: [
      "tenants/jira.yaml:1:1: error: values are nested more than 100 levels deep; write them flatter [nested-too-deep]",
    ],
  },
  {
    title: "a number that is none",
    edit: replaced("hub.yaml", 'cost-centre: "4711"', "cost-centre: .nan"),
    expected: [
      "hub.yaml:17:16: error: tags.cost-centre: found the number .nan; write a tag value of letters, digits, spaces and . : / = + @ _ - that does not start with aws: [wrong-value]",
    ],
  },
  {
    title: "the ending .yml",
    edit: { remove: ["tenants/jira.yaml"], write: { "tenants/jira.yml": "owner: 1\n" } },
    expected: [
      "tenants/jira.yml:1:1: error: connection: missing; write a mapping with authorization, or connections with an id for each where there are several [missing-value]",
      "tenants/jira.yml:1:1: error: contact: missing; write an e-mail address, such as integration-platform@example.com [missing-value]",
      "tenants/jira.yml:1:1: error: destinations: missing; write at least one destination, such as orders: {...} [missing-value]",
      "tenants/jira.yml:1:1: error: runbook: missing; write an https address of at most 500 characters, such as https://wiki.example.com/runbooks/salesforce [missing-value]",
      'tenants/jira.yml:1:1: error: the file name "jira.yml" does not fit; name the file jira.yaml [file-name]',
      "tenants/jira.yml:1:8: error: owner: found the number 1; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [wrong-value]",
    ],
  },
  {
    title: "a file name that is no id",
    edit: written("tenants/Data_Dog EU.yaml", "{}"),
    expected: [
      "tenants/Data_Dog EU.yaml:1:1: error: connection: missing; write a mapping with authorization, or connections with an id for each where there are several [missing-value]",
      "tenants/Data_Dog EU.yaml:1:1: error: contact: missing; write an e-mail address, such as integration-platform@example.com [missing-value]",
      "tenants/Data_Dog EU.yaml:1:1: error: destinations: missing; write at least one destination, such as orders: {...} [missing-value]",
      "tenants/Data_Dog EU.yaml:1:1: error: owner: missing; write the owning team's name: letters, digits, spaces and . : / = + @ _ -, not starting with aws: [missing-value]",
      "tenants/Data_Dog EU.yaml:1:1: error: runbook: missing; write an https address of at most 500 characters, such as https://wiki.example.com/runbooks/salesforce [missing-value]",
      'tenants/Data_Dog EU.yaml:1:1: error: the file name "Data_Dog EU.yaml" does not fit; name the file data-dog-eu.yaml [file-name]',
    ],
  },
  {
    title: "an alias that could meet another in a statement's name",
    edit: written(
      "sources/shop-2.yaml",
      'account: "100000000004"\nowner: Shop team\npublishes: { sources: [com.acme.shop] }\n',
    ),
    expected: [
      'sources/shop-2.yaml:1:1: error: the file name "shop-2.yaml" does not fit; name the file shop2.yaml [file-name]',
    ],
  },
  {
    title: "a file that is not read",
    edit: written("tenants/notes.txt", ""),
    expected: [
      'tenants/notes.txt:1:1: warning: "notes.txt" in tenants/ is not read; write <id>.yaml there, or nothing [file-not-read]',
    ],
  },
  {
    title: "a folder within tenants",
    edit: { folders: ["tenants/eu"] },
    expected: [
      'tenants/eu:1:1: warning: "eu" in tenants/ is not read; write its files there without it [file-not-read]',
    ],
  },
  {
    title: "a folder of tenants by another name, whose tenants would be taken away",
    edit: { remove: ["tenants"], folders: ["tenant"] },
    expected: ['tenant:1:1: error: the folder name "tenant" does not fit; name the folder tenants [file-name]'],
  },
  {
    title: "a tenant beside the folder of tenants",
    edit: written("zendesk.yaml", ""),
    expected: [
      'zendesk.yaml:1:1: warning: "zendesk.yaml" is not read; move it to sources/, tenants/, functions/ or ingress/ [file-not-read]',
    ],
  },
];
