/**
 * The import rules of docs/architecture.md, "Rooms". A room imports what its row names and itself, and nothing else of
 * the project; what stands behind a room's name is the file, or the only door, that may be imported. Everybody may
 * import packages, except where a rule below says otherwise.
 */
const rooms = {
  aws: [],
  connection: ["aws"],
  catalogue: ["aws", "connection", "simulator/(pattern|input|request)/index\\.ts"],
  permissions: ["aws", "connection", "catalogue/(model|names)\\.ts", "catalogue/files/project-folder\\.ts"],
  constructs: ["aws", "connection"],
  stacks: [
    "aws",
    "connection",
    "constructs",
    "permissions",
    "catalogue/(model|names|connection-spec|function-environment|tenant-state)\\.ts",
    "catalogue/files/project-folder\\.ts",
  ],
  lambda: ["connection"],
  simulator: ["aws"],
  "hub-account": [
    "aws",
    "connection",
    "catalogue/(index|model|names|connection-spec|declared-connections|tenant-state|wording)\\.ts",
    "simulator/[a-z]+/index\\.ts",
    // The one function that also runs in this process, where AWS's variables point to an emulator.
    "lambda/connection-credentials",
  ],
  review: ["aws", "simulator/[a-z]+/index\\.ts"],
  deployment: ["catalogue/wording\\.ts", "simulator/[a-z]+/index\\.ts", "review/index\\.ts"],
  smoke: [
    "aws",
    "catalogue",
    "simulator/[a-z]+/index\\.ts",
    "hub-account/index\\.ts",
    "deployment/index\\.ts",
    "permissions/index\\.ts",
  ],
  onboarding: ["aws", "connection", "catalogue", "simulator/[a-z]+/index\\.ts"],
  script: ["aws", "catalogue", "simulator/[a-z]+/index\\.ts"],
  contract: ["catalogue", "simulator/[a-z]+/index\\.ts", "script/index\\.ts"],
  demo: ["catalogue", "simulator/[a-z]+/index\\.ts", "script/index\\.ts"],
  cli: [
    "aws",
    "connection",
    "catalogue",
    "stacks",
    "simulator/[a-z]+/index\\.ts",
    // Its door loads the AWS SDK; the other two files do not, and are needed before it.
    "hub-account/(index|failure|verification/check)\\.ts",
    "contract/index\\.ts",
    "demo/index\\.ts",
    "onboarding/index\\.ts",
    "deployment/index\\.ts",
    "permissions/index\\.ts",
    "review/index\\.ts",
    "script/index\\.ts",
    // As with hub-account: its door loads the AWS SDK.
    "smoke/(index|failure)\\.ts",
  ],
};

const top = `^(main\\.ts|${Object.keys(rooms).join("|")}|bench|__tests__)(/|$)`;
const product = `^(main\\.ts|${Object.keys(rooms).join("|")})(/|$)`;

module.exports = {
  forbidden: [
    {
      name: "no-circular",
      severity: "error",
      comment: "Two files that import each other are one file, or a missing third.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-junk-drawer",
      severity: "error",
      comment: "A function lives with the thing it is about.",
      from: {},
      to: { path: "(^|/)(utils?|helpers?|common|misc)(/|\\.ts$)", pathNot: "node_modules" },
    },
    {
      name: "not-to-unresolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-dev-packages",
      severity: "error",
      comment: "What users run needs only `dependencies`; types alone are gone by then.",
      from: { path: product },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "main-imports-catalogue-and-stacks",
      severity: "error",
      from: { path: "^main\\.ts$" },
      to: { path: top, pathNot: "^(catalogue|stacks)/" },
    },
    {
      name: "cdktf-only-in-constructs-and-stacks",
      severity: "error",
      comment: "What comes after the emitted Terraform reads it and nothing else; checking a catalogue stays fast.",
      from: {
        path: "^(aws|connection|catalogue|simulator|hub-account|deployment|smoke|onboarding|script|contract|demo|lambda)/",
      },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
    },
    {
      name: "functions-are-nobodys-library",
      severity: "error",
      comment: "What a function shares with others stands in connection/; one file runs the sync in this process.",
      from: { path: "^", pathNot: "^(lambda/|hub-account/sync-connection\\.ts$|__tests__/)" },
      to: { path: "^lambda/" },
    },
    {
      name: "commands-are-imported-by-hub-alone",
      severity: "error",
      comment: "What two commands need stands in cli/input, cli/text or a room.",
      from: { path: "^", pathNot: "^(cli/hub\\.ts$|__tests__/)" },
      to: { path: "^cli/commands/" },
    },
    {
      name: "pure-simulator",
      severity: "error",
      comment: "Patterns, inputs and requests know each other only where a request is made of an input.",
      from: { path: "^simulator/(pattern|input)/" },
      to: { path: "^(simulator|aws)/", pathNot: "^(simulator/$1/|aws/)" },
    },
    {
      name: "heavy-packages-for-local-only",
      severity: "error",
      comment: "A table store, a token issuer and their like are for `hub local`; nothing else waits for them.",
      from: { path: "^", pathNot: "^(simulator/local/|__tests__/)" },
      to: { path: "node_modules/(dynalite|jose|oauth2-mock-server)/" },
    },
    ...Object.entries(rooms).map(([room, mayImport]) => ({
      name: `${room}-imports`,
      severity: "error",
      comment: `${room}/ may import ${mayImport.join(", ") || "nothing of the project"} (docs/architecture.md)`,
      from: { path: `^${room}/` },
      to: { path: top, pathNot: `^(${[room, ...mayImport].join("|")})(/|$)` },
    })),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // Made from the sources: kept bundles and emitted functions.
    exclude: { path: "^(\\.cache|cdktf\\.out)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
