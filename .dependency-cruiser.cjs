/**
 * The import rules of docs/architecture.md, "Rooms". A room that is not listed under `mayImport` imports nothing of
 * the project. Everybody may import packages, except where a rule below says otherwise.
 */
const rooms = {
  aws: [],
  catalogue: ["aws", "simulator/pattern", "simulator/input"],
  constructs: ["aws"],
  stacks: [
    "aws",
    "constructs",
    "catalogue/model\\.ts",
    "catalogue/names\\.ts",
    "catalogue/connection-spec\\.ts",
    "catalogue/project-folder\\.ts",
  ],
  simulator: ["aws"],
  review: ["aws", "simulator/topology"],
  cli: ["main\\.ts", "aws", "catalogue", "stacks", "simulator", "review", "lambda"],
  lambda: [],
};

const top = "^(main\\.ts|aws|catalogue|constructs|stacks|simulator|review|cli|lambda|bench|__tests__)(/|$)";

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
      from: { path: "^(main\\.ts|aws|catalogue|constructs|stacks|simulator|review|cli|lambda)(/|$)" },
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
      from: { path: "^(aws|catalogue|simulator|review|lambda)/" },
      to: { path: "node_modules/(cdktf|constructs|@cdktf)/" },
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
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["require", "node", "default", "types"] },
  },
};
