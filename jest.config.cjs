// The AWS SDK would say in every test file which Node it will need next year.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** Two projects: `unit` needs Node alone; `e2e` needs terraform, an AWS provider mirror and moto_server. */
const shared = {
  transform: {
    "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2023", parser: { syntax: "typescript" } } }],
    "^.+\\.m?js$": ["@swc/jest", { jsc: { target: "es2023" }, module: { type: "commonjs" } }],
  },
  // The token endpoint of the local hub and the questions on a terminal, and what they need, are ES modules, which Jest
  // cannot load as they are.
  transformIgnorePatterns: [
    "/node_modules/(?!(oauth2-mock-server|jose|is-plain-obj|@clack|fast-string-width|fast-string-truncated-width|fast-wrap-ansi|sisteransi)/)",
  ],
  testEnvironment: "node",
  // What some packages keep of a test file's globals is none of ours; Jest would warn of it after every run.
  testEnvironmentOptions: { globalsCleanup: "off" },
};

module.exports = {
  reporters: ["default", "<rootDir>/__tests__/left-out-reporter.cjs"],
  testSequencer: "<rootDir>/__tests__/e2e/longest-first.cjs",
  // Many tests start ./hub or wait for an emulator, which takes longer than Jest's five seconds where a machine is busy.
  // Jest reads this here alone: in a project it changes nothing.
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/__tests__/e2e/"],
    },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/__tests__/e2e/**/*.test.ts"],
      globalSetup: "<rootDir>/__tests__/e2e/required-programs.ts",
    },
  ],
};
