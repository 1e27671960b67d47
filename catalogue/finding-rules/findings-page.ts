/** `docs/findings.md`: what the checks hold files to, a paragraph for each rule. */
import { RULE_CHAPTERS, type Rule } from ".";

/** Where the page lies, from the project's folder. */
export const FINDINGS_PAGE = "docs/findings.md";

const INTRODUCTION = `# Findings

\`./hub check\` prints what is wrong with an environment's files, a line for each finding:

    file:line:column: error|warning: what is wrong; what to write instead [rule]

An error stops synthesis, a warning does not. The words may change from version to version, the rule in brackets does not: look
for it on this page, and for \`rule\` in the output of \`./hub check --json\`. What \`./hub audit\` finds in Terraform is another
list: [audit.md](audit.md).

This page is generated from the rules in \`catalogue/finding-rules/\`: change them there and run \`npm run generate\`.
`;

/** The page as it has to be. `npm run generate` writes it; a test holds the committed one to this. */
export function findingsPage(): string {
  const chapters = RULE_CHAPTERS.map(({ title, rules }) => {
    const paragraphs = Object.entries<Rule>(rules).map(([id, rule]) => paragraph(id, rule));
    return [`\n## ${title}\n`, ...paragraphs].join("\n");
  });
  return [INTRODUCTION, ...chapters].join("");
}

function paragraph(id: string, { severity, says, why, instead, example, source }: Rule): string {
  const lines = [
    `### ${id}`,
    "",
    `${severity === "error" ? "Error" : "Warning"}. ${says} ${why}`,
    "",
    `- Fix: ${instead}`,
    `- Example: \`${example}\``,
    ...(source === undefined ? [] : [`- Source: <${source}>`]),
  ];
  return `${lines.join("\n")}\n`;
}
