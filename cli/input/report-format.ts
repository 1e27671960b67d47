import { Option } from "commander";

const FORMATS = ["markdown", "text", "json"] as const;

/** How a report of plans is printed. */
export type ReportFormat = (typeof FORMATS)[number];

/** `--format`. */
export function formatOption(): Option {
  return new Option("--format <format>", "how to print it").choices(FORMATS).default("text");
}
