import type { DemoResult, StepResult } from "../../../demo/run";

/**
 * All that a demo shows, byte for byte, in a form that people can read and compare: requests as they go over the wire, then
 * what else came of each step. Ids and times are the demo's placeholders.
 */
export function wireText({ example, title, steps }: DemoResult): string {
  return [`${example}: ${title}`, ...steps.map(stepText)].join("\n\n") + "\n";
}

function stepText(step: StepResult, index: number): string {
  const { say, sent, answer, requests, published, deadLetters, items, stacks } = step;
  const requestTexts = requests.map(({ method, url, headers, body, answer: status, kind }) =>
    [
      `--- ${kind}, answered ${status}`,
      `${method} ${url}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ...(body === "" ? [] : ["", body.trimEnd()]),
    ].join("\n"),
  );
  return [
    `=== ${index + 1}. ${say}`,
    ...sent.map((line) => `> ${line}`),
    ...(answer === undefined ? [] : [`< ${answer.status} ${answer.body}`]),
    ...requestTexts,
    ...published.map(({ topic, payload }) => `--- published to ${topic}\n${payload}`),
    ...deadLetters.map(
      ({ queue, code, message, retries }) =>
        `--- dead letter in ${queue} after ${retries} retries\n${code}: ${message}`,
    ),
    ...Object.entries(items).flatMap(([table, all]) => [
      `--- table ${table}`,
      ...all.map((item) => JSON.stringify(item, null, 2)),
    ]),
    ...(stacks === undefined
      ? []
      : [`--- new stacks: ${stacks.added.join(", ")}`, `--- changed stacks: ${stacks.changed.join(", ")}`]),
  ].join("\n");
}
