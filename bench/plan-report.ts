import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { planReport, readPlan, reportInMarkdown } from "../review";

const RUNS = 5;

/** Reading plans from files, and the report as Markdown: 1, 50 and 1,000 stacks, alike and each of its own. */
export function benchPlanReport(): void {
  const root = mkdtempSync(path.join(tmpdir(), "hub-bench-"));
  try {
    console.log(`Node ${process.version}, ${availableParallelism()} processors, ${RUNS} runs\n`);
    console.log("stacks                plans      median     least    most    characters");
    for (const distinct of [false, true]) {
      for (const stacks of [1, 50, 1000]) measure(root, stacks, distinct);
    }
  } finally {
    rmSync(root, { recursive: true });
  }
}

function measure(root: string, stacks: number, distinct: boolean): void {
  const files = Array.from({ length: stacks }, (_, n) => {
    const file = path.join(root, `tenant-t${n}.json`);
    writeFileSync(file, JSON.stringify(generatedPlan(`t${n}`, distinct ? `${n * 7}` : "")));
    return file;
  });
  const megabytes = files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
  let characters = 0;
  const seconds = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    const plans = files.map((file) =>
      readPlan({
        name: path.basename(file, ".json"),
        backend: undefined,
        json: JSON.parse(readFileSync(file, "utf8")),
      }),
    );
    characters = reportInMarkdown(planReport(plans)).length;
    return (performance.now() - start) / 1000;
  }).sort((a, b) => a - b);
  const shown = [seconds[Math.floor(RUNS / 2)], seconds[0], seconds.at(-1)].map((one = NaN) =>
    `${one.toFixed(3)} s`.padStart(10),
  );
  const label = `${stacks} ${distinct ? "that differ" : "alike"}`.padEnd(18);
  console.log(`${label}${megabytes.toFixed(1).padStart(6)} MB${shown.join("")}${String(characters).padStart(10)}`);
}

/** A tenant's plan: a hundred resources that stay, as large as a provider makes them, and some that change. */
function generatedPlan(tenant: string, own: string): object {
  const policy = (action: string) => ({
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Send",
          Effect: "Allow",
          Action: action,
          Resource: `arn:aws:sqs:eu-central-1:200000000001:${tenant}${own}`,
        },
      ],
    }),
  });
  const stays = { name: `acme-prod-${tenant}`, description: "x".repeat(1500), tags_all: { tenant } };
  const change = (address: string, actions: string[], before: unknown, after: unknown) => ({
    ...{ address, mode: "managed", type: address.split(".")[0] },
    change: { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {} },
  });
  return {
    format_version: "1.2",
    planned_values: { root_module: {} },
    resource_changes: [
      ...Array.from({ length: 30 }, (_, n) => change(`aws_cloudwatch_metric_alarm.a${n}`, ["no-op"], stays, stays)),
      change(
        "aws_sqs_queue.dead-letters",
        ["delete", "create"],
        { name: `${tenant}_dlq` },
        { name: `${tenant}_dlq-2${own}` },
      ),
      change("aws_iam_role_policy.role", ["update"], policy("sqs:SendMessage"), policy("sqs:ReceiveMessage")),
      change(
        "aws_cloudwatch_event_rule.rule",
        ["update"],
        { event_pattern: '{"source":["a"]}' },
        { event_pattern: `{"source":["b${own}"]}` },
      ),
    ],
  };
}
