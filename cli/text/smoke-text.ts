/** What a run of `hub smoke` tells: a line a step with who answered, and beneath it what was answered. */
import { count } from "../../catalogue/wording";
import type { AnsweredStep, SmokeResult, SmokeStart } from "../../smoke";
import { folded } from "./terminal";

/** The first lines. */
export function startInWords({ account, region, suffix, journal, emulator, cost }: SmokeStart): string[] {
  return [
    `Run ${suffix} in account ${account}, ${region}: every name begins with smoke-${suffix}.`,
    ...(emulator
      ? ["AWS's variables point to an emulator: what it answers says nothing about AWS, and costs nothing."]
      : [
          `It costs about $${cost.dollarsAnHour.toFixed(2)} for each hour that is begun: ${billedInWords(cost.billed)}.`,
        ]),
    `Journal: ${journal}`,
    "",
  ].flatMap((line) => folded(line, "  "));
}

/** A step that was answered. */
export function answerInWords({ sentence, answer, seconds }: AnsweredStep): string[] {
  switch (answer.kind) {
    case "passed":
      return stepLines(`passed        ${sentence} (${answer.by}, ${seconds} s)`, answer.says);
    case "failed":
      return stepLines(`FAILED        ${sentence} (${seconds} s)`, answer.because);
    case "not answered":
      return stepLines(`not answered  ${sentence}`, [answer.because]);
    case "not tried":
      return stepLines(`not tried     ${sentence}`, [answer.because]);
  }
}

/** The last lines. */
export function endInWords({ steps, cleaned, journal }: SmokeResult): string[] {
  const amount = (kind: AnsweredStep["answer"]["kind"]) => steps.filter(({ answer }) => answer.kind === kind).length;
  const told = (["passed", "failed", "not answered", "not tried"] as const)
    .filter((kind) => amount(kind) > 0)
    .map((kind) => `${amount(kind)} ${kind}`)
    .join(", ");
  return [
    "",
    `${count(steps.length, "step")}: ${told}.`,
    ...(cleaned
      ? ["Nothing of the run is left but what AWS keeps for a while."]
      : [
          "What the run has made is not all taken away.",
          `  ./hub smoke --resume ${journal}                  goes on`,
          `  ./hub smoke --resume ${journal} --only-clean-up  takes it away`,
        ]),
  ];
}

const BILLED: Readonly<Record<string, string>> = {
  aws_kms_key: "KMS keys",
  aws_secretsmanager_secret: "secrets",
  aws_cloudwatch_metric_alarm: "alarms",
};

function billedInWords(billed: SmokeStart["cost"]["billed"]): string {
  return Object.entries(billed)
    .map(([type, amount]) => `${amount} ${BILLED[type] ?? type}`)
    .join(", ");
}

function stepLines(first: string, more: readonly string[]): string[] {
  const indent = " ".repeat(16);
  return [...folded(first, indent), ...more.flatMap((line) => folded(`${" ".repeat(14)}${line}`, indent))];
}
