#!/usr/bin/env node
/**
 * child-pipeline.mjs BASE FILE: writes the pipeline of GitLab that deploys what differs from BASE, or every stack where BASE
 * is empty or zeros: what others wait for, then a job for each job of `./hub affected --jobs 50`, then what is gone. It is JSON,
 * which is YAML.
 */
import { writeFileSync } from "node:fs";
import process from "node:process";
import { affectedBy } from "./affected-by.mjs";

const [, , given = "", file = ""] = process.argv;
const base = /^0*$/.test(given) ? "" : given;

/**
 * Hands the report of the pipeline that planned to the jobs of later stages. They cannot take it from there themselves: a job
 * that needs another pipeline's waits for no stage.
 */
const report = {
  stage: "report",
  needs: [{ pipeline: "$PLANNED_IN", job: "report" }],
  variables: { REPORT_COMMIT: "$CI_COMMIT_SHA" },
  script: [".github/scripts/sealed-report.mjs open report.sealed report.json"],
  artifacts: { paths: ["report.sealed"], access: "developer", expire_in: "7 days" },
};

/** @param name of the job, and of what no two jobs do at once */
function job(stage, name, args) {
  return {
    stage,
    environment: { name: "$HUB_ENV" },
    resource_group: `$HUB_ENV-${name}`,
    id_tokens: { AWS_TOKEN: { aud: "sts.amazonaws.com" } },
    variables: {
      AWS_ROLE_ARN: "$DEPLOYMENT_ROLE",
      AWS_WEB_IDENTITY_TOKEN_FILE: "$CI_BUILDS_DIR/tokens/$CI_JOB_ID",
      REPORT_COMMIT: "$CI_COMMIT_SHA",
      GIT_DEPTH: "0",
      TF_CLI_ARGS_plan: "-lock-timeout=10m",
      TF_CLI_ARGS_apply: "-lock-timeout=10m",
    },
    before_script: [".github/scripts/web-identity.sh"],
    script: [
      ".github/scripts/sealed-report.mjs open report.sealed report.json",
      [".github/scripts/deploy.sh report.json", ...args].join(" "),
    ],
  };
}

const { shared, jobs, removed } = affectedBy(base);
const deploying = [
  ...(shared.length === 0 ? [] : [["shared", job("shared", "shared", shared)]]),
  ...jobs.map(({ name, stacks }) => [name, job("stacks", name, stacks)]),
  ...(removed.length === 0
    ? []
    : [["removed", job("removed", "removed", [...removed, "--affected-by", base, "--destroy-removed"])]]),
];
const pipeline = {
  default: { image: "$IMAGE", interruptible: false },
  stages: ["report", "shared", "stacks", "removed"],
  report,
  ...Object.fromEntries(deploying),
};
writeFileSync(file, `${JSON.stringify(pipeline, null, 2)}\n`);
