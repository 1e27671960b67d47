#!/usr/bin/env node
/**
 * drift-issues.mjs FILE: one issue for each stack that has drifted, edited in place, and closed when the stack is clean. It
 * tells which resources and attributes were changed and no value: anybody may read an issue.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import process from "node:process";

const { GITHUB_REPOSITORY: repository, RUN_URL: run } = process.env;
const { environment, stacks = [] } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const LABEL = "drift";

function gh(...args) {
  return execFileSync("gh", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

const titleOf = (stack) => `Drift in ${environment}: ${stack}`;

function bodyOf({ stack, found }) {
  const changed = found.report.drift.map(({ address }) => `- \`${address}\``);
  return [
    `\`${stack}\` was changed outside Terraform:`,
    "",
    ...changed,
    "",
    `\`./hub drift ${stack} --env ${environment}\` shows what. Declare it, or deploy the stack again. Found by ${run}.`,
  ].join("\n");
}

gh("label", "create", LABEL, "--repo", repository, "--force", "--description", "Changed outside Terraform");
const listed = ["--repo", repository, "--label", LABEL, "--state", "open", "--limit", "1000"];
const open = new Map(
  JSON.parse(gh("issue", "list", ...listed, "--json", "number,title")).map(({ number, title }) => [
    title,
    String(number),
  ]),
);

for (const one of stacks) {
  const title = titleOf(one.stack);
  const issue = open.get(title);
  if (one.found.kind === "drifted") {
    const body = bodyOf(one);
    if (issue === undefined)
      gh("issue", "create", "--repo", repository, "--label", LABEL, "--title", title, "--body", body);
    else gh("issue", "edit", issue, "--repo", repository, "--body", body);
  } else if (one.found.kind === "none" && issue !== undefined) {
    gh("issue", "close", issue, "--repo", repository, "--comment", `Clean again: ${run}`);
  }
}

// A stack that is no longer declared cannot drift. Where none was looked at, nothing is known.
const titles = new Set(stacks.map(({ stack }) => titleOf(stack)));
for (const [title, issue] of open) {
  if (stacks.length === 0 || !title.startsWith(titleOf("")) || titles.has(title)) continue;
  gh("issue", "close", issue, "--repo", repository, "--comment", `No longer declared: ${run}`);
}
