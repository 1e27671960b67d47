#!/usr/bin/env node
/**
 * drift-issues.mjs PARTS: one issue for each stack that has drifted, edited in place, and closed when the stack is clean. It
 * tells which resources were changed and no value: anybody may read an issue. PARTS is the JSON of all parts, each with its
 * name and its stacks; what drift.mjs found of them is in parts/. Of a part that is missing nothing is known.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import process from "node:process";

const { GITHUB_REPOSITORY: repository, HUB_ENV: environment, RUN_URL: run } = process.env;
const parts = JSON.parse(process.argv[2]);
const looked = parts.flatMap(({ name }) => {
  const file = `parts/${name}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
});
const LABEL = "drift";

function gh(...args) {
  return execFileSync("gh", args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

const titleOf = (stack) => `Drift in ${environment}: ${stack}`;

function bodyOf({ stack, changed }) {
  return [
    `\`${stack}\` was changed outside Terraform:`,
    "",
    ...changed.map((address) => `- \`${address}\``),
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

for (const one of looked) {
  const title = titleOf(one.stack);
  const issue = open.get(title);
  if (one.kind === "drifted") {
    const body = bodyOf(one);
    if (issue === undefined)
      gh("issue", "create", "--repo", repository, "--label", LABEL, "--title", title, "--body", body);
    else gh("issue", "edit", issue, "--repo", repository, "--body", body);
  } else if (one.kind === "none" && issue !== undefined) {
    gh("issue", "close", issue, "--repo", repository, "--comment", `Clean again: ${run}`);
  }
}

// A stack that is no longer declared cannot drift.
const declared = new Set(parts.flatMap(({ stacks }) => stacks.map(titleOf)));
for (const [title, issue] of open) {
  if (!title.startsWith(titleOf("")) || declared.has(title)) continue;
  gh("issue", "close", issue, "--repo", repository, "--comment", `No longer declared: ${run}`);
}
