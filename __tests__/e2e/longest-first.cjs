/**
 * Jest sequencer: the suites that take minutes start first, so that none of them runs alone at the end. Jest knows how
 * long suites took only where it has run them before, which a fresh checkout has not; it then goes by the size of files.
 */
const { default: Sequencer } = require("@jest/test-sequencer");

/**
 * Longest first. A suite that is not named here comes after these, in Jest's own order; one that is named and is not there
 * ends the run, so that a new name is written here, too.
 */
const LONGEST = [
  "smoke-faults",
  "smoke",
  "recorded-calls",
  "apply",
  "secrets",
  "examples",
  "deploy",
  "verify",
  "private-connections",
  "pull-request",
  "cdktf-deploy",
  "applications",
].map((suite) => require.resolve(`./${suite}.test.ts`));

function rank(test) {
  const index = LONGEST.indexOf(test.path);
  return index === -1 ? LONGEST.length : index;
}

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};
