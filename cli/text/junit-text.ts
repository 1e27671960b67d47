/** Results of tests as JUnit's XML, which CI systems show. */
import path from "node:path";
import { isWrong, type TestResult, type TestStepResult } from "../../contract";

/** A document: a suite for each tenant, a case for each file. */
export function junitText(results: readonly TestResult[]): string {
  const tenants = [...new Set(results.map(({ tenant }) => tenant))];
  const suites = tenants.flatMap((tenant) =>
    suiteLines(
      tenant,
      results.filter((result) => result.tenant === tenant),
    ),
  );
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${counts(results)}>`, ...suites, "</testsuites>"].join(
    "\n",
  );
}

function suiteLines(tenant: string, results: readonly TestResult[]): string[] {
  return [
    `  <testsuite name="${escaped(tenant)}" ${counts(results)}>`,
    ...results.flatMap(caseLines),
    "  </testsuite>",
  ];
}

function caseLines(result: TestResult): string[] {
  const { tenant, file, title, milliseconds, outcome } = result;
  const name = title ?? path.basename(file);
  const attributes = `classname="${escaped(tenant)}" name="${escaped(name)}" file="${escaped(file)}" time="${seconds(milliseconds)}"`;
  switch (outcome) {
    case "passed":
      return [`    <testcase ${attributes}/>`];
    case "failed": {
      const wrong = result.steps.filter(isWrong);
      return withInner(
        attributes,
        "failure",
        wrong.map(stepInWords).join("; "),
        wrong.flatMap(({ differences }) => differences),
      );
    }
    case "error":
      return withInner(attributes, "error", result.errors[0] ?? "", result.errors);
  }
}

function withInner(attributes: string, element: string, message: string, lines: readonly string[]): string[] {
  return [
    `    <testcase ${attributes}>`,
    `      <${element} message="${escaped(message)}">${escaped(lines.join("\n"))}</${element}>`,
    "    </testcase>",
  ];
}

/** Which step it is, and what it does. */
function stepInWords({ step, does, problem }: TestStepResult): string {
  return `step ${step} (${does}): ${problem ?? "what came is not what was expected"}`;
}

function counts(results: readonly TestResult[]): string {
  const count = (outcome: TestResult["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  const time = seconds(results.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  return `tests="${results.length}" failures="${count("failed")}" errors="${count("error")}" time="${time}"`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** What XML 1.0 has no character for, other control characters, and halves of surrogate pairs. */
const NO_CHARACTER = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]/gu;

/** Text for an element or an attribute. What XML cannot say is shown as U+FFFD. */
function escaped(text: string): string {
  return text
    .replaceAll(NO_CHARACTER, "\ufffd")
    .replaceAll(/[&<>"\t\n\r]/g, (character) => ENTITIES[character] ?? character);
}
