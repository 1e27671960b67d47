/** How a demo is told to people, within 80 columns where what is sent allows it. */
import { isDeepStrictEqual } from "node:util";
import { readJson, writeJson } from "#simulator/input";
import type { DemoResult, StepResult } from "../../demo";
import type { SeenAnswer, SeenRequest } from "../../script";
import { counted } from "../../catalogue/wording";
import { columns, fitted, foldedTo } from "./terminal";

/** Headers that every request of EventBridge or every HTTP request has; they are in `--json`. */
const USUAL = new Set(["host", "connection", "content-length", "accept-encoding", "range", "user-agent"]);

const WIDTH = 80;
const INDENT = " ".repeat(13);

/** The examples and what they are. */
export function listText(examples: readonly { readonly name: string; readonly title: string }[]): string {
  return [
    ...columns(examples.map(({ name, title }) => [name, title])),
    "",
    "./hub demo NAME plays one on this machine; nothing leaves it.",
  ].join("\n");
}

/** The first lines. */
export function titleText(name: string, title: string): string {
  return `${foldedTo(WIDTH, `${name}: ${title}`, "").join("\n")}\n`;
}

/** One step, and everything that came of it. */
export function demoText(number: number, step: StepResult): string {
  const { say, sent, answer, told, requests, published, deadLetters, items, stacks } = step;
  const lines = [
    ...foldedTo(WIDTH, `${number}. ${say}`, "   "),
    ...sent.flatMap((line, index) => (index === 0 ? titled("in", line) : bodyLines(line))),
    ...(answer === undefined ? [] : answerLines(answer)),
    ...told.flatMap(({ kind, text }) => titled(kind, text)),
    ...requestsLines(requests),
    ...published.flatMap(({ topic, payload }) => [...titled("IoT", topic), ...bodyLines(payload)]),
    ...deadLetters.flatMap(({ queue, code, message, retries }) =>
      titled("dead", `${queue}: ${code} after ${counted(Number(retries), "retry", "retries")}: ${message}`),
    ),
    ...Object.entries(items).flatMap(([table, all]) => [
      ...titled("table", `${table}: ${counted(all.length, "item")}`),
      ...all.flatMap((item) => bodyLines(JSON.stringify(item))),
    ]),
    ...(stacks === undefined
      ? []
      : [
          ...titled("new", stacks.added.join(", ") || "no stack"),
          ...titled("changed", stacks.changed.join(", ") || "no stack"),
          ...titled("same", `${stacks.same.join(", ")}, byte for byte`),
        ]),
    ...differenceLines(step.differences),
  ];
  return `${lines.map((line) => fitted(line)).join("\n")}\n`;
}

/** The last line. */
export function verdictText({ ok, steps }: DemoResult): string {
  if (ok) return `${counted(steps.length, "step")}, all as expected. Nothing left this machine.`;
  const wrong = steps.filter((step) => step.differences.length > 0).length;
  return `${counted(wrong, "step")} of ${steps.length} not as expected: see WRONG above.`;
}

function differenceLines(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const marks = titled("WRONG", "- was expected and did not come, + came and was not expected");
  return [...marks, ...lines.flatMap((line) => foldedTo(WIDTH, `${INDENT}${line}`, `${INDENT}${line.slice(0, 1)}  `))];
}

function answerLines({ status, body }: SeenAnswer): string[] {
  const line = `   ${"answer".padEnd(9)} ${status} ${body}`;
  return line.length <= WIDTH ? [line] : [...titled("answer", String(status)), ...bodyLines(body)];
}

function requestsLines(requests: readonly SeenRequest[]): string[] {
  return requests.flatMap((request, index) => {
    const { method, url, answer, kind } = request;
    const [address = "", query] = url.split("?");
    const before = requests[index - 1];
    const again = before !== undefined && isDeepStrictEqual({ ...before, answer }, request);
    const note = again ? " (the same again)" : kind === "token" ? " (token)" : "";
    const first = outLines(`${method} -> ${answer}${note}`, address);
    if (again) return first;
    return [
      ...first,
      ...(query === undefined ? [] : query.split("&").map((parameter) => `${INDENT}?${parameter}`)),
      ...Object.entries(request.headers)
        .filter(([name]) => !USUAL.has(name))
        .flatMap(([name, value]) => foldedTo(WIDTH, `${INDENT}${name}: ${value}`, `${INDENT}  `)),
      ...bodyLines(request.body),
    ];
  });
}

/** A long address has a line of its own. */
function outLines(what: string, address: string): string[] {
  const line = `   ${"out".padEnd(9)} ${what}  ${address}`;
  return line.length <= WIDTH ? [line] : [...titled("out", what), `     ${address}`];
}

/** What is no JSON stands as it is. */
function bodyLines(body: string): string[] {
  if (body === "") return [];
  try {
    return jsonText(readJson(body), INDENT.length)
      .split("\n")
      .flatMap((line) => foldedTo(WIDTH, `${INDENT}${line}`, `${INDENT}${" ".repeat(line.search(/\S/) + 2)}`));
  } catch {
    return foldedTo(WIDTH, `${INDENT}${body}`, INDENT);
  }
}

/**
 * JSON with what fits on one line on one line.
 *
 * @param indent of the line it starts on
 * @param before characters on that line
 */
function jsonText(value: unknown, indent: number, before = 0): string {
  const line = writeJson(value);
  if (indent + before + line.length <= WIDTH || typeof value !== "object" || value === null) return line;
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const parts = Object.entries(value as Record<string, unknown>).map(([key, inner]) => {
    const name = Array.isArray(value) ? "" : `${JSON.stringify(key)}: `;
    // A comma may follow.
    const text = jsonText(inner, indent + 2, name.length + 1);
    return `  ${name}${text.replaceAll("\n", "\n  ")}`;
  });
  return `${open}\n${parts.join(",\n")}\n${close}`;
}

function titled(title: string, text: string): string[] {
  return foldedTo(WIDTH, `   ${title.padEnd(9)} ${text}`, INDENT);
}
