/** Patterns that AWS takes and that do not say what is meant. */
import { replaced, type Broken } from "../environment-folder";

const asked = (pattern: string) => replaced("tenants/pagerduty.yaml", "source: [com.acme.billing]", pattern);

const detail = (content: string) => asked(`source: [com.acme.billing]\n          detail: ${content}`);

export const patternMeanings: readonly Broken[] = [
  {
    title: "a key in camel case in a pattern",
    edit: asked("source: [com.acme.billing]\n          detailType: [Invoice Issued]"),
    expected: [
      'tenants/pagerduty.yaml:21:11: error: destinations.incidents.events.invoice-issued.eventPattern.detailType: no event has the key "detailType" at the top, so it would never match; write detail-type [pattern-key-unknown]',
    ],
  },
  {
    title: "a key in Pascal case in a pattern",
    edit: asked("Source: [com.acme.billing]"),
    expected: [
      'tenants/pagerduty.yaml:20:11: error: destinations.incidents.events.invoice-issued.eventPattern.Source: no event has the key "Source" at the top, so it would never match; write source [pattern-key-unknown]',
    ],
  },
  {
    title: "a key that is almost detail",
    edit: asked("source: [com.acme.billing]\n          details: { total: [1] }"),
    expected: [
      'tenants/pagerduty.yaml:21:11: error: destinations.incidents.events.invoice-issued.eventPattern.details: no event has the key "details" at the top, so it would never match; write detail [pattern-key-unknown]',
    ],
  },
  {
    title: "a publisher's own key at the top of a pattern",
    edit: asked("source: [com.acme.billing]\n          customer: [c-1]"),
    expected: [
      'tenants/pagerduty.yaml:21:11: error: destinations.incidents.events.invoice-issued.eventPattern.customer: no event has the key "customer" at the top, so it would never match; leave it out, or write it under detail [pattern-key-unknown]',
    ],
  },
  {
    title: "a key that no event has in an alternative",
    edit: asked("source: [com.acme.billing]\n          $or: [{ detailType: [a] }, { region: [eu-central-1] }]"),
    expected: [
      'tenants/pagerduty.yaml:21:19: error: destinations.incidents.events.invoice-issued.eventPattern.$or[0].detailType: no event has the key "detailType" at the top, so it would never match; write detail-type [pattern-key-unknown]',
    ],
  },
  {
    title: "a path as a value of a pattern",
    edit: detail("{ a: [{ anything-but: $.detail.c }] }"),
    expected: [
      'tenants/pagerduty.yaml:21:41: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0].anything-but: "$.detail.c" looks like a path, and is compared as the text that it is; write the value that is meant (a pattern compares with fixed values), or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a placeholder as a value of a pattern",
    edit: detail('{ a: ["<customer>"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "<customer>" looks like a placeholder, and is compared as the text that it is; write the value that is meant (nothing is filled into a pattern), or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "an operator in quotes",
    edit: detail('{ a: ["prefix: com."] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "prefix: com." looks like an operator, and is compared as the text that it is; write { <operator>: <value> } without quotes, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a comparison in quotes",
    edit: detail('{ a: [">= 100"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: ">= 100" looks like a comparison, and is compared as the text that it is; write { numeric: [>=, <number>] }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a negation in quotes",
    edit: detail('{ a: ["!test"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "!test" looks like a negation, and is compared as the text that it is; write { anything-but: test }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a regular expression",
    edit: detail('{ a: ["/^EU[0-9]+$/"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "/^EU[0-9]+$/" looks like a regular expression, and is compared as the text that it is; write { wildcard: <text with *> } (patterns have no regular expressions), or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a star alone as text",
    edit: detail('{ a: ["*"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "*" looks like a wildcard, and is compared as the text that it is; write { exists: true }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a star at the end of text",
    edit: detail("{ a: [eu-*] }"),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "eu-*" looks like a wildcard, and is compared as the text that it is; write { prefix: eu- }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a star at the start of text",
    edit: detail('{ a: ["*.pdf"] }'),
    expected: [
      'tenants/pagerduty.yaml:21:25: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0]: "*.pdf" looks like a wildcard, and is compared as the text that it is; write { suffix: .pdf }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a star within text",
    edit: detail("{ a: [{ anything-but: [in*2026] }] }"),
    expected: [
      'tenants/pagerduty.yaml:21:42: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.a[0].anything-but[0]: "in*2026" looks like a wildcard, and is compared as the text that it is; write { wildcard: "in*2026" }, or leave it where that text is meant [pattern-literal]',
    ],
  },
  {
    title: "a number with leading zeros",
    edit: detail("{ zip: [01234] }"),
    expected: [
      'tenants/pagerduty.yaml:21:27: error: destinations.incidents.events.invoice-issued.eventPattern.detail.zip[0]: YAML reads 01234 as the number 1234, without its zeros; write "01234" in quotes [number-not-kept]',
    ],
  },
  {
    title: "an account with leading zeros",
    edit: detail("{ acct: [012345678901] }"),
    expected: [
      'tenants/pagerduty.yaml:21:28: error: destinations.incidents.events.invoice-issued.eventPattern.detail.acct[0]: YAML reads 012345678901 as the number 12345678901, without its zeros; write "012345678901" in quotes [number-not-kept]',
    ],
  },
  {
    title: "a number that overflows",
    edit: detail("{ sha: [12e4567] }"),
    expected: [
      'tenants/pagerduty.yaml:21:27: error: destinations.incidents.events.invoice-issued.eventPattern.detail.sha[0]: 12e4567 is a number that JSON cannot hold; write "12e4567" in quotes [number-not-kept]',
    ],
  },
  {
    title: "a version that is a number",
    edit: detail("{ version: [1.10] }"),
    expected: [
      'tenants/pagerduty.yaml:21:31: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.version[0]: YAML reads 1.10 as the number 1.1; write 1.1, or "1.10" in quotes for text [number-rewritten]',
    ],
  },
  {
    title: "a telephone number",
    edit: detail("{ phone: [+493012345] }"),
    expected: [
      'tenants/pagerduty.yaml:21:29: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.phone[0]: YAML reads +493012345 as the number 493012345; write 493012345, or "+493012345" in quotes for text [number-rewritten]',
    ],
  },
  {
    title: "a number in hexadecimal",
    edit: detail("{ code: [0x1F] }"),
    expected: [
      'tenants/pagerduty.yaml:21:28: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.code[0]: YAML reads 0x1F as the number 31; write 31, or "0x1F" in quotes for text [number-rewritten]',
    ],
  },
  {
    title: "yes as text",
    edit: detail("{ paid: [yes] }"),
    expected: [
      'tenants/pagerduty.yaml:21:28: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.paid[0]: yes is text here, and true to other readers of YAML; write true, or "yes" in quotes [text-of-two-readings]',
    ],
  },
  {
    title: "off as text",
    edit: detail("{ paid: [{ anything-but: Off }] }"),
    expected: [
      'tenants/pagerduty.yaml:21:44: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.paid[0].anything-but: Off is text here, and false to other readers of YAML; write false, or "Off" in quotes [text-of-two-readings]',
    ],
  },
  {
    title: "a date without quotes",
    edit: detail("{ day: [2026-01-31] }"),
    expected: [
      'tenants/pagerduty.yaml:21:27: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.day[0]: 2026-01-31 is text here, and a date to other readers of YAML; write "2026-01-31" in quotes [text-of-two-readings]',
    ],
  },
  {
    title: "a time without quotes",
    edit: detail("{ at: [12:30] }"),
    expected: [
      'tenants/pagerduty.yaml:21:26: warning: destinations.incidents.events.invoice-issued.eventPattern.detail.at[0]: 12:30 is text here, and a number of seconds or minutes to other readers of YAML; write "12:30" in quotes [text-of-two-readings]',
    ],
  },
  {
    title: "a key that no event has in a forward",
    edit: replaced("sources/shop.yaml", "      detail-type: [Order Placed", "      DetailType: [Order Placed"),
    expected: [
      'sources/shop.yaml:12:7: error: forwards.orders.eventPattern.DetailType: no event has the key "DetailType" at the top, so it would never match; write detail-type [pattern-key-unknown]',
    ],
  },
  {
    title: "a constant with a number of leading zeros",
    edit: replaced("tenants/pagerduty.yaml", "{ event_action: trigger }", "{ event_action: 007 }"),
    expected: [
      'tenants/pagerduty.yaml:23:37: error: destinations.incidents.events.invoice-issued.input.constant.event_action: YAML reads 007 as the number 7, without its zeros; write "007" in quotes [number-not-kept]',
    ],
  },
];
