#!/usr/bin/env node
/**
 * affected.mjs [BASE|--all]: writes the outputs `base` and `jobs` of a GitHub step: what is compared with, and the jobs that
 * `./hub affected --jobs 50` says, by their names alone, since GitHub takes a megabyte. With --all, those for every stack.
 *
 * Without BASE it is what was deployed last: the commit of the last run of the deployment in which no job failed. Before the
 * first one `base` is empty, and every stack is added. Runs after it that did not end well may have applied some of what they
 * were for: where a stack is as BASE has it and not as such a run had it, nothing would tell, and this fails.
 */
import console from "node:console";
import { randomUUID } from "node:crypto";
import { appendFileSync } from "node:fs";
import process from "node:process";
import { affectedBy, run } from "./affected-by.mjs";

const { DEPLOY_WORKFLOW: workflow, GITHUB_REF_NAME: branch, GITHUB_OUTPUT: output } = process.env;

/** Newest first. One that has not ended has no conclusion. */
function runsOfDeployment() {
  const listed = ["--workflow", workflow, "--branch", branch, "--limit", "200", "--json", "headSha,conclusion"];
  return JSON.parse(run("gh", "run", "list", ...listed));
}

const differing = ({ stacks }) => stacks.filter(({ change }) => change !== "unchanged").map(({ name }) => name);

function requireNothingHalfDone(base, affected, runs) {
  const since = runs.slice(
    0,
    runs.findIndex(({ conclusion }) => conclusion === "success"),
  );
  const ended = since.filter(({ conclusion }) => conclusion !== "" && conclusion !== "skipped");
  const head = run("git", "rev-parse", "HEAD").trim();
  const known = new Set(differing(affected));
  for (const commit of new Set(ended.map(({ headSha }) => headSha))) {
    if (commit === head || commit === base) continue;
    const left = differing(affectedBy(commit)).filter((name) => !known.has(name));
    if (left.length === 0) continue;
    console.error(
      `::error::The run of ${commit} did not end well, and may have changed ${left.join(", ")}, which ${base} and this commit ` +
        `have alike. Start this workflow by hand, once with ${base} as base and once with ${commit}.`,
    );
    process.exit(1);
  }
}

const given = process.argv[2] ?? "";
const runs = given === "" ? runsOfDeployment() : [];
const base = given === "--all" ? "" : given || (runs.find(({ conclusion }) => conclusion === "success")?.headSha ?? "");
const affected = affectedBy(base);
if (given === "" && base !== "") requireNothingHalfDone(base, affected, runs);
const { plans, shared, jobs, removed } = affected;
// A delimiter that no text of others can hold.
const end = `end-${randomUUID()}`;
appendFileSync(output, `base=${base}\njobs<<${end}\n${JSON.stringify({ plans, shared, jobs, removed })}\n${end}\n`);
