import { InvalidArgumentError } from "commander";

/** `--parallel`, as commander wants it. */
export const PARALLEL_OPTION = [
  "--parallel <number>",
  "stacks at once; each Terraform takes about 0.8 GB of memory",
  (text: string): number => {
    if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
    throw new InvalidArgumentError("Write a number from 1 to 999.");
  },
  4,
] as const;
