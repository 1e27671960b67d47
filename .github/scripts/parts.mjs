#!/usr/bin/env node
/**
 * parts.mjs BASE FILE: writes a line for each part of what differs from BASE, or of all stacks where BASE is empty or zeros: its
 * name and its stacks. Parts are planned, or looked at, by a job each.
 */
import { writeFileSync } from "node:fs";
import process from "node:process";
import { affectedBy } from "./affected-by.mjs";

const [, , given = "", file = ""] = process.argv;
const { plans } = affectedBy(/^0*$/.test(given) ? "" : given);
writeFileSync(file, plans.map(({ name, stacks }) => `${[name, ...stacks].join(" ")}\n`).join(""));
