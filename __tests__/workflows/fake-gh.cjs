#!/usr/bin/env node
/** Stands for `gh`: writes down how it was called, and answers what gh-answers.json says for the first arguments. */
const fs = require("node:fs");
const path = require("node:path");

const home = process.env.FAKE_GH;
const args = process.argv.slice(2);
fs.appendFileSync(path.join(home, "gh-calls"), `${JSON.stringify(args)}\n`);
const answers = JSON.parse(fs.readFileSync(path.join(home, "gh-answers.json"), "utf8"));
process.stdout.write(answers[args.slice(0, 2).join(" ")] ?? "");
